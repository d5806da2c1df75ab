package io.explainerror.model;

import java.util.List;

/// A few lines that show what a signal was made of, in the order of the input, masked.
///
/// @param lines at most [#LIMIT]
public record Exemplars(List<SourceLine> lines) {
    /// How many lines one signal keeps.
    public static final int LIMIT = 3;

    /// No lines at all.
    public static final Exemplars NONE = new Exemplars(List.of());

    public Exemplars {
        lines = List.copyOf(lines.size() > LIMIT ? lines.subList(0, LIMIT) : lines);
    }

    /// Exemplars of the given lines.
    public static Exemplars of(SourceLine... lines) {
        return new Exemplars(List.of(lines));
    }
}
