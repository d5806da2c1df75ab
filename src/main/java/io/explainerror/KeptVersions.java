package io.explainerror;

import io.explainerror.model.ProblemException.BrokenRules;
import io.explainerror.model.ProblemException.UnknownVersion;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.rules.RecentVersions;
import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.RuleProblems;
import io.explainerror.rules.VersionFolder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The versions of the rules that are kept, in memory and on disk, and their editions when somebody asks for a
/// judgement by one of them. Thread-safe.
final class KeptVersions {
    private static final Logger LOG = System.getLogger(KeptVersions.class.getName());
    /// So many digits name a version, if no other begins with them.
    static final int SHORTEST = 6;

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{" + SHORTEST + ",64}");

    /// 64 Mi characters of rule files, shared ones counted once.
    private static final long CHARACTERS = 64L << 20;

    /// An edition takes some 10 MB: who compares two versions needs no more.
    private static final int EDITIONS = 2;

    private final RecentVersions recent;
    private final Optional<VersionFolder> folder;
    private final Clock clock;
    private final SequencedMap<String, Edition> editions = new LinkedHashMap<>();

    KeptVersions(VersionSettings settings, Clock clock) {
        this.recent = new RecentVersions(settings.keep(), CHARACTERS);
        this.folder = settings.folder().map(path -> new VersionFolder(path, settings.keep()));
        this.clock = clock;
    }

    /// Keeps a version in memory.
    void remember(Edition edition) {
        recent.add(edition.knowledge().version(), edition.knowledge().files(), clock.instant());
    }

    /// Keeps a version on disk, if there is a place for it.
    void store(Edition edition) {
        folder.ifPresent(there -> {
            try {
                there.keep(edition.knowledge().files(), clock.instant());
            } catch (IOException | RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "version {0} cannot be kept in {1}, so its judgements cannot be made again after a restart: {2}",
                        edition.knowledge().version(),
                        there.path(),
                        e);
            }
        });
    }

    /// All of them, those of this program first, newest first.
    ///
    /// @param inForce the version that judges now
    List<KeptVersion> list(String inForce) {
        Map<String, KeptVersion> found = new LinkedHashMap<>();
        recent.newestFirst()
                .forEach(each -> found.put(
                        each.version(),
                        new KeptVersion(
                                each.version(),
                                each.since(),
                                each.version().equals(inForce),
                                each.files().texts())));
        for (VersionFolder.Kept each : onDisk()) {
            if (!found.containsKey(each.version())) {
                intact(each)
                        .ifPresent(files -> found.put(
                                each.version(), new KeptVersion(each.version(), each.since(), false, files.texts())));
            }
        }
        return List.copyOf(found.values());
    }

    /// One version.
    ///
    /// @param version its sha-256, or enough of its beginning, at least six digits
    /// @param inForce the version that judges now
    /// @throws UnreadableInput when it cannot be a version
    /// @throws UnknownVersion  when it is not kept, or several begin so
    KeptVersion find(String version, String inForce) {
        if (!NAME.matcher(version).matches()) {
            throw new UnreadableInput(
                    "expected a version of the rules, that is 6 to 64 hexadecimal digits as in the field"
                            + " rules.version of a judgement, but received \"" + version + "\"");
        }
        List<KeptVersion> kept = list(inForce);
        List<KeptVersion> matching =
                kept.stream().filter(each -> each.version().startsWith(version)).toList();
        if (matching.size() != 1) {
            throw new UnknownVersion("version " + version + " of the rules "
                    + (matching.isEmpty() ? "is not kept" : "is the beginning of several") + "; kept"
                    + folder.map(there -> " here and in " + there.path()).orElse(" here") + ": "
                    + (kept.isEmpty()
                            ? "none"
                            : kept.stream().map(KeptVersion::version).collect(Collectors.joining(", "))));
        }
        return matching.getFirst();
    }

    /// One version, compiled.
    ///
    /// @throws BrokenRules when this program does not understand it
    synchronized Edition edition(String version) {
        KeptVersion kept = find(version, "");
        String full = kept.version();
        @Nullable Edition known = editions.remove(full);
        try {
            Edition edition = known == null ? Edition.compile(new RuleFiles(kept.files())) : known;
            editions.putLast(full, edition);
            if (editions.size() > EDITIONS) {
                editions.pollFirstEntry();
            }
            return edition;
        } catch (RuleProblems e) {
            throw new BrokenRules("version " + full + " of the rules is kept, but this program does not compile it:\n"
                    + e.getMessage());
        }
    }

    private List<VersionFolder.Kept> onDisk() {
        return folder.map(VersionFolder::newestFirst).orElse(List.of());
    }

    private static Optional<RuleFiles> intact(VersionFolder.Kept kept) {
        try {
            return Optional.of(VersionFolder.read(kept));
        } catch (RuleProblems e) {
            LOG.log(Level.WARNING, "{0}", e.getMessage());
            return Optional.empty();
        }
    }
}
