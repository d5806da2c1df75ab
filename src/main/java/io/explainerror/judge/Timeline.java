package io.explainerror.judge;

import io.explainerror.model.Change;
import io.explainerror.model.Judgement.TimelineEntry;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What happened when, as far as signals know times: the onset and the changes around it.
final class Timeline {
    private Timeline() {}

    /// When the incident began: as given, else as a signal says.
    static Optional<Instant> onset(Case c) {
        return c.onset().or(() -> c.signals().stream()
                .filter(OnsetFound.class::isInstance)
                .map(s -> ((OnsetFound) s).time())
                .findFirst());
    }

    static List<TimelineEntry> of(Case c) {
        return onset(c).map(onset -> entries(c.signals(), onset)).orElse(List.of());
    }

    private static List<TimelineEntry> entries(List<Signal> signals, Instant onset) {
        List<TimelineEntry> entries = new ArrayList<>();
        String basis = signals.stream()
                .filter(OnsetFound.class::isInstance)
                .map(s -> ", found from " + ((OnsetFound) s).basis())
                .findFirst()
                .orElse("");
        entries.add(new TimelineEntry(onset, "", "onset" + basis));
        for (Signal signal : signals) {
            if (signal instanceof Change change && (change.isNear() || change.supported())) {
                entries.add(entry(change, onset));
            }
        }
        entries.sort(Comparator.comparing(TimelineEntry::time)
                .thenComparing(TimelineEntry::service)
                .thenComparing(TimelineEntry::says));
        return entries;
    }

    private static TimelineEntry entry(Change change, Instant onset) {
        Instant time = onset.minusMillis(Math.round(change.secondsBeforeOnset() * 1000));
        String version = change.version().isEmpty() ? "" : " " + change.version();
        String description = change.description().isEmpty() ? "" : ": " + change.description();
        String standing = change.supported() ? " (the incident speaks for it)" : " (nearby, not supported)";
        return new TimelineEntry(time, change.service(), change.kind() + version + description + standing);
    }
}
