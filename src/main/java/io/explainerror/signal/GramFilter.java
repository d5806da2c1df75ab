package io.explainerror.signal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds literals by their rarest four-byte pieces.
///
/// Only every `stride`-th position of the text is looked at: four bytes are loaded, folded to one case, hashed, and
/// looked up in a bit set small enough for the first-level cache. A literal of length n has n - 3 such pieces
/// ("grams");
/// of these, `stride` neighbouring ones are registered, so that one of them must fall on an inspected position
/// wherever
/// the literal stands. Unlike a walk through an automaton, no step waits for the one before it, so the processor
/// overlaps them; ordinary text passes at several bytes a nanosecond.
final class GramFilter {
    /// 16 KiB of bits: with 2,000 grams 1.5 % of ordinary positions need the second look.
    private static final int BITS = 17;

    private static final int HASH = 0x9E3779B1;
    private static final int FOLD = 0x20202020;
    private static final int NONE = -1;

    private final int stride;
    private final List<Literal> literals;
    private final int[] numbers;
    private final long[] bits = new long[1 << (BITS - 6)];
    private final int[] heads;
    private final int[] grams;
    private final int[] literalOf;
    private final int[] offsetOf;
    private final int[] next;
    private int pieces;

    /// @param literals what to find; each at least `stride + 3` bytes long
    /// @param numbers  what to call them in the answers
    GramFilter(int stride, List<Literal> literals, List<Integer> numbers) {
        this.stride = stride;
        this.literals = List.copyOf(literals);
        this.numbers = numbers.stream().mapToInt(Integer::intValue).toArray();
        int capacity = literals.size() * stride;
        this.grams = new int[capacity];
        this.literalOf = new int[capacity];
        this.offsetOf = new int[capacity];
        this.next = new int[capacity];
        this.heads = new int[Integer.highestOneBit(Math.max(16, capacity * 4))];
        Arrays.fill(heads, NONE);
        Map<Integer, Integer> uses = uses();
        for (int i = 0; i < this.literals.size(); i++) {
            register(i, rarestOffset(this.literals.get(i).bytes(), uses));
        }
    }

    boolean isEmpty() {
        return pieces == 0;
    }

    /// Reports every occurrence of every literal at least once.
    void scan(byte[] text, int from, int to, LiteralSink sink) {
        long[] filter = bits;
        int last = to - 4;
        int step = stride;
        for (int at = from; at <= last; at += step) {
            int gram = Bytes.intAt(text, at) | FOLD;
            int hash = (gram * HASH) >>> (32 - BITS);
            if ((filter[hash >>> 6] & (1L << hash)) != 0) {
                look(gram, text, at, from, to, sink);
            }
        }
    }

    private void look(int gram, byte[] text, int at, int from, int to, LiteralSink sink) {
        for (int piece = heads[slot(gram)]; piece != NONE; piece = next[piece]) {
            if (grams[piece] == gram) {
                Literal literal = literals.get(literalOf[piece]);
                int start = at - offsetOf[piece];
                if (start >= from && start + literal.length() <= to && literal.standsAt(text, start)) {
                    sink.found(numbers[literalOf[piece]], start);
                }
            }
        }
    }

    private Map<Integer, Integer> uses() {
        Map<Integer, Integer> uses = new HashMap<>();
        for (Literal literal : literals) {
            for (int i = 0; i + 4 <= literal.length(); i++) {
                uses.merge(Bytes.intAt(literal.bytes(), i) | FOLD, 1, Integer::sum);
            }
        }
        return uses;
    }

    private int rarestOffset(byte[] literal, Map<Integer, Integer> uses) {
        int best = 0;
        int bestCost = Integer.MAX_VALUE;
        for (int offset = 0; offset + stride + 3 <= literal.length; offset++) {
            int cost = 0;
            for (int i = offset; i < offset + stride; i++) {
                int gram = Bytes.intAt(literal, i) | FOLD;
                cost += uses.getOrDefault(gram, 0) + (OrdinaryText.contains(gram) ? 1000 : 0);
            }
            if (cost < bestCost) {
                bestCost = cost;
                best = offset;
            }
        }
        return best;
    }

    private void register(int literal, int offset) {
        for (int i = offset; i < offset + stride; i++) {
            int gram = Bytes.intAt(literals.get(literal).bytes(), i) | FOLD;
            int hash = (gram * HASH) >>> (32 - BITS);
            bits[hash >>> 6] |= 1L << hash;
            grams[pieces] = gram;
            literalOf[pieces] = literal;
            offsetOf[pieces] = i;
            next[pieces] = heads[slot(gram)];
            heads[slot(gram)] = pieces;
            pieces++;
        }
    }

    private int slot(int gram) {
        return (int) Bytes.mix(gram) & (heads.length - 1);
    }
}
