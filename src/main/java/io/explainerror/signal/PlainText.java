package io.explainerror.signal;

/// Text for one line of a terminal or a page: no colour codes, no control characters, no line breaks.
final class PlainText {
    private static final char ESCAPE = '\u001b';

    private PlainText() {}

    /// Colour codes and control characters removed, white space of any kind as one blank, none at the ends.
    static String of(String raw) {
        StringBuilder plain = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == ESCAPE) {
                at = afterEscape(raw, at);
            } else {
                append(plain, c);
                at++;
            }
        }
        return plain.toString().strip();
    }

    private static void append(StringBuilder plain, char c) {
        if (Character.isWhitespace(c) || c == '\u0085') {
            if (plain.isEmpty() || plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        } else if (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT) {
            plain.append(c);
        }
    }

    /// After `ESC [ ... letter` (ECMA-48 control sequence) or `ESC ] ... BEL` (title), else after the escape alone.
    private static int afterEscape(String raw, int escape) {
        int at = escape + 1;
        if (at < raw.length() && raw.charAt(at) == '[') {
            at++;
            while (at < raw.length() && raw.charAt(at) >= ' ' && raw.charAt(at) < '@') {
                at++;
            }
            return Math.min(raw.length(), at + 1);
        }
        if (at < raw.length() && raw.charAt(at) == ']') {
            int bell = raw.indexOf('\u0007', at);
            return bell < 0 ? at + 1 : bell + 1;
        }
        return at;
    }
}
