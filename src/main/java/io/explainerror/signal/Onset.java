package io.explainerror.signal;

import java.util.List;
import java.util.Optional;

/// The instant from which on the system behaves otherwise than before.
///
/// @param step  index of the first step of the incident
/// @param basis what it was found from
/// @param gain  summed log-likelihood ratio of the change
record Onset(int step, String basis, double gain) {
    /// A single series counts from this gain on: below, chance explains it (exp(-4), and every step is tried).
    private static final double NOISE = 4;

    /// One series proves no more than this, so that a flood of one message does not outvote everything else.
    private static final double CEILING = 400;

    /// A change counts from this summed gain on.
    private static final double ENOUGH = 10;

    /// Finds the step that best splits all series into before and after at once.
    ///
    /// @param last  the last step that may be the onset: an alert is never raised before its cause
    static Optional<Onset> find(List<Series> all, int steps, int last) {
        Optional<Onset> best = Optional.empty();
        for (int step = 1; step < steps && step <= last; step++) {
            Onset here = at(all, step);
            if (here.gain >= ENOUGH && (best.isEmpty() || here.gain > best.get().gain)) {
                best = Optional.of(here);
            }
        }
        return best;
    }

    private static Onset at(List<Series> all, int step) {
        double sum = 0;
        double strongest = 0;
        String basis = "";
        for (Series series : all) {
            double gain = Math.min(series.gain(step), CEILING) - NOISE;
            if (gain > 0) {
                sum += gain;
                if (gain > strongest) {
                    strongest = gain;
                    basis = series.basis();
                }
            }
        }
        return new Onset(step, basis, sum);
    }
}
