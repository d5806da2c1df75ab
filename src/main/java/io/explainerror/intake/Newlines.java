package io.explainerror.intake;

/// Counts newlines, eight bytes at once.
final class Newlines {
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;

    private Newlines() {}

    static long in(byte[] b, int length) {
        long count = 0;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            long word = (long) Ascii.LONGS.get(b, i) ^ NEWLINES;
            count += Long.bitCount(~(((word & LOW) + LOW) | word | LOW));
        }
        for (; i < length; i++) {
            count += b[i] == '\n' ? 1 : 0;
        }
        return count;
    }
}
