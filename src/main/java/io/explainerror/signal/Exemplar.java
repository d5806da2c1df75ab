package io.explainerror.signal;

import io.explainerror.intake.LogRecord;
import io.explainerror.model.SourceLine;
import java.util.Comparator;
import java.util.Map;

/// A log line kept to be shown.
///
/// @param time     epoch microseconds
/// @param captured what a recogniser read from it
record Exemplar(long time, SourceLine line, Map<String, String> captured) {
    private static final Comparator<Exemplar> ORDER = Comparator.comparingLong(Exemplar::time)
            .thenComparing(e -> e.line().file())
            .thenComparingLong(e -> e.line().line());

    /// Whether it stands before a record in time, then file, then line.
    boolean precedes(long other, LogRecord record) {
        if (time != other) {
            return time < other;
        }
        int files = line.file().compareTo(record.file());
        return files != 0 ? files < 0 : line.line() <= record.line();
    }

    /// The same behind so many further lines of its file.
    Exemplar behind(long lines) {
        return new Exemplar(time, new SourceLine(line.file(), line.line() + lines, line.text()), captured);
    }

    /// The one that comes first.
    static Exemplar earlier(Exemplar a, Exemplar b) {
        return ORDER.compare(a, b) <= 0 ? a : b;
    }
}
