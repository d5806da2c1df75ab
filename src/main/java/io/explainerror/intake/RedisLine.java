package io.explainerror.intake;

import io.explainerror.model.Severity;

/// `1234:M 01 Jan 2024 10:00:00.123 * msg`; the sign is the level: `.` debug, `-` verbose, `*` notice, `#` warning.
final class RedisLine {
    private final Stamps stamps;
    private final Names names;

    RedisLine(Stamps stamps, Names names) {
        this.stamps = stamps;
        this.names = names;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        int digits = Ascii.digitsEnd(b, from, Math.min(to, from + 8));
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
}
