package io.explainerror.intake;

import io.explainerror.model.Severity;
import java.nio.charset.StandardCharsets;

/// What the words of a text header look like.
final class HeaderWords {
    private static final byte[] ERROR = "Error".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXCEPTION = "Exception".getBytes(StandardCharsets.US_ASCII);

    private static final byte[][] THROWN = {Ascii.bytes("Exception"), Ascii.bytes("Error"), Ascii.bytes("Timeout")};

    private HeaderWords() {}

    static boolean levelAhead(byte[] b, int from, int to) {
        int p = Ascii.skipBlanks(b, from, to);
        return Levels.of(b, p, Ascii.wordEnd(b, p, to)) != Severity.UNKNOWN;
    }

    static boolean dash(byte[] b, int at, int to) {
        int end = at;
        while (end < to && b[end] == '-') {
            end++;
        }
        return end - at <= 2 && Ascii.at(b, end, to) == ' ';
    }

    static boolean levelNear(byte[] b, int from, int to) {
        int p = Ascii.skipBlanks(b, from, to);
        if (Ascii.at(b, p, to) == '-') {
            p = Ascii.skipBlanks(b, p + 1, to);
        }
        if (Ascii.at(b, p, to) == '[') {
            int close = Ascii.find(b, p, Math.min(to, p + 12), ']');
            return Levels.of(b, p + 1, Ascii.trimEnd(b, p + 1, close)) != Severity.UNKNOWN;
        }
        int end = Ascii.wordEnd(b, p, Math.min(to, p + 14));
        if (end > p && b[end - 1] == ':') {
            end--;
        }
        return end > p
                && (Ascii.upper(b[p]) || Ascii.at(b, end, to) == ':')
                && Levels.of(b, p, end) != Severity.UNKNOWN;
    }

    /// The class of a failure in the place of a logger: `2026-01-01 10:00:00 - Sequel::PoolTimeout - timeout: 5.0` of
    /// Rack and Sinatra.
    static boolean failure(byte[] b, int from, int to) {
        boolean scoped = false;
        for (int i = from + 1; i < to - 1; i++) {
            scoped |= b[i] == ':' && b[i - 1] == ':' && Ascii.upper(b[i + 1]);
        }
        return Ascii.upper(b[from]) && (scoped || ends(b, from, to, ERROR) || ends(b, from, to, EXCEPTION));
    }

    private static boolean ends(byte[] b, int from, int to, byte[] word) {
        return to - from >= word.length && Ascii.same(b, to - word.length, to, word);
    }

    static boolean name(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = b[i];
            if (!Ascii.letter(c)
                    && !Ascii.digit(c)
                    && c != '.'
                    && c != '_'
                    && c != '$'
                    && c != ':'
                    && c != '/'
                    && c != '-'
                    && c != '@'
                    && c != '#'
                    && c != '<'
                    && c != '>') {
                return false;
            }
        }
        return to > from;
    }

    /// A Python logger or a Go file: `urllib3.connectionpool`, `main.go:23`; never `Timeout` or `dial`.
    static boolean dotted(byte[] b, int from, int to) {
        if (!name(b, from, to) || to - from > 80 || !Ascii.letter(b[from])) {
            return false;
        }
        int dot = Ascii.find(b, from, to, '.');
        boolean typed = dot < to && !thrown(b, from, to);
        return typed || (Ascii.find(b, from, to, '_') < to && !Ascii.upper(b[from]));
    }

    /// `java.lang.IllegalStateException`, `redis.exceptions.ConnectionError`: part of the message.
    static boolean thrown(byte[] b, int from, int to) {
        for (byte[] ending : THROWN) {
            if (to - from >= ending.length && Ascii.startsWith(b, to - ending.length, to, ending)) {
                return true;
            }
        }
        return false;
    }

    static boolean separates(byte c) {
        return c == ' ' || c == '\t' || c == '|' || c == ',' || c == ':' || c == '[' || c == ']' || c == ';';
    }

    static int skipSeparators(byte[] b, int from, int to) {
        int p = from;
        while (p < to && (Ascii.blank(b[p]) || (b[p] == '|' && (p + 1 == to || b[p + 1] == ' ' || b[p + 1] == '\t')))) {
            p++;
        }
        return p;
    }
}
