package io.explainerror.intake;

import io.explainerror.model.Severity;

/// JVM unified logging: `[1.264s][info][gc] GC(0) Pause...`, with uptime only or with a date. Uptime is no time of day:
/// such a record inherits the time of the record before it. Envoy's own log has the same brackets.
final class GcLine {
    private static final byte[] SOURCE = Ascii.bytes(".cc:");

    private final Stamps stamps;
    private final Names names;

    GcLine(Stamps stamps, Names names) {
        this.stamps = stamps;
        this.names = names;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        int p = from;
        boolean known = false;
        for (int i = 0; i < 8 && Ascii.at(b, p, to) == '['; i++) {
            int close = Ascii.find(b, p, Math.min(to, p + 80), ']');
            if (Ascii.at(b, close, to) != ']') {
                return false;
            }
            if (Ascii.find(b, p, close, '.') < close && !Ascii.digit(b[p + 1])) {
                return false;
            }
            known |= decoration(b, p + 1, close, d);
            p = close + 1;
        }
        if (!known || d.severity == Severity.UNKNOWN || Ascii.at(b, p, to) != ' ') {
            return false;
        }
        int message = Ascii.skipBlanks(b, p, to);
        d.format = source(b, message, to) ? "envoy" : "jvm unified logging";
        d.message(message, to);
        return true;
    }

    /// Whether Envoy's `[source/server/server.cc:463]` stands before the message.
    private static boolean source(byte[] b, int from, int to) {
        int close = Ascii.find(b, from, Math.min(to, from + 120), ']');
        return Ascii.at(b, from, to) == '[' && Ascii.find(b, from, close, SOURCE) >= 0;
    }

    /// Whether this is an uptime or a date; takes level and pid along.
    private boolean decoration(byte[] b, int from, int to, Draft d) {
        int end = Ascii.trimEnd(b, from, to);
        if (Ascii.digit(Ascii.at(b, from, to)) && b[end - 1] == 's' && Ascii.find(b, from, end, '.') < end) {
            return true;
        }
        if (Ascii.digit(Ascii.at(b, from, to)) && b[end - 1] == 's') {
            return true;
        }
        if (stamps.at(b, from, to)) {
            d.time = stamps.micros;
            d.zoned = stamps.zoned;
            return stamps.end == end;
        }
        if (Ascii.allDigits(b, from, end)) {
            d.instance = names.of(b, from, end);
        } else if (d.severity == Severity.UNKNOWN) {
            d.severity = Levels.of(b, from, end);
        }
        return false;
    }
}
