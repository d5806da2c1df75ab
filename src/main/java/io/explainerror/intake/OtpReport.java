package io.explainerror.intake;

import io.explainerror.model.Severity;

/// First line of a report of Erlang's logger: `=ERROR REPORT==== 22-Nov-2026::21:28:57.765950 ===`. What it says begins
/// on the next line.
final class OtpReport {
    private static final byte[] REPORT = Ascii.bytes(" REPORT==== ");
    private static final byte[] CRASH = Ascii.bytes("CRASH");
    private static final byte[] SUPERVISOR = Ascii.bytes("SUPERVISOR");

    private final Stamps stamps;

    OtpReport(Stamps stamps) {
        this.stamps = stamps;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        int kind = from + 1;
        int kindEnd = kind;
        while (kindEnd < to && Ascii.upper(b[kindEnd])) {
            kindEnd++;
        }
        int stamp = kindEnd + REPORT.length;
        if (!Ascii.startsWith(b, kindEnd, to, REPORT) || !stamps.at(b, stamp, to)) {
            return false;
        }
        d.time = stamps.micros;
        d.zoned = stamps.zoned;
        d.severity = severity(b, kind, kindEnd);
        d.format = "otp report";
        d.message(to, to);
        d.awaits = true;
        return true;
    }

    /// A progress report says that something was started.
    private static Severity severity(byte[] b, int from, int to) {
        boolean failure = Ascii.startsWith(b, from, to, CRASH) || Ascii.startsWith(b, from, to, SUPERVISOR);
        Severity named = Levels.of(b, from, to);
        return failure ? Severity.ERROR : named == Severity.UNKNOWN ? Severity.INFO : named;
    }
}
