package io.explainerror.signal;

import io.explainerror.intake.Access;
import io.explainerror.intake.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Estimates how far the clocks of two log files are apart: by the requests that both files know by the same id, whose
/// beginnings should be at the same time in both. Times are not corrected; the reader is told.
final class Clocks {
    /// Ids that are remembered per file.
    private static final int IDS = 1024;

    private static final int FILES = 256;

    /// Common requests that an estimate needs.
    private static final int ENOUGH = 8;

    /// Access logs write whole seconds and requests wait: less than two seconds is no offset.
    private static final long SMALLEST = 2_000_000;

    private static final int WARNINGS = 3;

    private final Map<String, HashSample<long[]>> begun = new TreeMap<>();
    private String lastFile = "";
    private HashSample<long[]> last = sample();

    /// Two files whose clocks differ.
    ///
    /// @param micros by how much `file` is ahead of `other`, positive
    private record Offset(String file, String other, long micros, int requests) {}

    void add(LogRecord record) {
        if (record.trace().isEmpty() || record.time() == LogRecord.NO_TIME) {
            return;
        }
        HashSample<long[]> sample = of(record.file());
        long begin = record.time() - beforeAnswer(record.access());
        long[] first = sample.at(
                Bytes.hash(
                        record.trace().bytes(),
                        record.trace().from(),
                        record.trace().to()),
                () -> new long[] {begin});
        if (first != null) {
            first[0] = Math.min(first[0], begin);
        }
    }

    private HashSample<long[]> of(String file) {
        if (!file.equals(lastFile)) {
            HashSample<long[]> known = begun.get(file);
            if (known == null) {
                known = sample();
                if (begun.size() < FILES) {
                    begun.put(file, known);
                }
            }
            last = known;
            lastFile = file;
        }
        return last;
    }

    private static HashSample<long[]> sample() {
        return new HashSample<>(IDS, Clocks::earlier);
    }

    private static long[] earlier(long[] a, long[] b) {
        return a[0] <= b[0] ? a : b;
    }

    /// A request is logged when it is answered.
    private static long beforeAnswer(@org.jspecify.annotations.Nullable Access access) {
        return access == null ? 0 : Math.max(0, access.duration());
    }

    void merge(Clocks other) {
        other.begun.forEach((file, sample) -> begun.merge(file, sample, (a, b) -> {
            a.merge(b);
            return a;
        }));
        lastFile = "";
    }

    /// A sentence for each pair of files whose clocks differ, the largest differences first.
    List<String> warnings() {
        List<String> files = List.copyOf(begun.keySet());
        List<Offset> offsets = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            for (int j = i + 1; j < files.size(); j++) {
                offset(files.get(i), files.get(j), offsets);
            }
        }
        return offsets.stream()
                .sorted(Comparator.comparingLong(Offset::micros).reversed())
                .limit(WARNINGS)
                .map(Clocks::sentence)
                .toList();
    }

    private void offset(String a, String b, List<Offset> offsets) {
        Map<Long, long[]> others = begun.getOrDefault(b, sample()).values();
        long[] apart = begun.getOrDefault(a, sample()).values().entrySet().stream()
                .filter(entry -> others.containsKey(entry.getKey()))
                .mapToLong(entry -> entry.getValue()[0] - others.getOrDefault(entry.getKey(), entry.getValue())[0])
                .sorted()
                .toArray();
        if (apart.length < ENOUGH) {
            return;
        }
        long middle = apart[apart.length / 2];
        long spread = apart[apart.length * 9 / 10] - apart[apart.length / 10];
        if (Math.abs(middle) >= SMALLEST && spread <= Math.max(SMALLEST, Math.abs(middle) / 2)) {
            offsets.add(middle > 0 ? new Offset(a, b, middle, apart.length) : new Offset(b, a, -middle, apart.length));
        }
    }

    private static String sentence(Offset offset) {
        Duration apart = Duration.ofSeconds(Math.round(offset.micros / 1e6));
        boolean zones = apart.toMinutes() >= 30 && Math.abs(apart.toSeconds() % 900 - 450) > 440;
        return String.format(
                Locale.ROOT,
                "the clock of %s is about %s ahead of that of %s, by %d requests that both log%s; times are compared"
                        + " as written",
                offset.file,
                words(apart),
                offset.other,
                offset.requests,
                zones ? " (a time zone that one of them leaves out?)" : "");
    }

    private static String words(Duration apart) {
        return Arrays.stream(new String[] {
                    part(apart.toHours(), "h"), part(apart.toMinutesPart(), "min"), part(apart.toSecondsPart(), "s")
                })
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElse("0 s");
    }

    private static String part(long value, String unit) {
        return value == 0 ? "" : value + " " + unit;
    }
}
