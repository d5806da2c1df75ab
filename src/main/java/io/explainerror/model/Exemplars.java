package io.explainerror.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A few lines that show what a signal was made of, in the order of the input, masked.
///
/// @param lines at most [#LIMIT]
/// @param since the time of the first occurrence in the window that the signal speaks of; empty when nobody knows
public record Exemplars(List<SourceLine> lines, Optional<Instant> since) {
    /// How many lines one signal keeps.
    public static final int LIMIT = 3;

    /// No lines at all.
    public static final Exemplars NONE = new Exemplars(List.of());

    public Exemplars {
        lines = List.copyOf(lines.size() > LIMIT ? lines.subList(0, LIMIT) : lines);
    }

    /// Lines without a time.
    public Exemplars(List<SourceLine> lines) {
        this(lines, Optional.empty());
    }

    /// Exemplars of the given lines.
    public static Exemplars of(SourceLine... lines) {
        return new Exemplars(List.of(lines));
    }
}
