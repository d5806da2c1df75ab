package io.explainerror.signal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads several bytes at once and hashes ranges of them.
final class Bytes {
    /// Four bytes of an array as an `int`, the first the lowest; for inner loops, which call no method that is not
    /// inlined in a native image.
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = ~HIGH_BITS;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Bytes() {}

    static int intAt(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    /// Hash of a range.
    static long hash(byte[] bytes, int from, int to) {
        long hash = mix(to - from);
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
        }
        return mix(hash ^ tail(bytes, at, to));
    }

    /// Hash of a range in which every decimal digit counts as the same digit.
    static long hashBlindToDigits(byte[] bytes, int from, int to) {
        long hash = mix(to - from);
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = mix(hash ^ digitsToZero((long) LONGS.get(bytes, at)));
        }
        return mix(hash ^ digitsToZero(tail(bytes, at, to)));
    }

    static long mix(long value) {
        long product = value * MIX;
        return (product ^ (product >>> 32)) * MIX;
    }

    private static long tail(byte[] bytes, int from, int to) {
        long tail = 0;
        for (int at = from; at < to; at++) {
            tail = (tail << 8) | (bytes[at] & 0xff);
        }
        return tail;
    }

    /// Replaces each byte between '0' and '9' by '0', eight at a time: a byte plus (0x80 - limit) has its top bit set
    /// when it is not below the limit.
    static long digitsToZero(long eight) {
        long seven = eight & LOW_BITS;
        long notBelowZero = seven + 0x5050505050505050L;
        long aboveNine = seven + 0x4646464646464646L;
        long digits = notBelowZero & ~aboveNine & ~eight & HIGH_BITS;
        return eight & ~((digits >>> 7) * 0x0f);
    }
}
