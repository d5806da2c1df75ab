package io.explainerror.intake;

/// `docker compose logs`: `checkout-1  | message`.
final class ComposePrefix implements Wrapper {
    private final Names names;

    ComposePrefix(Names names) {
        this.names = names;
    }

    @Override
    public boolean unwrap(byte[] b, int from, int to, Unwrapped u) {
        int end = from;
        while (end < to && end - from < 80 && name(b[end])) {
            end++;
        }
        int bar = Ascii.skipBlanks(b, end, to);
        if (end == from || bar == end || Ascii.at(b, bar, to) != '|' || !Ascii.letter(b[from])) {
            return false;
        }
        u.writer = names.of(b, from, end);
        u.from = Math.min(to, bar + (Ascii.at(b, bar + 1, to) == ' ' ? 2 : 1));
        return true;
    }

    private static boolean name(byte c) {
        return Ascii.letter(c) || Ascii.digit(c) || c == '-' || c == '_' || c == '.';
    }
}
