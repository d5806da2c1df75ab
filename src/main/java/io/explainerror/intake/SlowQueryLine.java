package io.explainerror.intake;

import io.explainerror.model.Severity;

/// MySQL's and MariaDB's slow query log: `# Time:` begins a record, the lines with the numbers and the SQL continue it.
final class SlowQueryLine {
    private static final byte[] TIME = Ascii.bytes("# Time: ");

    private final Stamps stamps;

    SlowQueryLine(Stamps stamps) {
        this.stamps = stamps;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        if (!Ascii.startsWith(b, from, to, TIME) || !stamps.at(b, from + TIME.length, to)) {
            return false;
        }
        d.time = stamps.micros;
        d.zoned = stamps.zoned;
        d.severity = Severity.WARN;
        d.format = "mysql slow query";
        d.awaits = true;
        d.message(to, to);
        return true;
    }
}
