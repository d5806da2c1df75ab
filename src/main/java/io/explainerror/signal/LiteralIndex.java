package io.explainerror.signal;

import java.util.List;
import java.util.stream.IntStream;

/// Finds all of many literals in one fast pass over the bytes.
final class LiteralIndex {
    /// A shorter literal is in half of all lines and filters nothing.
    static final int SHORTEST = 4;

    private static final int LONG = 7;

    private final List<Literal> literals;
    private final GramFilter shorts;
    private final GramFilter longs;

    /// @param literals at least [#SHORTEST] bytes each
    LiteralIndex(List<Literal> literals) {
        this.literals = List.copyOf(literals);
        List<Integer> longer = numbers(LONG, Integer.MAX_VALUE);
        List<Integer> shorter = numbers(SHORTEST, LONG);
        this.longs = GramFilter.ofLong(longer.stream().map(literals::get).toList(), longer);
        this.shorts = GramFilter.ofShort(shorter.stream().map(literals::get).toList(), shorter);
    }

    /// How many literals there are.
    int size() {
        return literals.size();
    }

    /// Reports every occurrence of every literal at least once.
    void scan(byte[] text, int from, int to, LiteralSink sink) {
        longs.scan(text, from, to, sink);
        shorts.scan(text, from, to, sink);
    }

    private List<Integer> numbers(int shortest, int longest) {
        return IntStream.range(0, literals.size())
                .filter(i ->
                        literals.get(i).length() >= shortest && literals.get(i).length() < longest)
                .boxed()
                .toList();
    }
}
