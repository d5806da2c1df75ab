package io.explainerror.signal;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value for each of the keys with the lowest hashes: a uniform sample of all keys in bounded memory.
///
/// The bar only falls, so a key that is kept in the end was kept from its first record on: its value is exact, and
/// samples of two halves, merged, equal the sample of the whole. Samples of different logs keep the same keys.
///
/// @param <V> what to keep per key
final class HashSample<V> {
    private final int limit;
    private final BinaryOperator<V> merge;
    private final TreeMap<Long, V> kept = new TreeMap<>();
    private long bar = Long.MAX_VALUE;

    /// @param limit how many keys to keep
    /// @param merge adds the second value to the first and returns the sum
    HashSample(int limit, BinaryOperator<V> merge) {
        this.limit = limit;
        this.merge = merge;
    }

    /// The value of a key, to be changed in place; null when the key is not in the sample.
    @Nullable
    V at(long hash, Supplier<V> fresh) {
        if (hash > bar) {
            return null;
        }
        V known = kept.get(hash);
        if (known != null) {
            return known;
        }
        V value = fresh.get();
        kept.put(hash, value);
        shrink();
        return hash > bar ? null : value;
    }

    void merge(HashSample<V> other) {
        other.kept.forEach((hash, value) -> kept.merge(hash, value, merge));
        bar = Math.min(bar, other.bar);
        kept.tailMap(bar, false).clear();
        shrink();
    }

    Map<Long, V> values() {
        return kept;
    }

    private void shrink() {
        while (kept.size() > limit) {
            kept.pollLastEntry();
            bar = kept.lastKey();
        }
    }
}
