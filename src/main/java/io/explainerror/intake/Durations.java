package io.explainerror.intake;

/// Reads durations with their unit: `3ms`, `12.3 ms`, `1.5s`, `842µs`, `1m2.5s`, `0.004`.
final class Durations {
    /// What a number without a unit means.
    enum Unit {
        NANOS(0.001),
        MICROS(1),
        MILLIS(1000),
        SECONDS(1_000_000);

        final double micros;

        Unit(double micros) {
            this.micros = micros;
        }
    }

    /// The byte after the duration last read.
    int end;

    /// Microseconds, or -1 when no duration with a unit begins at `from`.
    long withUnit(byte[] b, int from, int to) {
        return read(b, from, to, 0);
    }

    /// Microseconds, or -1 when no number begins at `from`; a number without a unit is in `unit`.
    long read(byte[] b, int from, int to, Unit unit) {
        return read(b, from, to, unit.micros);
    }

    private long read(byte[] b, int from, int to, double unitless) {
        double sum = 0;
        int p = from;
        boolean any = false;
        while (p < to && Ascii.digit(b[p])) {
            double value = number(b, p, to);
            int unitAt = Ascii.at(b, end, to) == ' ' && !any ? end + 1 : end;
            double micros = unit(b, unitAt, to);
            if (micros == 0) {
                if (any || unitless == 0) {
                    return any ? Math.round(sum) : -1;
                }
                return Math.round(value * unitless);
            }
            sum += value * micros;
            any = true;
            p = end;
        }
        return any ? Math.round(sum) : -1;
    }

    /// The decimal number at `from`; sets [#end].
    double number(byte[] b, int from, int to) {
        long whole = 0;
        int p = from;
        for (; p < to && Ascii.digit(b[p]) && p - from < 18; p++) {
            whole = whole * 10 + (b[p] - '0');
        }
        double value = whole;
        if (p + 1 < to && b[p] == '.' && Ascii.digit(b[p + 1])) {
            double scale = 0.1;
            for (p++; p < to && Ascii.digit(b[p]); p++) {
                value += (b[p] - '0') * scale;
                scale /= 10;
            }
        }
        if (p + 2 < to && (b[p] | 0x20) == 'e' && (b[p + 1] == '-' || b[p + 1] == '+') && Ascii.digit(b[p + 2])) {
            int exponent = 0;
            int q = p + 2;
            for (; q < to && Ascii.digit(b[q]) && q - p < 5; q++) {
                exponent = exponent * 10 + (b[q] - '0');
            }
            value *= Math.pow(10, b[p + 1] == '-' ? -exponent : exponent);
            p = q;
        }
        end = p;
        return value;
    }

    private double unit(byte[] b, int at, int to) {
        byte c = Ascii.at(b, at, to);
        byte d = Ascii.at(b, at + 1, to);
        if (c == 'm' && d == 's') {
            return ends(b, at + 2, to, 1000);
        }
        if (c == 'n' && d == 's') {
            return ends(b, at + 2, to, 0.001);
        }
        if (c == 'u' && d == 's') {
            return ends(b, at + 2, to, 1);
        }
        // µ (U+00B5) and μ (U+03BC) in UTF-8
        if (((c == (byte) 0xC2 && d == (byte) 0xB5) || (c == (byte) 0xCE && d == (byte) 0xBC))
                && Ascii.at(b, at + 2, to) == 's') {
            return ends(b, at + 3, to, 1);
        }
        if (c == 's') {
            return seconds(b, at, to);
        }
        if (c == 'h' && !Ascii.letter(d)) {
            end = at + 1;
            return 3_600_000_000.0;
        }
        if (c == 'm' && !Ascii.letter(d)) {
            end = at + 1;
            return 60_000_000;
        }
        return c == 'm' && d == 'i' ? word(b, at, to, "millis", 1000) : 0;
    }

    private double seconds(byte[] b, int at, int to) {
        double named = word(b, at, to, "sec", 1_000_000);
        return named != 0 ? named : ends(b, at + 1, to, 1_000_000);
    }

    private double word(byte[] b, int at, int to, String start, double micros) {
        for (int i = 0; i < start.length(); i++) {
            if (Ascii.at(b, at + i, to) != start.charAt(i)) {
                return 0;
            }
        }
        int p = at + start.length();
        while (p < to && Ascii.letter(b[p])) {
            p++;
        }
        end = p;
        return micros;
    }

    private double ends(byte[] b, int at, int to, double micros) {
        if (Ascii.letter(Ascii.at(b, at, to))) {
            return 0;
        }
        end = at;
        return micros;
    }
}
