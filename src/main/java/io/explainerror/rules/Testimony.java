package io.explainerror.rules;

import io.explainerror.model.Firing;
import io.explainerror.model.Link;
import java.util.List;

/// What the rules say about a set of signals, in an order that does not depend on that of the signals.
///
/// @param firings sorted by pattern, rule, service, sentence
/// @param links   sorted in the same way, by cause
/// @param stats   how it came about
public record Testimony(List<Firing> firings, List<Link> links, Stats stats) {
    public Testimony {
        firings = List.copyOf(firings);
        links = List.copyOf(links);
    }

    /// @param facts   how many signals the session had
    /// @param dropped how many were left out because there were too many, those with the least support
    /// @param fired   how many times rules fired
    /// @param nanos   how long it took
    public record Stats(int facts, int dropped, int fired, long nanos) {}
}
