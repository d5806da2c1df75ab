package io.explainerror.signal;

import io.explainerror.intake.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the recognisers that match a record. Holds buffers and a memo of searches: one per thread or chunk; answers
/// do not depend on what it saw before.
public final class RecogniserScanner {
    /// Occurrences of one literal that are tried in one record: a stack trace repeats its message in every cause.
    private static final int OCCURRENCES = 4;

    private final Recognisers recognisers;
    private final MatchMemo memo = new MatchMemo();
    private final int[] counts;
    private final int[] places;
    private final int[] seen;
    private final int[] asked;
    private int seenCount;
    private int record;

    RecogniserScanner(Recognisers recognisers) {
        this.recognisers = recognisers;
        int literals = recognisers.index().size();
        this.counts = new int[literals];
        this.places = new int[literals * OCCURRENCES];
        this.seen = new int[literals];
        this.asked = new int[recognisers.recognisers().size()];
    }

    /// All recognisers that match, each at most once, in the order in which their literals were found; empty for
    /// almost every record.
    ///
    /// @param text message and continuation lines of one record
    public List<Hit> scan(Text text) {
        recognisers.index().scan(text.bytes(), text.from(), text.to(), this::note);
        return seenCount == 0 ? List.of() : ask(text);
    }

    private void note(int literal, int at) {
        int count = counts[literal];
        if (count == 0) {
            seen[seenCount++] = literal;
        }
        if (count < OCCURRENCES) {
            places[literal * OCCURRENCES + count] = at;
            counts[literal] = count + 1;
        }
    }

    private List<Hit> ask(Text text) {
        record++;
        List<Hit> hits = new ArrayList<>(2);
        for (int i = 0; i < seenCount; i++) {
            for (CompiledRecogniser candidate : recognisers.with(seen[i])) {
                if (asked[candidate.number()] != record) {
                    asked[candidate.number()] = record;
                    Hit hit = allOccur(candidate) ? match(candidate, text) : null;
                    if (hit != null) {
                        hits.add(hit);
                    }
                }
            }
        }
        for (int i = 0; i < seenCount; i++) {
            counts[seen[i]] = 0;
        }
        seenCount = 0;
        return hits;
    }

    private boolean allOccur(CompiledRecogniser candidate) {
        for (int literal : candidate.all()) {
            if (counts[literal] == 0) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Hit match(CompiledRecogniser candidate, Text text) {
        LinePattern pattern = candidate.pattern();
        if (pattern == null) {
            return new Hit(candidate.recogniser(), Map.of(), firstPlace(candidate));
        }
        for (int literal : candidate.contains()) {
            for (int i = 0; i < counts[literal]; i++) {
                int place = places[literal * OCCURRENCES + i];
                int from = pattern.windowStart(text.bytes(), text.from(), place);
                int to = pattern.windowEnd(text.bytes(), text.to(), place);
                int[] offsets = search(candidate.number(), pattern, text.bytes(), from, to);
                if (offsets.length > 0) {
                    return candidate.hit(pattern, offsets, text.bytes(), from);
                }
            }
        }
        return null;
    }

    private int firstPlace(CompiledRecogniser candidate) {
        int first = Integer.MAX_VALUE;
        for (int literal : candidate.contains()) {
            if (counts[literal] > 0) {
                first = Math.min(first, places[literal * OCCURRENCES]);
            }
        }
        return first;
    }

    private int[] search(int number, LinePattern pattern, byte[] text, int from, int to) {
        long key = Bytes.mix(pattern.fingerprint(text, from, to) + number);
        int[] known = memo.get(key);
        if (known != null) {
            return known;
        }
        int[] offsets = pattern.search(text, from, to);
        memo.put(key, offsets);
        return offsets;
    }
}
