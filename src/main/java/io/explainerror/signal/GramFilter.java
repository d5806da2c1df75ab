package io.explainerror.signal;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds literals by their rarest pieces of a few bytes ("grams").
///
/// Only every fourth (or second) position of the text is looked at: the bytes there are loaded, folded to one case,
/// hashed, and looked up in a bit set small enough for the first-level cache. Of each literal as many neighbouring
/// grams are registered as positions are skipped, so that one of them falls on an inspected position wherever the
/// literal stands. Unlike a walk through an automaton, no step waits for the one before it, so the processor overlaps
/// them; ordinary text passes at more than a byte a nanosecond. Where a gram is found, four other bytes of the literal
/// (its "guard") are compared before the literal itself is looked at: most grams are parts of ordinary words.
final class GramFilter {
    /// 16 KiB of bits: with 2,000 grams 1.5 % of ordinary positions need the second look.
    private static final int BITS = 17;

    private static final int HASH = 0x9E3779B1;
    private static final int FOLD = 0x20202020;
    private static final int NONE = -1;

    /// The fields of a piece, one behind the other in [#pieces], so that asking for one touches one cache line.
    private static final int GRAM = 0;

    private static final int NEXT = 1;
    private static final int OFFSET = 2;
    private static final int LENGTH = 3;
    private static final int GUARD = 4;
    private static final int GUARD_AT = 5;
    private static final int LITERAL = 6;
    private static final int FIELDS = 8;

    /// Named here, since the native compiler does not inline the method that would hide it.
    private static final VarHandle INTS = Bytes.INTS;

    private final int stride;
    private final int width;
    private final Literal[] literals;
    private final int[] numbers;
    private final long[] bits = new long[1 << (BITS - 6)];
    private final int[] heads;
    private final int[] pieces;
    private int used;

    private GramFilter(int stride, int width, List<Literal> literals, List<Integer> numbers) {
        this.stride = stride;
        this.width = width;
        this.literals = literals.toArray(Literal[]::new);
        this.numbers = numbers.stream().mapToInt(Integer::intValue).toArray();
        int capacity = this.literals.length * stride;
        this.pieces = new int[capacity * FIELDS];
        this.heads = new int[Integer.highestOneBit(Math.max(16, capacity * 4))];
        Arrays.fill(heads, NONE);
        Map<Integer, Integer> uses = uses();
        for (int i = 0; i < this.literals.length; i++) {
            register(i, rarestOffset(this.literals[i].bytes(), uses));
        }
    }

    /// For literals of seven bytes or more: grams of four bytes, every fourth position.
    ///
    /// @param numbers what to call the literals in the answers
    static GramFilter ofLong(List<Literal> literals, List<Integer> numbers) {
        return new GramFilter(4, 4, literals, numbers);
    }

    /// For literals of four bytes or more: grams of three bytes, every second position.
    static GramFilter ofShort(List<Literal> literals, List<Integer> numbers) {
        return new GramFilter(2, 3, literals, numbers);
    }

    /// Reports every occurrence of every literal at least once.
    void scan(byte[] text, int from, int to, LiteralSink sink) {
        if (used > 0) {
            // Two loops, since the compiler drops range checks only from loops with a constant step.
            if (stride == 4) {
                everyFourth(text, from, to, sink);
            } else {
                everySecond(text, from, to, sink);
            }
        }
    }

    private void everyFourth(byte[] text, int from, int to, LiteralSink sink) {
        long[] filter = bits;
        int last = to - 4;
        for (int at = from; at <= last; at += 4) {
            int gram = (int) INTS.get(text, at) | FOLD;
            int hash = hash(gram);
            if ((filter[(hash >>> 6) & (filter.length - 1)] & (1L << hash)) != 0) {
                look(gram, text, at, from, to, sink);
            }
        }
    }

    /// The gram is the later three of four loaded bytes, so that the last one of the text needs no special case.
    private void everySecond(byte[] text, int from, int to, LiteralSink sink) {
        long[] filter = bits;
        int last = to - 4;
        for (int at = from; at <= last; at += 2) {
            int gram = (int) INTS.get(text, at) >>> 8 | FOLD;
            int hash = hash(gram);
            if ((filter[(hash >>> 6) & (filter.length - 1)] & (1L << hash)) != 0) {
                look(gram, text, at + 1, from, to, sink);
            }
        }
    }

    private void look(int gram, byte[] text, int at, int from, int to, LiteralSink sink) {
        for (int p = heads[slot(gram)]; p != NONE; p = pieces[p + NEXT]) {
            int start = at - pieces[p + OFFSET];
            if (pieces[p + GRAM] == gram && start >= from && start + pieces[p + LENGTH] <= to) {
                int guard = (int) INTS.get(text, start + pieces[p + GUARD_AT]) | FOLD;
                int literal = pieces[p + LITERAL];
                if (guard == pieces[p + GUARD] && literals[literal].standsAt(text, start)) {
                    sink.found(numbers[literal], start);
                }
            }
        }
    }

    private Map<Integer, Integer> uses() {
        Map<Integer, Integer> uses = new HashMap<>();
        for (Literal literal : literals) {
            for (int i = 0; i + width <= literal.length(); i++) {
                uses.merge(gram(literal.bytes(), i), 1, Integer::sum);
            }
        }
        return uses;
    }

    private int rarestOffset(byte[] literal, Map<Integer, Integer> uses) {
        int best = 0;
        int bestCost = Integer.MAX_VALUE;
        for (int offset = 0; offset + stride + width - 1 <= literal.length; offset++) {
            int cost = 0;
            for (int i = offset; i < offset + stride; i++) {
                int gram = gram(literal, i);
                cost += uses.getOrDefault(gram, 0) + 100 * OrdinaryText.occurrences(gram, width);
            }
            if (cost < bestCost) {
                bestCost = cost;
                best = offset;
            }
        }
        return best;
    }

    private void register(int number, int offset) {
        byte[] literal = literals[number].bytes();
        int last = literal.length - 4;
        for (int i = offset; i < offset + stride; i++) {
            int gram = gram(literal, i);
            int hash = hash(gram);
            bits[hash >>> 6] |= 1L << hash;
            int guardAt = i > last - i ? 0 : last; // of the two ends that which shares less with the gram
            int p = used;
            pieces[p + GRAM] = gram;
            pieces[p + NEXT] = heads[slot(gram)];
            pieces[p + OFFSET] = i;
            pieces[p + LENGTH] = literal.length;
            pieces[p + GUARD] = Bytes.intAt(literal, guardAt) | FOLD;
            pieces[p + GUARD_AT] = guardAt;
            pieces[p + LITERAL] = number;
            heads[slot(gram)] = p;
            used += FIELDS;
        }
    }

    private int gram(byte[] literal, int at) {
        return width == 4 ? Bytes.intAt(literal, at) | FOLD : threeBytes(literal, at) | FOLD;
    }

    private static int threeBytes(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
    }

    private static int hash(int gram) {
        return (gram * HASH) >>> (32 - BITS);
    }

    private int slot(int gram) {
        return (int) Bytes.mix(gram) & (heads.length - 1);
    }
}
