package io.explainerror.signal;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A fixed set of short ASCII words, asked for ranges of bytes without allocating. Case does not matter.
final class WordSet {
    private static final int LONGEST = 31;

    /// For each initial letter the lengths of its words as bits: most words of a log are turned away here.
    private final int[] lengths = new int[32];

    private final long[] slots;

    /// @param lines words separated by single spaces
    WordSet(List<String> lines) {
        List<String> words = lines.stream()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .toList();
        slots = new long[Integer.highestOneBit(words.size()) * 8];
        words.forEach(this::add);
    }

    static WordSet of(String... lines) {
        return new WordSet(List.of(lines));
    }

    /// Whether the range is one of the words.
    boolean contains(byte[] text, int from, int to) {
        int length = to - from;
        if (length <= 0 || length > LONGEST || (lengths[text[from] & 31] & (1 << length)) == 0) {
            return false;
        }
        long hash = hash(text, from, to);
        int slot = slot(hash);
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                return true;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return false;
    }

    private void add(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        lengths[bytes[0] & 31] |= 1 << bytes.length;
        long hash = hash(bytes, 0, bytes.length);
        int slot = slot(hash);
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = hash;
    }

    private int slot(long hash) {
        return (int) Bytes.mix(hash) & (slots.length - 1);
    }

    /// Never 0 for the words of a log; upper and lower case agree.
    private static long hash(byte[] text, int from, int to) {
        long hash = (long) to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 0x100000001b3L ^ (text[i] | 0x20);
        }
        return hash;
    }
}
