package io.explainerror.rules;

import io.explainerror.model.Firing;
import io.explainerror.model.Link;
import io.explainerror.model.Signal;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/// Sorts what rules say by what is said, since the engine's own order hangs on that of the facts.
final class TestimonyOrder {
    private static final Comparator<Link> LINKS = Comparator.comparing(Link::cause)
            .thenComparing(link -> link.rule().name())
            .thenComparing(Link::causeService)
            .thenComparing(Link::effect)
            .thenComparing(Link::effectService)
            .thenComparing(Link::says);

    private final IdentityHashMap<Signal, Integer> ranks = new IdentityHashMap<>();
    private final Comparator<Firing> firings = Comparator.comparing(
                    (Firing firing) -> firing.rule().pattern())
            .thenComparing(firing -> firing.rule().name())
            .thenComparing(Firing::service)
            .thenComparing(Firing::says)
            .thenComparing(Firing::signals, this::compare);

    /// @param facts in their own order, which decides between firings that say the same
    TestimonyOrder(List<Signal> facts) {
        for (Signal fact : facts) {
            ranks.put(fact, ranks.size());
        }
    }

    List<Firing> firings(List<Firing> unsorted) {
        return unsorted.stream().sorted(firings).toList();
    }

    List<Link> links(List<Link> unsorted) {
        return unsorted.stream().sorted(LINKS).distinct().toList();
    }

    private int compare(List<Signal> one, List<Signal> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int difference = Integer.compare(rank(one.get(i)), rank(other.get(i)));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private int rank(Signal signal) {
        return ranks.getOrDefault(signal, Integer.MAX_VALUE);
    }
}
