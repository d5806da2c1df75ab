package io.explainerror.intake;

/// The time that `kubectl logs --timestamps` and `docker compose logs --timestamps` write before each line. It is taken
/// off where the line has its own time or continues another one; else the line keeps it, as it may be the program's
/// own.
final class Collected {
    private final Stamps stamps;

    Collected(Stamps stamps) {
        this.stamps = stamps;
    }

    void strip(Wrapper.Unwrapped u) {
        byte[] b = u.bytes;
        int from = u.from;
        if (u.time != LogRecord.NO_TIME || u.to - from < 22 || !Ascii.digit(b[from]) || b[from + 10] != 'T') {
            return;
        }
        int end = Ascii.find(b, from + 19, Math.min(u.to, from + 40), ' ');
        if (Ascii.at(b, end, u.to) != ' ' || end + 1 >= u.to || !inner(b, end + 1, u.to) || !stamps.at(b, from, end)) {
            return;
        }
        u.time = stamps.micros;
        u.from = end + 1;
    }

    private static boolean inner(byte[] b, int from, int to) {
        return b[from] == '{' || Ascii.digit(b[from]) || PlainLine.continues(b, from, to) || thrown(b, from, to);
    }

    /// `java.lang.IllegalStateException: charge failed`.
    private static boolean thrown(byte[] b, int from, int to) {
        int end = from;
        while (end < to && b[end] != ':' && !Ascii.blank(b[end])) {
            end++;
        }
        return HeaderWords.thrown(b, from, end);
    }
}
