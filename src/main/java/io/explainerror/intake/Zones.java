package io.explainerror.intake;

/// Time zones behind a timestamp: `Z`, `+01:00`, `-0500`, ` UTC`, ` CEST`, `Z[Etc/UTC]`.
final class Zones {
    private Zones() {}

    /// The byte after the zone that follows a clock time, or `from` when none follows.
    static int end(byte[] b, int from, int to) {
        int p = Ascii.at(b, from, to) == ' ' ? from + 1 : from;
        byte c = Ascii.at(b, p, to);
        if (c == 'Z' && !Ascii.letter(Ascii.at(b, p + 1, to))) {
            return region(b, p + 1, to);
        }
        if (c == '+' || c == '-') {
            int end = offsetEnd(b, p + 1, to);
            return end == p + 1 || (p > from && end - p < 5) ? from : region(b, end, to);
        }
        if (p > from && Ascii.upper(c)) {
            int end = p;
            while (end < to && Ascii.upper(b[end])) {
                end++;
            }
            byte next = Ascii.at(b, end, to);
            boolean ends = next == ' ' || next == ']' || next == ',' || next == ':' || next == 0;
            return ends && named(b, p, end) != UNKNOWN ? end : from;
        }
        return from;
    }

    private static int offsetEnd(byte[] b, int from, int to) {
        int digits = Ascii.digitsEnd(b, from, Math.min(to, from + 5));
        if (digits - from == 2 && Ascii.at(b, digits, to) == ':') {
            int minutes = Ascii.digitsEnd(b, digits + 1, Math.min(to, digits + 3));
            return minutes == digits + 3 ? minutes : digits;
        }
        return digits - from == 2 || digits - from == 4 ? digits : from;
    }

    private static int region(byte[] b, int from, int to) {
        if (Ascii.at(b, from, to) != '[' || !Ascii.letter(Ascii.at(b, from + 1, to))) {
            return from;
        }
        int close = Ascii.find(b, from, Math.min(to, from + 40), ']');
        int slash = Ascii.find(b, from, close, '/');
        return close < to && b[close] == ']' && slash < close ? close + 1 : from;
    }

    private static final int UNKNOWN = Integer.MIN_VALUE;

    /// Minutes east of Greenwich of the zone in [from, to) that [#end] found.
    static int minutes(byte[] b, int from, int to) {
        int p = b[from] == ' ' ? from + 1 : from;
        if (b[p] == 'Z') {
            return 0;
        }
        if (b[p] != '+' && b[p] != '-') {
            return named(b, p, to);
        }
        int hours = (b[p + 1] - '0') * 10 + (b[p + 2] - '0');
        int m = p + 3;
        if (m < to && b[m] == ':') {
            m++;
        }
        int rest = m + 1 < to && Ascii.digit(b[m]) ? (b[m] - '0') * 10 + (b[m + 1] - '0') : 0;
        int minutes = hours * 60 + rest;
        return b[p] == '-' ? -minutes : minutes;
    }

    private static int named(byte[] b, int from, int to) {
        int length = to - from;
        if (length < 2 || length > 4) {
            return UNKNOWN;
        }
        int key = 0;
        for (int i = from; i < to; i++) {
            key = key << 8 | b[i];
        }
        return switch (key) {
            case 'U' << 16 | 'T' << 8 | 'C', 'G' << 16 | 'M' << 8 | 'T', 'W' << 16 | 'E' << 8 | 'T' -> 0;
            case 'C' << 16 | 'E' << 8 | 'T', 'B' << 16 | 'S' << 8 | 'T' -> 60;
            case 'W' << 24 | 'E' << 16 | 'S' << 8 | 'T' -> 60;
            case 'C' << 24 | 'E' << 16 | 'S' << 8 | 'T', 'E' << 16 | 'E' << 8 | 'T' -> 120;
            case 'E' << 24 | 'E' << 16 | 'S' << 8 | 'T', 'M' << 16 | 'S' << 8 | 'K' -> 180;
            case 'I' << 16 | 'S' << 8 | 'T' -> 330;
            case 'J' << 16 | 'S' << 8 | 'T', 'K' << 16 | 'S' << 8 | 'T' -> 540;
            case 'E' << 16 | 'D' << 8 | 'T' -> -240;
            case 'E' << 16 | 'S' << 8 | 'T', 'C' << 16 | 'D' << 8 | 'T' -> -300;
            case 'C' << 16 | 'S' << 8 | 'T', 'M' << 16 | 'D' << 8 | 'T' -> -360;
            case 'M' << 16 | 'S' << 8 | 'T', 'P' << 16 | 'D' << 8 | 'T' -> -420;
            case 'P' << 16 | 'S' << 8 | 'T' -> -480;
            default -> UNKNOWN;
        };
    }
}
