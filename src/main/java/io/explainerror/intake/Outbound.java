package io.explainerror.intake;

/// Tells words that introduce a call to somebody else from words that introduce a request that was served.
final class Outbound {
    private static final byte[][] WORDS = {
        Ascii.bytes("call"),
        Ascii.bytes("upstream"),
        Ascii.bytes("client"),
        Ascii.bytes("outgoing"),
        Ascii.bytes("outbound"),
        Ascii.bytes("fetch"),
        Ascii.bytes("sent"),
        Ascii.bytes("sending"),
        Ascii.bytes("request to"),
        Ascii.bytes("->"),
        Ascii.bytes("retry"),
        Ascii.bytes("proxy"),
        Ascii.bytes("from"),
    };

    private Outbound() {}

    static boolean speaks(byte[] b, int from, int to) {
        for (int p = from; p < to; p++) {
            for (byte[] word : WORDS) {
                if (startsWithFolded(b, p, to, word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean startsWithFolded(byte[] b, int from, int to, byte[] word) {
        if (to - from < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if ((b[from + i] | 0x20) != (word[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }
}
