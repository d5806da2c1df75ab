package io.explainerror.intake;

import io.explainerror.model.Severity;

/// `1234:M 01 Jan 2024 10:00:00.123 * msg`; the sign is the level: `.` debug, `-` verbose, `*` notice, `#` warning. A
/// signal handler writes `1234:signal-handler (1704103200) msg`.
final class RedisLine {
    private static final byte[] HANDLER = Ascii.bytes(":signal-handler (");

    private final Stamps stamps;
    private final Names names;

    RedisLine(Stamps stamps, Names names) {
        this.stamps = stamps;
        this.names = names;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        int digits = Ascii.digitsEnd(b, from, Math.min(to, from + 8));
        if (Ascii.startsWith(b, digits, to, HANDLER)) {
            return handler(b, from, digits, to, d);
        }
        if (Ascii.at(b, digits, to) != ':'
                || !Ascii.letter(Ascii.at(b, digits + 1, to))
                || Ascii.at(b, digits + 2, to) != ' '
                || !stamps.at(b, digits + 3, to)) {
            return false;
        }
        int sign = stamps.end + 1;
        Severity severity =
                switch (Ascii.at(b, sign, to)) {
                    case '.', '-' -> Severity.DEBUG;
                    case '*' -> Severity.INFO;
                    case '#' -> Severity.WARN;
                    default -> Severity.UNKNOWN;
                };
        if (severity == Severity.UNKNOWN) {
            return false;
        }
        d.time = stamps.micros;
        d.zoned = stamps.zoned;
        d.severity = severity;
        d.instance = names.of(b, from, digits);
        d.format = "redis";
        d.message(Math.min(to, sign + 2), to);
        return true;
    }

    private boolean handler(byte[] b, int from, int digits, int to, Draft d) {
        int epoch = digits + HANDLER.length;
        int end = Ascii.digitsEnd(b, epoch, to);
        if (end - epoch != 10 || Ascii.at(b, end, to) != ')') {
            return false;
        }
        d.time = Ascii.number(b, epoch, end) * 1_000_000;
        d.zoned = true;
        d.severity = Severity.WARN;
        d.instance = names.of(b, from, digits);
        d.format = "redis";
        d.message(Math.min(to, end + 2), to);
        return true;
    }
}
