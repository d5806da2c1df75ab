package io.explainerror.intake;

import io.explainerror.model.Severity;

/// MySQL's and MariaDB's slow query log: `# User@Host:` begins a record, the lines with the numbers and the SQL
/// continue it. Before it stands `# Time:`, but only where the second is another one than that of the record before.
final class SlowQueryLine {
    static final String FORMAT = "mysql slow query";

    private static final byte[] TIME = Ascii.bytes("# Time: ");
    private static final byte[] USER = Ascii.bytes("# User@Host: ");

    private final Stamps stamps;

    SlowQueryLine(Stamps stamps) {
        this.stamps = stamps;
    }

    /// Whether the line goes on with the record that its time has begun.
    static boolean continues(Draft begun, Draft line) {
        return begun.awaits && begun.format.equals(FORMAT) && line.format.equals(FORMAT) && !line.awaits;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        if (Ascii.startsWith(b, from, to, USER)) {
            d.severity = Severity.WARN;
            d.format = FORMAT;
            d.message(from, to);
            return true;
        }
        if (!Ascii.startsWith(b, from, to, TIME) || !stamps.at(b, from + TIME.length, to)) {
            return false;
        }
        d.time = stamps.micros;
        d.zoned = stamps.zoned;
        d.severity = Severity.WARN;
        d.format = FORMAT;
        d.awaits = true;
        d.message(to, to);
        return true;
    }
}
