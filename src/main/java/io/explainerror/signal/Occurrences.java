package io.explainerror.signal;

import io.explainerror.intake.LogRecord;
import io.explainerror.model.Exemplars;
import io.explainerror.model.SourceLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// How often something was seen, when, and some lines that show it.
final class Occurrences {
    private static final int BUCKETS = 512;
    private static final int EXEMPLARS = 24;

    private final Timeline<long[]> counts = new Timeline<>(BUCKETS, (a, b) -> {
        a[0] += b[0];
        return a;
    });
    private final Timeline<Exemplar> exemplars = new Timeline<>(EXEMPLARS, Exemplar::earlier);

    /// Counts a record.
    ///
    /// @param time     epoch microseconds
    /// @param captured asked only when the record is worth keeping as an exemplar
    void add(long time, LogRecord record, Supplier<String> text, Supplier<Map<String, String>> captured) {
        counts.at(time, () -> new long[1])[0]++;
        Exemplar kept = exemplars.peek(time);
        if (kept == null || !kept.precedes(time, record)) {
            exemplars.put(
                    time, new Exemplar(time, new SourceLine(record.file(), record.line(), text.get()), captured.get()));
        }
    }

    /// Moves the lines that show it behind so many others of their file.
    void moveBehind(long lines) {
        exemplars.replaceAll(exemplar -> exemplar.behind(lines));
    }

    Occurrences merge(Occurrences other) {
        counts.merge(other.counts);
        exemplars.merge(other.exemplars);
        return this;
    }

    long count(Window window) {
        long[] sum = new long[1];
        counts.each(window, cell -> sum[0] += cell[0]);
        return sum[0];
    }

    /// Begin of each bucket to its count.
    Map<Long, long[]> timeline() {
        return counts.sorted(Window.ALWAYS);
    }

    /// The first lines of a window.
    Exemplars lines(Window window) {
        List<SourceLine> lines = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        exemplars.each(window, e -> {
            lines.add(e.line());
            times.add(EpochMicros.instant(e.time()));
        });
        return new Exemplars(lines, times.stream().min(Comparator.naturalOrder()));
    }

    /// What the first line of a window carried.
    Map<String, String> captured(Window window) {
        List<Exemplar> found = new ArrayList<>();
        exemplars.each(window, found::add);
        return found.isEmpty() ? Map.of() : found.getFirst().captured();
    }
}
