package io.explainerror.signal;

import io.explainerror.model.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The two spans of time that every signal compares.
///
/// @param baseline before the onset; empty when everything is broken from the first line on
/// @param incident from the onset to the end
/// @param basis    what the onset was found from; "" when no onset was found and nothing can be compared
record Windows(Window baseline, Window incident, String basis) {
    /// Steps into which the input is cut to look for the onset; a step is a second at least.
    private static final int MAX_STEPS = 600;

    private static final long SECOND = 1_000_000;

    /// How long before an alert the trouble has usually begun: alert rules look at windows of about a minute.
    private static final long ALERT_DELAY = 30 * SECOND;

    /// An onset that only the alert suggests is not exact: what is shorter before it may belong to the incident.
    private static final long SHORTEST_GUESS = 10 * SECOND;

    boolean hasBaseline() {
        return baseline.to() > baseline.from();
    }

    /// The last third of the incident: what is as before by then is over.
    Window late() {
        return incident.notBefore(incident.to() - (incident.to() - incident.from()) / 3);
    }

    boolean hasOnset() {
        return !basis.isEmpty();
    }

    Instant onset() {
        return Instant.ofEpochSecond(
                Math.floorDiv(incident.from(), SECOND), Math.floorMod(incident.from(), SECOND) * 1000L);
    }

    /// Cuts the time between the first and the last record.
    static Windows of(long from, long to, Alert alert, List<Series> series, long width) {
        int steps = steps(from, to, width);
        Optional<Long> alerted = alert.time().map(EpochMicros::of).filter(t -> t > from && t <= to);
        int last =
                alerted.map(t -> (int) ((t - origin(from, width)) / width) + 1).orElse(steps);
        Optional<Onset> onset = Onset.find(series, steps, last).or(() -> Onset.find(series, steps, steps));
        if (onset.isPresent()) {
            long at = origin(from, width) + onset.get().step() * width;
            return new Windows(
                    new Window(from, at), new Window(at, to + 1), onset.get().basis());
        }
        if (alerted.isPresent()) {
            long at = alerted.get() - ALERT_DELAY;
            return at - from < SHORTEST_GUESS
                    ? new Windows(new Window(from, from), Window.first(from, to + 1), "alert")
                    : new Windows(Window.first(from, at), new Window(at, to + 1), "alert");
        }
        return new Windows(new Window(from, from), Window.first(from, to + 1), "");
    }

    /// Width of a step in microseconds.
    static long width(long from, long to) {
        return Math.max(SECOND, (to - from) / MAX_STEPS / SECOND * SECOND);
    }

    static int steps(long from, long to, long width) {
        return (int) ((to - origin(from, width)) / width) + 1;
    }

    /// Where the steps are counted from: steps begin where the buckets of timelines begin, so that no bucket lies on
    /// both sides of an onset.
    static long origin(long from, long width) {
        return Math.floorDiv(from, width) * width;
    }
}
