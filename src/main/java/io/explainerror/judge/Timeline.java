package io.explainerror.judge;

import io.explainerror.model.Change;
import io.explainerror.model.Judgement.TimelineEntry;
import io.explainerror.model.NewTemplate;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.Restart;
import io.explainerror.model.Signal;
import io.explainerror.model.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What happened when, as far as signals know times: the onset, the changes around it, restarts, and when the evidence
/// of the primary hypothesis and of what follows from it was first seen.
final class Timeline {
    /// Leading symptoms: a page of first occurrences nobody reads.
    static final int LEADING = 8;

    private static final Comparator<TimelineEntry> ORDER = Comparator.comparing(TimelineEntry::time)
            .thenComparing(TimelineEntry::service)
            .thenComparing(TimelineEntry::says);

    private Timeline() {}

    /// When the incident began: as given, else as a signal says.
    static Optional<Instant> onset(Case c) {
        return c.onset().or(() -> c.signals().stream()
                .filter(OnsetFound.class::isInstance)
                .map(s -> ((OnsetFound) s).time())
                .findFirst());
    }

    /// @param leading what the judgement rests on, the strongest first
    static List<TimelineEntry> of(Case c, List<Finding> leading) {
        List<TimelineEntry> entries = new ArrayList<>();
        onset(c).ifPresent(onset -> around(onset, c.signals(), entries));
        c.signals().forEach(signal -> restart(signal, entries));
        leading.stream()
                .flatMap(finding -> finding.signals().stream())
                .distinct()
                .flatMap(signal -> first(signal).stream())
                .distinct()
                .limit(LEADING)
                .forEach(entries::add);
        return entries.stream().sorted(ORDER).toList();
    }

    private static void around(Instant onset, List<Signal> signals, List<TimelineEntry> entries) {
        String basis = signals.stream()
                .filter(OnsetFound.class::isInstance)
                .map(s -> ", found from " + ((OnsetFound) s).basis())
                .findFirst()
                .orElse("");
        entries.add(new TimelineEntry(onset, "", "onset" + basis));
        for (Signal signal : signals) {
            if (signal instanceof Change change && (change.isNear() || change.supported())) {
                entries.add(change(change, onset));
            }
        }
    }

    private static TimelineEntry change(Change change, Instant onset) {
        Instant time = onset.minusMillis(Math.round(change.secondsBeforeOnset() * 1000));
        String version = change.version().isEmpty() ? "" : " " + change.version();
        String description = change.description().isEmpty() ? "" : ": " + change.description();
        String standing = change.supported() ? " (the incident speaks for it)" : " (nearby, not supported)";
        return new TimelineEntry(time, change.service(), change.kind() + version + description + standing);
    }

    private static void restart(Signal signal, List<TimelineEntry> entries) {
        if (signal instanceof Restart restart) {
            String often = restart.count() == 1 ? "" : ", the first of " + restart.count() + " times";
            String says = restart.failed() > 0 ? "fails to start or ends" : "starts";
            restart.lines()
                    .since()
                    .ifPresent(time -> entries.add(new TimelineEntry(time, restart.service(), says + often)));
        }
    }

    /// What was there before the incident has no first time worth telling.
    private static Optional<TimelineEntry> first(Signal signal) {
        return switch (signal) {
            case Symptom s
            when s.isFresh() ->
                entry(s, "first " + s.kind() + (s.peer().isEmpty() ? "" : " towards " + s.peer()), s.during());
            case NewTemplate s when s.before() == 0 -> entry(s, "first \"" + s.template() + "\"", s.during());
            default -> Optional.empty();
        };
    }

    private static Optional<TimelineEntry> entry(Signal signal, String says, long times) {
        String often = times > 1 ? ", " + times + " times" : "";
        return signal.lines().since().map(time -> new TimelineEntry(time, signal.service(), says + often));
    }
}
