package io.explainerror.signal;

import io.explainerror.model.Dependency;
import io.explainerror.model.ErrorRatioShift;
import io.explainerror.model.Exemplars;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.Signal;
import io.explainerror.model.TrafficShift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Answered requests to signals: latency, error ratio and traffic before and after.
final class TrafficSignals {
    /// Fewer answers than this in a window say nothing about its quantiles.
    private static final int ENOUGH = 5;

    private final Extraction extraction;
    private final Windows windows;
    private final Peers peers;
    private final List<Signal> found = new ArrayList<>();

    TrafficSignals(Extraction extraction, Windows windows, Peers peers) {
        this.extraction = extraction;
        this.windows = windows;
        this.peers = peers;
    }

    List<Signal> derive() {
        Set<String> called = new HashSet<>();
        Map<Extraction.AnswerKey, List<Answers>> resolved = new TreeMap<>(
                Comparator.comparing(Extraction.AnswerKey::observer).thenComparing(Extraction.AnswerKey::target));
        new TreeMap<>(extraction.answers).forEach((key, seen) -> {
            String target = key.target().equals(key.observer()) ? key.target() : peers.service(key.target());
            resolved.computeIfAbsent(new Extraction.AnswerKey(key.observer(), target), _ -> new ArrayList<>())
                    .add(seen);
            if (!target.equals(key.observer())) {
                called.add(target);
            }
        });
        resolved.forEach((key, parts) -> derive(key, parts, called));
        operations();
        return found;
    }

    private void derive(Extraction.AnswerKey key, List<Answers> parts, Set<String> called) {
        TrafficTally before = total(parts, windows.baseline());
        TrafficTally during = total(parts, windows.incident());
        latency(key, parts, before, during);
        errors(key, parts, before, during);
        Window baseline = observed(key.observer());
        found.add(new TrafficShift(
                key.target(),
                key.observer(),
                key.target().equals(key.observer()) && !called.contains(key.target()),
                baseline.perMinute(before.requests) / 60,
                windows.incident().perMinute(during.requests) / 60,
                Exemplars.NONE));
        if (!key.target().equals(key.observer())) {
            found.add(new Dependency(key.observer(), key.target(), "proxy", during.serverErrors, Exemplars.NONE));
        }
    }

    private void latency(Extraction.AnswerKey key, List<Answers> parts, TrafficTally before, TrafficTally during) {
        boolean comparable = before.durations.count() >= ENOUGH || !windows.hasBaseline();
        if (during.durations.count() >= ENOUGH && comparable) {
            found.add(new LatencyShift(
                    key.target(),
                    key.observer(),
                    before.durations.quantile(0.95),
                    during.durations.quantile(0.95),
                    during.durations.count(),
                    lines(parts.stream().map(a -> a.slow).toList())));
        }
    }

    private void errors(Extraction.AnswerKey key, List<Answers> parts, TrafficTally before, TrafficTally during) {
        if (during.requests >= ENOUGH) {
            double usual = before.durations.quantile(0.95);
            double fast = during.failed.count() == 0 || before.durations.count() < ENOUGH
                    ? -1
                    : (double) during.failed.atMost(Math.max(2 * usual, 50)) / during.failed.count();
            found.add(new ErrorRatioShift(
                    key.target(),
                    key.observer(),
                    before.errorRatio(),
                    during.errorRatio(),
                    during.serverErrors,
                    fast,
                    lines(parts.stream().map(a -> a.failed).toList())));
        }
    }

    /// Messages such as "authorization approved in 93 ms" tell how long an operation takes; the slowest one speaks.
    private void operations() {
        extraction.templates.forEach((service, miner) -> miner.templates().stream()
                .map(Template::value)
                .flatMap(tally -> operation(service, tally).stream())
                .max(OPERATION)
                .ifPresent(found::add));
    }

    private Optional<LatencyShift> operation(String service, TemplateTally tally) {
        DurationHistogram before = tally.durations(windows.baseline());
        DurationHistogram during = tally.durations(windows.incident());
        return before.count() < ENOUGH || during.count() < ENOUGH
                ? Optional.empty()
                : Optional.of(new LatencyShift(
                        service,
                        "operation",
                        before.quantile(0.5),
                        during.quantile(0.5),
                        during.count(),
                        tally.seen.lines(windows.incident())));
    }

    private static final Comparator<LatencyShift> OPERATION = Comparator.comparingDouble(LatencyShift::factor)
            .thenComparingDouble(LatencyShift::during)
            .thenComparing(s -> s.lines().toString());

    private Window observed(String observer) {
        ServiceTally tally = extraction.services.get(observer);
        return tally == null ? windows.baseline() : windows.baseline().notBefore(tally.first);
    }

    private TrafficTally total(List<Answers> parts, Window window) {
        TrafficTally total = new TrafficTally();
        parts.forEach(part -> total.add(part.total(window)));
        return total;
    }

    private Exemplars lines(List<Occurrences> parts) {
        return new Exemplars(parts.stream()
                .flatMap(part -> part.lines(windows.incident()).lines().stream())
                .toList());
    }
}
