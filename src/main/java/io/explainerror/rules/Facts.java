package io.explainerror.rules;

import io.explainerror.model.Alerted;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The signals of one session, in an order of their own, and not more than the engine can combine: what a condition
/// can join grows with every fact, and the weakest measurement of a thing changes no judgement that its strongest
/// carries.
///
/// @param kept    best supported first
/// @param dropped how many were too many
record Facts(List<Signal> kept, int dropped) {
    /// All types together.
    static final int MOST = 5_000;

    /// Of one type: two conditions that are not tied to each other make the square of it.
    static final int MOST_OF_A_TYPE = 1_000;

    /// Of what there is one of in an incident, the onset and the alert: rules do not tie them to anything.
    static final int MOST_ALERTS = 4;

    /// Of one type and service: three conditions that are tied by the service make the cube of it.
    static final int MOST_OF_A_SERVICE = 128;

    /// Of one thing, see [Aspect]: the log's measurement and that of the metrics, and one to spare.
    static final int MOST_OF_AN_ASPECT = 3;

    static Facts of(Collection<? extends Signal> signals) {
        List<Ranked> ranked = signals.stream().map(Ranked::new).sorted().toList();
        Room room = new Room();
        List<Signal> kept = new ArrayList<>(Math.min(ranked.size(), MOST));
        int dropped = 0;
        @Nullable Signal before = null;
        for (Ranked each : ranked) {
            if (each.signal.equals(before)) {
                continue;
            }
            before = each.signal;
            if (room.isFor(each.aspect)) {
                kept.add(each.signal);
            } else {
                dropped++;
            }
        }
        return new Facts(kept, dropped);
    }

    /// Counts who is in.
    private static final class Room {
        private record OfService(Class<?> type, String service) {}

        private final Map<Object, Integer> taken = new HashMap<>();
        private int all;

        boolean isFor(Aspect aspect) {
            boolean one = aspect.type() == Alerted.class || aspect.type() == OnsetFound.class;
            boolean free = all < MOST
                    && taken.getOrDefault(aspect, 0) < MOST_OF_AN_ASPECT
                    && take(aspect.type(), one ? MOST_ALERTS : MOST_OF_A_TYPE)
                    && take(new OfService(aspect.type(), aspect.service()), MOST_OF_A_SERVICE);
            if (free) {
                taken.merge(aspect, 1, Integer::sum);
                all++;
            }
            return free;
        }

        private boolean take(Object what, int most) {
            return taken.merge(what, 1, Integer::sum) <= most;
        }
    }

    /// The text of a signal decides only between equals, and is costly: it is made once, when asked for.
    private static final class Ranked implements Comparable<Ranked> {
        private final Signal signal;
        private final long support;
        private final Aspect aspect;
        private @Nullable String text;

        Ranked(Signal signal) {
            this.signal = signal;
            this.support = signal.support();
            this.aspect = Aspect.of(signal);
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
            int difference = Long.compare(other.support, support);
            difference = difference != 0 ? difference : aspect.compareTo(other.aspect);
            return difference != 0 ? difference : text().compareTo(other.text());
        }
    }
}
