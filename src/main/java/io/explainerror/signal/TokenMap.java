package io.explainerror.signal;

/// Where tokens of a message end and where something worth a look stands, as bits: filled without a branch a byte, so
/// that the miner touches only what it changes. Positions count from the message's first byte.
final class TokenMap {
    /// Bytes of a message that are mapped.
    static final int LIMIT = 512;

    /// An ordinary byte of a token.
    static final int PLAIN = 0;
    /// A token with such a byte varies: a decimal digit or `@`.
    static final int VARIES = 1;

    static final int QUOTE = 2;
    static final int ASSIGN = 3;
    /// Any other byte that ends a token.
    static final int BREAK = 4;

    private static final byte[] KINDS = kinds();
    /// Per byte value: bit 0 when it ends a token, bit 32 when it is worth a look.
    private static final long[] BITS = bits();

    private final int[] breaks = new int[LIMIT / 32 + 1];
    private final int[] looks = new int[LIMIT / 32 + 1];
    private int length;

    static int kind(byte b) {
        return KINDS[b & 0xff];
    }

    static boolean isBreak(byte b) {
        return KINDS[b & 0xff] >= QUOTE;
    }

    void fill(byte[] text, int from, int to) {
        length = to - from;
        int chunk = 0;
        for (int at = from; at < to; at += 32) {
            int count = Math.min(32, to - at);
            long bits = 0;
            for (int i = 0; i < count; i++) {
                bits |= BITS[text[at + i] & 0xff] << i;
            }
            breaks[chunk] = (int) bits;
            looks[chunk] = (int) (bits >>> 32);
            chunk++;
        }
    }

    /// The first position at or after `at` that is worth a look, or the length.
    int nextLook(int at) {
        return next(looks, at);
    }

    /// The first position at or after `at` that ends a token, or the length.
    int nextBreak(int at) {
        return next(breaks, at);
    }

    /// Where the token begins that holds `at`.
    int tokenStart(int at) {
        int chunk = at >>> 5;
        int bits = breaks[chunk] & ((1 << at) - 1);
        while (bits == 0) {
            if (chunk == 0) {
                return 0;
            }
            bits = breaks[--chunk];
        }
        return (chunk << 5) + 32 - Integer.numberOfLeadingZeros(bits);
    }

    private int next(int[] map, int at) {
        if (at >= length) {
            return length;
        }
        int chunk = at >>> 5;
        int bits = map[chunk] & (-1 << at);
        while (bits == 0) {
            if (++chunk << 5 >= length) {
                return length;
            }
            bits = map[chunk];
        }
        return (chunk << 5) + Integer.numberOfTrailingZeros(bits);
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int i = 0; i <= ' '; i++) {
            kinds[i] = BREAK;
        }
        for (char c = '0'; c <= '9'; c++) {
            kinds[c] = VARIES;
        }
        kinds['@'] = VARIES;
        for (char c : ",;()[]{}<>|/?&:\\^!".toCharArray()) {
            kinds[c] = BREAK;
        }
        for (char c : "\"'`".toCharArray()) {
            kinds[c] = QUOTE;
        }
        kinds['='] = ASSIGN;
        return kinds;
    }

    private static long[] bits() {
        long[] bits = new long[256];
        for (int i = 0; i < 256; i++) {
            bits[i] = (KINDS[i] >= QUOTE ? 1 : 0) | (KINDS[i] != PLAIN && KINDS[i] != BREAK ? 1L << 32 : 0);
        }
        return bits;
    }
}
