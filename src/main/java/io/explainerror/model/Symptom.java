package io.explainerror.model;

import java.util.Map;

/// A recognised kind of log record, counted before and after the onset.
///
/// @param kind       the word that rules see, e.g. `pool.acquire-timeout`
/// @param phase      where the time was spent
/// @param service    whose log says it
/// @param peer       the other side, "" when the line names none
/// @param before     how many times in the baseline window
/// @param during     how many times in the incident window
/// @param beforeRate per minute of the baseline window
/// @param duringRate per minute of the incident window
/// @param captured   values of the first line of the incident window, by capture name
public record Symptom(
        String kind,
        Phase phase,
        String service,
        String peer,
        long before,
        long during,
        double beforeRate,
        double duringRate,
        Map<String, String> captured,
        Exemplars lines)
        implements Signal {

    /// Growth below this factor is noise.
    static final double GROWTH = 3;

    public Symptom {
        captured = Map.copyOf(captured);
    }

    /// Whether it appears at least three times as often as in the baseline, and more than once or for the first time.
    public boolean isGrows() {
        return during > 0 && duringRate >= GROWTH * beforeRate;
    }

    /// Whether the baseline knows nothing of it.
    public boolean isFresh() {
        return before == 0 && during > 0;
    }

    /// How many times more often than before, 1 meaning unchanged; a baseline of zero counts as one a minute.
    public double factor() {
        return duringRate / Math.max(1.0, beforeRate);
    }

    /// A captured value, or "" when the line did not carry it.
    public String value(String name) {
        return captured.getOrDefault(name, "");
    }

    /// A captured value as a number, or -1 when absent or not a number.
    public double number(String name) {
        try {
            return Double.parseDouble(value(name));
        } catch (NumberFormatException absent) {
            return -1;
        }
    }

    @Override
    public long support() {
        return Math.max(1, during);
    }
}
