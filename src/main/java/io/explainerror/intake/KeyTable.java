package io.explainerror.intake;

/// Finds what a key means by its hash; built once, then only read.
final class KeyTable<V> {
    private final long[] hashes;
    private final Object[] values;
    private final int mask;
    private final V otherwise;

    /// @param slots a power of two well above the number of keys
    KeyTable(int slots, V otherwise) {
        this.hashes = new long[slots];
        this.values = new Object[slots];
        this.mask = slots - 1;
        this.otherwise = otherwise;
    }

    /// Adds the words of a blank-separated list; the first meaning of a word stays.
    KeyTable<V> put(String words, V value) {
        for (String word : words.split(" ")) {
            if (!word.isEmpty()) {
                put(Field.hash(Field.START, Ascii.bytes(word), 0, word.length()), value);
            }
        }
        return this;
    }

    private void put(long hash, V value) {
        int slot = (int) (hash >>> 32) & mask;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & mask;
        }
        if (hashes[slot] == 0) {
            hashes[slot] = hash;
            values[slot] = value;
        }
    }

    @SuppressWarnings("unchecked") // only `put` writes it
    V get(long hash) {
        int slot = (int) (hash >>> 32) & mask;
        while (hashes[slot] != 0) {
            if (hashes[slot] == hash) {
                return (V) values[slot];
            }
            slot = slot + 1 & mask;
        }
        return otherwise;
    }
}
