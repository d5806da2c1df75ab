package io.explainerror.intake;

/// Bytes put together from several places, reused from record to record, bounded.
final class Scratch {
    /// No record keeps more than this.
    static final int LIMIT = 256 * 1024;

    byte[] bytes = new byte[1024];
    int length;

    void clear() {
        length = 0;
    }

    /// Whether no more fits; what comes is dropped.
    boolean full() {
        return length >= LIMIT;
    }

    void add(byte c) {
        if (length < LIMIT) {
            room(1);
            bytes[length++] = c;
        }
    }

    void add(byte[] b, int from, int to) {
        int n = Math.min(to - from, LIMIT - length);
        if (n > 0) {
            room(n);
            System.arraycopy(b, from, bytes, length, n);
            length += n;
        }
    }

    void add(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            add((byte) ascii.charAt(i));
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = java.util.Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    void addCodePoint(int c) {
        if (c < 0x80) {
            add((byte) c);
        } else if (c < 0x800) {
            add((byte) (0xC0 | c >> 6));
            add((byte) (0x80 | (c & 0x3F)));
        } else if (c < 0x10000) {
            add((byte) (0xE0 | c >> 12));
            add((byte) (0x80 | (c >> 6 & 0x3F)));
            add((byte) (0x80 | (c & 0x3F)));
        } else {
            add((byte) (0xF0 | c >> 18));
            add((byte) (0x80 | (c >> 12 & 0x3F)));
            add((byte) (0x80 | (c >> 6 & 0x3F)));
            add((byte) (0x80 | (c & 0x3F)));
        }
    }

    /// A JSON string's content without its escapes.
    void addUnescaped(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            int run = i;
            i = Ascii.find(b, i, to, '\\');
            add(b, run, i);
            if (i + 1 < to) {
                i = escape(b, i + 1, to);
            } else {
                i = to;
            }
        }
    }

    private int escape(byte[] b, int at, int to) {
        byte c = b[at];
        switch (c) {
            case 'n' -> add((byte) '\n');
            case 't' -> add((byte) '\t');
            case 'r', 'b', 'f' -> add((byte) ' ');
            case 'u' -> {
                return unicode(b, at + 1, to);
            }
            default -> add(c);
        }
        return at + 1;
    }

    private int unicode(byte[] b, int at, int to) {
        int c = hex4(b, at, to);
        if (c < 0) {
            return at;
        }
        if (Character.isHighSurrogate((char) c) && at + 6 <= to && b[at + 4] == '\\' && b[at + 5] == 'u') {
            int low = hex4(b, at + 6, to);
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                addCodePoint(Character.toCodePoint((char) c, (char) low));
                return at + 10;
            }
        }
        addCodePoint(c);
        return at + 4;
    }

    private static int hex4(byte[] b, int at, int to) {
        if (at + 4 > to) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(b[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
