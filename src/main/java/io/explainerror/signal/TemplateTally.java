package io.explainerror.signal;

import io.explainerror.intake.LogRecord;
import io.explainerror.model.Severity;
import java.util.Map;
import java.util.function.Supplier;

/// One message shape over time, with the durations that such messages end in ("... in 93 ms"), if they do.
final class TemplateTally {
    private static final int BUCKETS = 128;

    final String template;
    final Severity severity;
    final boolean recognised;
    final Occurrences seen = new Occurrences();
    final Timeline<DurationHistogram> durations = new Timeline<>(BUCKETS, DurationHistogram::add);

    /// @param recognised whether a recogniser of a failure knows the message already
    TemplateTally(String template, Severity severity, boolean recognised) {
        this.template = template;
        this.severity = severity;
        this.recognised = recognised;
    }

    void add(long time, LogRecord record, Supplier<String> text) {
        seen.add(time, record, text, Map::of);
        long micros = MessageDuration.of(record.message());
        if (micros >= 0) {
            durations.at(time, DurationHistogram::new).add(micros);
        }
    }

    TemplateTally merge(TemplateTally other) {
        seen.merge(other.seen);
        durations.merge(other.durations);
        return this;
    }

    DurationHistogram durations(Window window) {
        DurationHistogram total = new DurationHistogram();
        durations.each(window, total::add);
        return total;
    }
}
