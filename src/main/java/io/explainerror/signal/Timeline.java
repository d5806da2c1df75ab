package io.explainerror.signal;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Cells by time in bounded memory: when more than `limit` buckets are in use, the bucket width doubles.
///
/// The width after any number of additions and merges is the smallest power of two times one second at which the union
/// of all buckets fits the limit, so merging parts gives what one pass over the whole would have given.
///
/// @param <C> what a bucket holds; mutable cells are folded in place
final class Timeline<C> {
    /// The finest width in microseconds.
    static final long FINEST = 1_000_000;

    private final int limit;
    private final BinaryOperator<C> fold;
    private final Map<Long, C> cells = new HashMap<>();
    private long width = FINEST;
    private long lastBucket = Long.MIN_VALUE;
    private @Nullable C lastCell;

    /// @param limit how many buckets at most
    /// @param fold  combines two cells of one bucket and may change and return the first
    Timeline(int limit, BinaryOperator<C> fold) {
        this.limit = limit;
        this.fold = fold;
    }

    /// The cell of a time, made when it is not there yet.
    C at(long time, Supplier<C> fresh) {
        long bucket = Math.floorDiv(time, width);
        C cell = bucket == lastBucket ? lastCell : cells.get(bucket);
        if (cell == null) {
            cell = fresh.get();
            cells.put(bucket, cell);
            if (cells.size() > limit) {
                coarsen();
                return at(time, fresh);
            }
        }
        lastBucket = bucket;
        lastCell = cell;
        return cell;
    }

    /// The cell of a time, if there is one.
    @Nullable
    C peek(long time) {
        return cells.get(Math.floorDiv(time, width));
    }

    /// Replaces the cell of a time.
    void put(long time, C cell) {
        cells.put(Math.floorDiv(time, width), cell);
        lastBucket = Long.MIN_VALUE;
        while (cells.size() > limit) {
            coarsen();
        }
    }

    /// Replaces every cell by what becomes of it.
    void replaceAll(UnaryOperator<C> change) {
        cells.replaceAll((_, cell) -> change.apply(cell));
        lastBucket = Long.MIN_VALUE;
        lastCell = null;
    }

    /// Adds another timeline, which is not to be used any more.
    void merge(Timeline<C> other) {
        while (width < other.width) {
            coarsen();
        }
        while (other.width < width) {
            other.coarsen();
        }
        other.cells.forEach((bucket, cell) -> cells.merge(bucket, cell, fold));
        lastBucket = Long.MIN_VALUE;
        while (cells.size() > limit) {
            coarsen();
        }
    }

    /// Hands over the cells whose bucket begins in a window, in the order of time.
    void each(Window window, Consumer<C> consumer) {
        sorted(window).values().forEach(consumer);
    }

    /// The cells whose bucket begins in a window, by begin.
    SortedMap<Long, C> sorted(Window window) {
        TreeMap<Long, C> found = new TreeMap<>();
        cells.forEach((bucket, cell) -> {
            long begin = bucket * width;
            if (window.holds(begin)) {
                found.put(begin, cell);
            }
        });
        return found;
    }

    private void coarsen() {
        Map<Long, C> finer = new TreeMap<>(cells);
        cells.clear();
        width *= 2;
        finer.forEach((bucket, cell) -> cells.merge(Math.floorDiv(bucket, 2), cell, fold));
        lastBucket = Long.MIN_VALUE;
        lastCell = null;
    }
}
