package io.explainerror.intake;

import io.explainerror.model.Severity;

/// PostgreSQL writes `SEVERITY:  message` (two blanks) behind any `log_line_prefix`.
final class PostgresWord {
    private static final byte[] LOG = Ascii.bytes("LOG");
    private static final byte[][] DETAILS = {
        Ascii.bytes("DETAIL"),
        Ascii.bytes("HINT"),
        Ascii.bytes("STATEMENT"),
        Ascii.bytes("CONTEXT"),
        Ascii.bytes("QUERY"),
        Ascii.bytes("LOCATION"),
        Ascii.bytes("BACKTRACE")
    };

    private PostgresWord() {}

    /// Where the message begins, or -1 when no such word is in [from, to).
    static int find(byte[] b, int from, int to, Draft d) {
        for (int i = from; i + 2 < to; i++) {
            if (b[i] == ':' && b[i + 1] == ' ' && b[i + 2] == ' ' && Ascii.upper(b[i - 1])) {
                int word = i;
                while (word > from && Ascii.upper(b[word - 1])) {
                    word--;
                }
                if (word(b, word, i, d)) {
                    d.format = "postgresql";
                    return d.detail ? word : i + 3;
                }
            }
        }
        return -1;
    }

    private static boolean word(byte[] b, int from, int to, Draft d) {
        if (Ascii.same(b, from, to, LOG)) {
            d.severity = Severity.INFO;
            return true;
        }
        for (byte[] detail : DETAILS) {
            if (Ascii.same(b, from, to, detail)) {
                d.detail = true;
                return true;
            }
        }
        d.severity = Levels.of(b, from, to);
        return d.severity != Severity.UNKNOWN;
    }
}
