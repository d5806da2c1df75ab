package io.explainerror.signal;

import java.util.ArrayList;
import java.util.List;

/// Finds all of many literals in one fast pass over the bytes.
final class LiteralIndex {
    /// A shorter literal is in half of all lines and filters nothing.
    static final int SHORTEST = 4;

    private static final int LONG_STRIDE = 4;
    private static final int LONG_LENGTH = LONG_STRIDE + 3;

    private final List<Literal> literals;
    private final GramFilter shorts;
    private final GramFilter longs;

    /// @param literals at least [#SHORTEST] bytes each
    LiteralIndex(List<Literal> literals) {
        this.literals = List.copyOf(literals);
        this.shorts = filter(1, SHORTEST, LONG_LENGTH);
        this.longs = filter(LONG_STRIDE, LONG_LENGTH, Integer.MAX_VALUE);
    }

    /// How many literals there are.
    int size() {
        return literals.size();
    }

    /// Reports every occurrence of every literal at least once.
    void scan(byte[] text, int from, int to, LiteralSink sink) {
        longs.scan(text, from, to, sink);
        if (!shorts.isEmpty()) {
            shorts.scan(text, from, to, sink);
        }
    }

    private GramFilter filter(int stride, int shortest, int longest) {
        List<Literal> chosen = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < literals.size(); i++) {
            int length = literals.get(i).length();
            if (length >= shortest && length < longest) {
                chosen.add(literals.get(i));
                numbers.add(i);
            }
        }
        return new GramFilter(stride, chosen, numbers);
    }
}
