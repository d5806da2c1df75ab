package io.explainerror.intake;

import io.explainerror.model.Severity;

/// PostgreSQL's csvlog. A quoted field may hold line breaks; what follows the first line then continues the record.
/// Columns: <https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-CSVLOG>
final class CsvLine {
    private static final int PROCESS = 3;
    private static final int SEVERITY = 11;
    private static final int STATE = 12;
    private static final int MESSAGE = 13;

    private final Names names;

    CsvLine(Names names) {
        this.names = names;
    }

    /// @param comma the comma behind the time
    boolean parse(byte[] b, int comma, int to, Draft d) {
        int p = comma + 1;
        int state = p;
        for (int column = 1; column <= MESSAGE; column++) {
            boolean quoted = Ascii.at(b, p, to) == '"';
            int from = quoted ? p + 1 : p;
            int end = quoted ? quoteEnd(b, from, to) : Ascii.find(b, p, to, ',');
            if (column == PROCESS) {
                d.instance = names.of(b, from, end);
            } else if (column == SEVERITY) {
                d.severity = severity(b, from, end);
            } else if (column == STATE) {
                state = from;
            } else if (column == MESSAGE) {
                d.message(from, end);
            }
            if (end >= to && column < MESSAGE) {
                return false;
            }
            p = quoted ? end + 2 : end + 1;
        }
        // detail, hint and statement stand in the columns behind the message
        d.textFrom = state;
        d.textTo = to;
        d.format = "postgresql csv";
        return d.severity != Severity.UNKNOWN;
    }

    private static Severity severity(byte[] b, int from, int to) {
        Severity severity = Levels.of(b, from, to);
        return severity == Severity.UNKNOWN && to - from == 3 && b[from] == 'L' ? Severity.INFO : severity;
    }

    /// A quote inside a field is written twice.
    private static int quoteEnd(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            if (b[i] == '"') {
                if (Ascii.at(b, i + 1, to) != '"') {
                    return i;
                }
                i++;
            }
            i++;
        }
        return to;
    }
}
