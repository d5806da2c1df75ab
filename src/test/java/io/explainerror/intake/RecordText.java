package io.explainerror.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Writes records so that a person can compare them.
final class RecordText {
    private RecordText() {}

    static List<String> of(LogRecord record) {
        return of(record, 0);
    }

    /// @param before how many lines of the file stand before those that the reader counted
    static List<String> of(LogRecord record, long before) {
        List<String> lines = new ArrayList<>();
        String time = record.time() == LogRecord.NO_TIME
                ? "-"
                : Instant.EPOCH
                        .plusSeconds(record.time() / 1_000_000)
                        .plusNanos(record.time() % 1_000_000 * 1000)
                        .toString();
        String trace = record.trace().isEmpty() ? "" : " trace " + record.trace();
        lines.add(before + record.line() + " " + time + " " + record.severity() + " " + record.service() + "/"
                + record.instance() + (record.version().isEmpty() ? "" : " version " + record.version()) + trace + " | "
                + record.message());
        List<String> text = record.text().string().lines().toList();
        boolean begins = !text.isEmpty() && record.message().string().startsWith(text.getFirst());
        text.stream().skip(begins ? 1 : 0).map(line -> "    " + line).forEach(lines::add);
        Access a = record.access();
        if (a != null) {
            lines.add("  > " + a.method() + " " + a.path() + " " + a.status() + " " + a.duration() + "us upstream "
                    + a.upstream() + " " + a.upstreamStatus() + " " + a.upstreamConnect() + "us "
                    + a.upstreamDuration() + "us client " + a.client() + " agent " + a.agent() + " flags " + a.flags());
        }
        return lines;
    }
}
