package io.explainerror.signal;

import io.explainerror.model.Change;
import io.explainerror.model.ChangeEvent;
import io.explainerror.model.ErrorRatioShift;
import io.explainerror.model.Exemplars;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.Restart;
import io.explainerror.model.Signal;
import io.explainerror.model.SourceLine;
import io.explainerror.model.Symptom;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Changes, each with its distance to the onset and whether the other signals speak for it.
final class ChangeSignals {
    private ChangeSignals() {}

    /// @param others all other signals of the incident
    static List<Signal> of(
            List<ChangeEvent> changes, Windows windows, List<Signal> others, Function<String, String> service) {
        return changes.stream().map(c -> of(c, windows, others, service)).toList();
    }

    private static Signal of(
            ChangeEvent change, Windows windows, List<Signal> others, Function<String, String> service) {
        String changed = service.apply(change.service());
        double lead = (windows.incident().from() - EpochMicros.of(change.time())) / 1e6;
        String text = "%s %s %s %s %s"
                .formatted(change.time(), change.kind(), change.service(), change.version(), change.description());
        Change signal = new Change(
                changed,
                change.kind().toLowerCase(Locale.ROOT),
                change.version(),
                change.description(),
                lead,
                false,
                Exemplars.of(new SourceLine("changes.json", 0, Masker.mask(text.replaceAll(" +", " ")))));
        return signal.isNear() && others.stream().anyMatch(s -> misbehaves(s, changed)) ? supported(signal) : signal;
    }

    private static Change supported(Change change) {
        return new Change(
                change.service(),
                change.kind(),
                change.version(),
                change.description(),
                change.secondsBeforeOnset(),
                true,
                change.lines());
    }

    /// Whether a signal says that the changed service itself does what it did not do before.
    private static boolean misbehaves(Signal signal, String changed) {
        if (!signal.service().equals(changed)) {
            return false;
        }
        return switch (signal) {
            case Symptom symptom -> symptom.isGrows() && Kinds.failure(symptom.kind());
            case ErrorRatioShift shift -> shift.isRising();
            case LatencyShift shift -> shift.isSlower();
            case Restart restart -> restart.failed() > 0;
            default -> false;
        };
    }
}
