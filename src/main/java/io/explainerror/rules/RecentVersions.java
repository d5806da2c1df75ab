package io.explainerror.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// The versions that were in force last, with their files, in memory that is bounded. Thread-safe.
public final class RecentVersions {
    private final int most;
    private final long mostCharacters;
    private final List<Recent> newestFirst = new ArrayList<>();

    /// @param most           how many versions are kept
    /// @param mostCharacters how long their texts may be together; a text that versions share counts once. The
    /// newest
    ///                       version is kept however long it is: it is in force
    public RecentVersions(int most, long mostCharacters) {
        this.most = Math.max(1, most);
        this.mostCharacters = mostCharacters;
    }

    /// A version that was in force.
    ///
    /// @param since when it last came into force
    public record Recent(String version, Instant since, RuleFiles files) {}

    /// A version has come into force.
    public synchronized void add(String version, RuleFiles files, Instant now) {
        newestFirst.removeIf(old -> old.version().equals(version));
        newestFirst.addFirst(new Recent(version, now, files));
        while (newestFirst.size() > 1 && (newestFirst.size() > most || characters() > mostCharacters)) {
            newestFirst.removeLast();
        }
    }

    /// What is kept.
    public synchronized List<Recent> newestFirst() {
        return List.copyOf(newestFirst);
    }

    /// Length of all texts together.
    synchronized long characters() {
        Set<String> texts = Collections.newSetFromMap(new IdentityHashMap<>());
        newestFirst.forEach(each -> texts.addAll(each.files().texts().values()));
        return texts.stream().mapToLong(String::length).sum();
    }
}
