package io.explainerror.rules;

import io.explainerror.model.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The signals of one session, in an order of their own, and not more than the engine can combine.
///
/// @param kept    best supported first
/// @param dropped how many were too many
record Facts(List<Signal> kept, int dropped) {
    /// All types together.
    static final int MOST = 5_000;

    /// Of one type: two conditions that are not tied to each other make the square of it.
    static final int MOST_OF_A_TYPE = 1_000;

    /// Of one type and service: three conditions that are tied by the service make the cube of it.
    static final int MOST_OF_A_SERVICE = 128;

    static Facts of(Collection<? extends Signal> signals) {
        List<Ranked> ranked = signals.stream().map(Ranked::new).sorted().toList();
        Map<Class<?>, Integer> ofType = new HashMap<>();
        Map<List<Object>, Integer> ofService = new HashMap<>();
        List<Signal> kept = new ArrayList<>(Math.min(ranked.size(), MOST));
        @Nullable Signal before = null;
        int dropped = 0;
        for (Ranked each : ranked) {
            if (each.signal.equals(before)) {
                continue;
            }
            before = each.signal;
            Class<?> type = each.signal.getClass();
            if (kept.size() < MOST
                    && ofType.merge(type, 1, Integer::sum) <= MOST_OF_A_TYPE
                    && ofService.merge(List.of(type, each.signal.service()), 1, Integer::sum) <= MOST_OF_A_SERVICE) {
                kept.add(each.signal);
            } else {
                dropped++;
            }
        }
        return new Facts(kept, dropped);
    }

    /// The text of a signal decides only between equals, and is costly: it is made once, when asked for.
    private static final class Ranked implements Comparable<Ranked> {
        private static final Comparator<Ranked> ORDER = Comparator.<Ranked>comparingLong(each -> -each.signal.support())
                .thenComparing(each -> each.signal.getClass().getSimpleName())
                .thenComparing(each -> each.signal.service())
                .thenComparing(Ranked::text);

        private final Signal signal;
        private @Nullable String text;

        Ranked(Signal signal) {
            this.signal = signal;
        }

        private String text() {
            String known = text;
            if (known == null) {
                known = signal.toString();
                text = known;
            }
            return known;
        }

        @Override
        public int compareTo(Ranked other) {
            return ORDER.compare(this, other);
        }
    }
}
