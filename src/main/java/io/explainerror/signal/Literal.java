package io.explainerror.signal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A byte sequence to look for.
///
/// @param bytes      UTF-8, in lower case when the case does not matter
/// @param ignoreCase whether the case of ASCII letters does not matter
@SuppressWarnings("ArrayRecordComponent") // read-only inside this package
record Literal(byte[] bytes, boolean ignoreCase) {
    static Literal of(String text, boolean ignoreCase) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (ignoreCase) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = lower(bytes[i]);
            }
        }
        return new Literal(bytes, ignoreCase);
    }

    int length() {
        return bytes.length;
    }

    /// Whether it stands in `text` at `at`; the range must lie inside.
    boolean standsAt(byte[] text, int at) {
        int last = bytes.length - 1;
        if ((text[at + last] | 0x20) != (bytes[last] | 0x20)) {
            return false; // most of what is asked for ends here
        }
        if (!ignoreCase) {
            return Arrays.equals(text, at, at + bytes.length, bytes, 0, bytes.length);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (lower(text[at + i]) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
}
