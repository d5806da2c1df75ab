package io.explainerror.intake;

import java.nio.charset.StandardCharsets;

/// Strings for byte ranges that come again and again (services, methods, upstreams): made once, found by hash.
/// Bounded: a colliding name takes the older one's place.
final class Names {
    private static final int SLOTS = 2048;
    private final byte[][] keys = new byte[SLOTS][];
    private final String[] names = new String[SLOTS];

    String of(byte[] b, int from, int to) {
        int length = to - from;
        if (length <= 0) {
            return "";
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + b[i];
        }
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        byte[] key = keys[slot];
        if (key != null && Ascii.same(b, from, to, key)) {
            return names[slot];
        }
        byte[] copy = java.util.Arrays.copyOfRange(b, from, to);
        String name = new String(copy, StandardCharsets.UTF_8);
        keys[slot] = copy;
        names[slot] = name;
        return name;
    }
}
