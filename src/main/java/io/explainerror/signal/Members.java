package io.explainerror.signal;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The records of one service by the member of a kind (instance, version, user agent class) that wrote or caused them,
/// and how many of these failed. More than [#MOST] members are no members, e.g. the processes of a database: nothing
/// is said of them.
final class Members {
    private static final int MOST = 64;
    private static final int BUCKETS = 128;

    private final TreeMap<String, Timeline<long[]>> counts = new TreeMap<>();
    private boolean tooMany;
    private String last = "";
    private Timeline<long[]> lastCounts = timeline();

    private static Timeline<long[]> timeline() {
        return new Timeline<>(BUCKETS, Members::sum);
    }

    private static long[] sum(long[] a, long[] b) {
        a[0] += b[0];
        a[1] += b[1];
        return a;
    }

    /// @param member "" when the record does not tell
    void add(String member, long time, boolean failed) {
        if (tooMany || member.isEmpty()) {
            return;
        }
        if (!member.equals(last)) {
            lastCounts = counts.computeIfAbsent(member, _ -> timeline());
            last = member;
            bound();
        }
        long[] cell = lastCounts.at(time, () -> new long[2]);
        cell[0]++;
        cell[1] += failed ? 1 : 0;
    }

    Members merge(Members other) {
        tooMany |= other.tooMany;
        other.counts.forEach((member, theirs) -> counts.merge(member, theirs, (a, b) -> {
            a.merge(b);
            return a;
        }));
        bound();
        last = "";
        return this;
    }

    private void bound() {
        if (tooMany || counts.size() > MOST) {
            tooMany = true;
            counts.clear();
        }
    }

    /// Records and failures of each member in a window; of those that have any.
    SortedMap<String, long[]> in(Window window) {
        TreeMap<String, long[]> found = new TreeMap<>();
        for (Map.Entry<String, Timeline<long[]>> entry : counts.entrySet()) {
            long[] total = new long[2];
            entry.getValue().each(window, cell -> sum(total, cell));
            if (total[0] > 0) {
                found.put(entry.getKey(), total);
            }
        }
        return found;
    }
}
