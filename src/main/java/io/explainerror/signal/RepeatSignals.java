package io.explainerror.signal;

import io.explainerror.model.Dependency;
import io.explainerror.model.RetryRatio;
import io.explainerror.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Retries that nobody logs as such, as the callee's log shows them: the same request again and again.
final class RepeatSignals {
    /// Sampled requests that a ratio needs.
    private static final int ENOUGH = 20;

    /// Attempts per request from which on they are worth a statement.
    private static final double RATIO = 1.3;

    private final Extraction extraction;
    private final Windows windows;
    private final List<Signal> known;

    /// @param known the signals so far, which name callers and retries that were logged
    RepeatSignals(Extraction extraction, Windows windows, List<Signal> known) {
        this.extraction = extraction;
        this.windows = windows;
        this.known = known;
    }

    List<Signal> derive() {
        List<Signal> found = new ArrayList<>();
        new TreeMap<>(extraction.services).forEach((service, tally) -> {
            Repeats.Attempts before = tally.repeats.in(windows.baseline());
            Repeats.Attempts during = tally.repeats.in(windows.incident());
            boolean rises = during.ratio() >= RATIO && during.ratio() >= 1.2 * before.ratio();
            if (during.distinct() >= ENOUGH && rises) {
                found.addAll(retries(service, tally, before.ratio(), during.ratio()));
            }
        });
        return found;
    }

    /// Only when one caller is known, and does not say itself how often it retries.
    private List<RetryRatio> retries(String callee, ServiceTally tally, double before, double during) {
        Set<String> callers = known.stream()
                .filter(signal ->
                        signal instanceof Dependency edge && edge.peer().equals(callee))
                .map(Signal::service)
                .collect(Collectors.toSet());
        boolean told = known.stream()
                .anyMatch(signal -> signal instanceof RetryRatio ratio && callers.contains(ratio.service()));
        if (callers.size() != 1 || told) {
            return List.of();
        }
        long requests = tally.requests.count(windows.incident());
        return List.of(new RetryRatio(
                callers.iterator().next(),
                callee,
                before,
                during,
                Math.round(requests * (1 - 1 / during)),
                tally.requests.lines(windows.incident())));
    }
}
