package io.explainerror.signal;

import io.explainerror.intake.LogRecord;
import io.explainerror.model.Severity;
import java.util.Map;
import java.util.function.Supplier;

/// One message shape over time, with the durations that such messages end in ("... in 93 ms"), if they do.
final class TemplateTally {
    private static final int BUCKETS = 128;

    final Occurrences seen = new Occurrences();
    final Timeline<DurationHistogram> durations = new Timeline<>(BUCKETS, DurationHistogram::add);
    private Severity severity = Severity.UNKNOWN;
    private boolean recognised;

    /// @param known whether a recogniser of a failure knows the message already
    void add(long time, LogRecord record, boolean known, Supplier<String> text) {
        seen.add(time, record, text, Map::of);
        severity = worse(severity, record.severity());
        recognised |= known;
        long micros = MessageDuration.of(record.message());
        if (micros >= 0) {
            durations.at(time, DurationHistogram::new).add(micros);
        }
    }

    TemplateTally merge(TemplateTally other) {
        seen.merge(other.seen);
        durations.merge(other.durations);
        severity = worse(severity, other.severity);
        recognised |= other.recognised;
        return this;
    }

    /// The worst that a record of this shape claimed.
    Severity severity() {
        return severity;
    }

    /// Whether a recogniser knew one of them as a failure.
    boolean recognised() {
        return recognised;
    }

    DurationHistogram durations(Window window) {
        DurationHistogram total = new DurationHistogram();
        durations.each(window, total::add);
        return total;
    }

    private static Severity worse(Severity a, Severity b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
