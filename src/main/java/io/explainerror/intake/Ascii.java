package io.explainerror.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Questions about bytes of log lines, asked without making strings.
final class Ascii {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static boolean digit(byte c) {
        return c >= '0' && c <= '9';
    }

    static boolean letter(byte c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static boolean upper(byte c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean hex(byte c) {
        int lower = c | 0x20;
        return digit(c) || (lower >= 'a' && lower <= 'f');
    }

    static boolean blank(byte c) {
        return c == ' ' || c == '\t';
    }

    /// The byte at `at`, or 0 behind the end.
    static byte at(byte[] b, int at, int to) {
        return at < to ? b[at] : 0;
    }

    static boolean startsWith(byte[] b, int from, int to, byte[] word) {
        if (to - from < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (b[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    static boolean same(byte[] b, int from, int to, byte[] word) {
        return to - from == word.length && startsWith(b, from, to, word);
    }

    /// Where `c` is, or `to`.
    static int find(byte[] b, int from, int to, char c) {
        return find(b, from, to, c, c);
    }

    /// Where the first of two ASCII characters is, or `to`; eight bytes at once, by the search for a zero byte that
    /// Hacker's Delight (6-1) describes: its lowest hit is exact.
    static int find(byte[] b, int from, int to, char c, char d) {
        long cs = c * ONES;
        long ds = d * ONES;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long eight = (long) LONGS.get(b, i);
            long withoutC = eight ^ cs;
            long withoutD = eight ^ ds;
            long hits = (((withoutC - ONES) & ~withoutC) | ((withoutD - ONES) & ~withoutD)) & TOPS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < to && b[i] != c && b[i] != d) {
            i++;
        }
        return Math.min(i, to);
    }

    /// Where the quote is that no backslash escapes, or `to`.
    static int closingQuote(byte[] b, int from, int to) {
        int i = find(b, from, to, '"', '\\');
        while (i < to && b[i] == '\\') {
            i = find(b, i + 2, to, '"', '\\');
        }
        return i;
    }

    /// Where `word` begins, or -1.
    static int find(byte[] b, int from, int to, byte[] word) {
        byte first = word[0];
        for (int i = from; i <= to - word.length; i++) {
            if (b[i] == first && startsWith(b, i, to, word)) {
                return i;
            }
        }
        return -1;
    }

    static int skipBlanks(byte[] b, int from, int to) {
        int i = from;
        while (i < to && blank(b[i])) {
            i++;
        }
        return i;
    }

    static int trimEnd(byte[] b, int from, int to) {
        int i = to;
        while (i > from && (blank(b[i - 1]) || b[i - 1] == '\r')) {
            i--;
        }
        return i;
    }

    /// The end of the run of bytes up to the next blank.
    static int wordEnd(byte[] b, int from, int to) {
        int i = from;
        while (i < to && !blank(b[i])) {
            i++;
        }
        return i;
    }

    static int digitsEnd(byte[] b, int from, int to) {
        int i = from;
        while (i < to && digit(b[i])) {
            i++;
        }
        return i;
    }

    static boolean allDigits(byte[] b, int from, int to) {
        return from < to && digitsEnd(b, from, to) == to;
    }

    /// The decimal number in [from, to), at most 18 digits; -1 when it is none.
    static long number(byte[] b, int from, int to) {
        if (from >= to || to - from > 18) {
            return -1;
        }
        long n = 0;
        for (int i = from; i < to; i++) {
            if (!digit(b[i])) {
                return -1;
            }
            n = n * 10 + (b[i] - '0');
        }
        return n;
    }

    /// Three digits from 100 to 599 that stand alone, or 0.
    static int status(byte[] b, int from, int to) {
        if (to - from < 3 || b[from] < '1' || b[from] > '5' || !digit(b[from + 1]) || !digit(b[from + 2])) {
            return 0;
        }
        byte next = at(b, from + 3, to);
        if (digit(next) || letter(next) || (next == '.' && digit(at(b, from + 4, to))) || next == '_' || next == '-') {
            return 0;
        }
        return (b[from] - '0') * 100 + (b[from + 1] - '0') * 10 + (b[from + 2] - '0');
    }
}
