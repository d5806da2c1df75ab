package io.explainerror.judge;

import java.util.Comparator;

/// A pattern suspected in a service; the service is "" when no rule blames one.
record Hypothesis(String pattern, String service) implements Comparable<Hypothesis> {
    private static final Comparator<Hypothesis> ORDER =
            Comparator.comparing(Hypothesis::pattern).thenComparing(Hypothesis::service);

    @Override
    public int compareTo(Hypothesis other) {
        return ORDER.compare(this, other);
    }
}
