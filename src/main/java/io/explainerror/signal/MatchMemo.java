package io.explainerror.signal;

import org.jspecify.annotations.Nullable;

/// Remembers the outcome of the latest searches, so that a storm of alike lines costs one search: a fixed number of
/// entries, the newer replacing the older.
final class MatchMemo {
    private static final int ENTRIES = 4096;

    private final long[] keys = new long[ENTRIES];
    private final int[] @Nullable [] outcomes = new int[ENTRIES][];

    /// What was put under the key, or null when it is not known.
    int @Nullable [] get(long key) {
        int slot = slot(key);
        return keys[slot] == key ? outcomes[slot] : null;
    }

    void put(long key, int[] outcome) {
        int slot = slot(key);
        keys[slot] = key;
        outcomes[slot] = outcome;
    }

    private static int slot(long key) {
        return (int) (key >>> 40) & (ENTRIES - 1);
    }
}
