package io.explainerror.signal;

import io.explainerror.model.Dependency;
import io.explainerror.model.ErrorRatioShift;
import io.explainerror.model.Exemplars;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.Recovery;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Answered requests to signals: latency, error ratio and traffic before and after.
final class TrafficSignals {
    /// Fewer answers than this in a window say nothing about its quantiles.
    private static final int ENOUGH = 5;

    /// An error ratio this little above the baseline's is as good as before.
    private static final double CALM = 0.02;

    private final Extraction extraction;
    private final Windows windows;
    private final Peers peers;
    private final Set<String> proxies;
    private final List<Signal> found = new ArrayList<>();

    TrafficSignals(Extraction extraction, Windows windows, Peers peers) {
        this.extraction = extraction;
        this.windows = windows;
        this.peers = peers;
        this.proxies = extraction.answers.keySet().stream()
                .filter(key -> !key.observer().equals(key.target()))
                .map(Extraction.AnswerKey::observer)
                .collect(Collectors.toSet());
    }

    List<Signal> derive() {
        Set<String> called = callees();
        Map<Extraction.AnswerKey, List<Answers>> resolved = new TreeMap<>();
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
        if (before.requests >= ENOUGH) {
            traffic(key, before, during, called);
        }
        if (!key.target().equals(key.observer())) {
            found.add(new Dependency(key.observer(), key.target(), "proxy", during.serverErrors, Exemplars.NONE));
        }
    }

    /// Where the log has no requests before the onset, it may just begin there: nothing is said then.
    private void traffic(Extraction.AnswerKey key, TrafficTally before, TrafficTally during, Set<String> called) {
        found.add(new TrafficShift(
                key.target(),
                key.observer(),
                isEdge(key, called),
                observed(key.observer()).perMinute(before.requests) / 60,
                windows.incident().perMinute(during.requests) / 60,
                Exemplars.NONE));
    }

    /// Users come through a proxy that nobody calls; where there is no proxy, through any service that nobody calls.
    private boolean isEdge(Extraction.AnswerKey key, Set<String> called) {
        return key.target().equals(key.observer())
                && !called.contains(key.target())
                && (proxies.isEmpty() || proxies.contains(key.target()));
    }

    /// Whom other services name when they call.
    private Set<String> callees() {
        return extraction.symptoms.keySet().stream()
                .filter(key -> !key.peer().isEmpty())
                .map(key -> peers.service(key.peer()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// Whether what was bad is as before in the last third of the incident.
    private void recovery(Extraction.AnswerKey key, List<Answers> parts, String what, Predicate<TrafficTally> bad) {
        Window incident = windows.incident();
        TrafficTally last = total(parts, windows.late());
        if (!windows.hasBaseline() || last.requests < ENOUGH || bad.test(last)) {
            return;
        }
        long ended = incident.from();
        for (Answers part : parts) {
            for (Map.Entry<Long, TrafficTally> bucket :
                    part.tallies.sorted(incident).entrySet()) {
                ended = bad.test(bucket.getValue()) ? Math.max(ended, bucket.getKey()) : ended;
            }
        }
        found.add(new Recovery(
                key.target(),
                key.observer(),
                what,
                (ended - incident.from()) / 1e6,
                (incident.to() - ended) / 1e6,
                Exemplars.NONE));
    }

    private void latency(Extraction.AnswerKey key, List<Answers> parts, TrafficTally before, TrafficTally during) {
        boolean comparable = before.durations.count() >= ENOUGH || !windows.hasBaseline();
        if (during.durations.count() >= ENOUGH && comparable) {
            LatencyShift shift = new LatencyShift(
                    key.target(),
                    key.observer(),
                    before.durations.quantile(0.95),
                    during.durations.quantile(0.95),
                    during.durations.count(),
                    lines(parts.stream().map(a -> a.slow).toList()));
            found.add(shift);
            if (shift.isSlower()) {
                recovery(key, parts, "latency", t -> t.durations.quantile(0.95) >= 2 * shift.before());
            }
        }
    }

    private void errors(Extraction.AnswerKey key, List<Answers> parts, TrafficTally before, TrafficTally during) {
        if (during.requests >= ENOUGH) {
            double usual = before.durations.quantile(0.95);
            double fast = during.failed.count() == 0 || before.durations.count() < ENOUGH
                    ? -1
                    : (double) during.failed.atMost(Math.max(2 * usual, 50)) / during.failed.count();
            ErrorRatioShift shift = new ErrorRatioShift(
                    key.target(),
                    key.observer(),
                    before.errorRatio(),
                    during.errorRatio(),
                    during.serverErrors,
                    fast,
                    lines(parts.stream().map(a -> a.failed).toList()));
            found.add(shift);
            if (shift.isRising()) {
                recovery(key, parts, "errors", t -> t.errorRatio() > shift.before() + CALM);
            }
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
