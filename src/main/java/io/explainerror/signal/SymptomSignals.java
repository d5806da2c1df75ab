package io.explainerror.signal;

import io.explainerror.model.Dependency;
import io.explainerror.model.Exemplars;
import io.explainerror.model.MetricSeries;
import io.explainerror.model.Phase;
import io.explainerror.model.Restart;
import io.explainerror.model.RetryRatio;
import io.explainerror.model.Signal;
import io.explainerror.model.SourceLine;
import io.explainerror.model.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Recognised records to signals: symptoms, restarts, retries, and who depends on whom.
final class SymptomSignals {
    /// Who restarts for a deployment does so shortly before its own errors make the onset.
    private static final long RESTART_LEAD = 60_000_000;

    /// What brings trouble about is said shortly before the trouble shows: what was first heard of this close to the
    /// onset belongs to the incident.
    private static final long ANNOUNCEMENT = 15_000_000;

    /// What is left of the baseline without it must still be one.
    private static final long QUIET = 30_000_000;

    /// More unknown peers than this in one kind of symptom are no peers.
    private static final int MANY_PEERS = 8;

    private final Extraction extraction;
    private final List<MetricSeries> metrics;
    private final Windows windows;
    private final Peers peers;
    private final Window announcement;
    private final AttemptsPerRequest attempts;
    private final List<Signal> found = new ArrayList<>();

    /// @param metrics tell how many requests a service answers that does not log them
    SymptomSignals(Extraction extraction, List<MetricSeries> metrics, Windows windows, Peers peers) {
        this.extraction = extraction;
        this.metrics = metrics;
        this.windows = windows;
        this.peers = peers;
        this.announcement = announcement(windows);
        this.attempts = new AttemptsPerRequest(extraction, metrics);
    }

    private record Key(String kind, Phase phase, String service, String peer) {}

    /// All recognisers that say the same of the same two services, summed up.
    ///
    /// @param announced how many of those before lie just before the onset
    private record Sum(long before, long announced, long during, List<Occurrences> parts) {
        /// Whether it begins with the incident, if a little earlier than what hurts.
        boolean announces() {
            return before > 0 && announced == before;
        }
    }

    List<Signal> derive() {
        Map<Key, Sum> sums = new TreeMap<>(Comparator.comparing(Key::kind)
                .thenComparing(Key::phase)
                .thenComparing(Key::service)
                .thenComparing(Key::peer));
        Set<String> scattered = scattered();
        new TreeMap<>(extraction.symptoms).forEach((key, seen) -> {
            Recogniser recogniser = key.recogniser();
            String peer = peer(recogniser, key.service(), key.peer());
            String named = scattered.contains(key.service() + "\n" + recogniser.symptom()) && !peers.isService(peer)
                    ? ""
                    : peer;
            sums.merge(
                    new Key(recogniser.symptom(), recogniser.phase(), key.service(), named),
                    new Sum(
                            seen.count(windows.baseline()),
                            seen.count(announcement),
                            seen.count(windows.incident()),
                            List.of(seen)),
                    SymptomSignals::add);
        });
        sums.forEach(this::symptom);
        restarts(sums);
        retries(sums);
        dependencies(sums);
        found.addAll(new SymptomRecoveries(extraction, metrics, windows)
                .derive(byService(
                        sums, kind -> SymptomRecoveries.FAILURES.stream().anyMatch(kind::startsWith))));
        return found;
    }

    /// Symptoms of one kind in one service whose peers are many and unknown: what was captured is an item, not a peer.
    private Set<String> scattered() {
        Map<String, Set<String>> unknown = new HashMap<>();
        extraction.symptoms.keySet().stream()
                .filter(key -> !key.peer().isEmpty() && !peers.isService(peers.service(key.peer())))
                .forEach(key -> unknown.computeIfAbsent(
                                key.service() + "\n" + key.recogniser().symptom(), _ -> new HashSet<>())
                        .add(key.peer()));
        return unknown.entrySet().stream()
                .filter(entry -> entry.getValue().size() > MANY_PEERS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// A database that is not named is the only one there is, else called by its software: whoever reads the answer
    /// must know whom it means.
    private String peer(Recogniser recogniser, String logger, String named) {
        String resolved = peers.service(named);
        boolean client = peers.isDatabase(logger) && recogniser.symptom().startsWith("db.");
        if (!named.isEmpty()) {
            return client && !peers.isService(resolved) ? "" : resolved;
        }
        return switch (recogniser.symptom().substring(0, recogniser.symptom().indexOf('.'))) {
            case "db" -> database(recogniser);
            case "pool" -> peers.onlyDatabase();
            case "cache", "broker" -> Software.named(recogniser);
            default -> "";
        };
    }

    private String database(Recogniser recogniser) {
        String software = Software.named(recogniser);
        return peers.isService(software) || peers.onlyDatabase().isEmpty() ? software : peers.onlyDatabase();
    }

    private static Sum add(Sum a, Sum b) {
        List<Occurrences> parts = new ArrayList<>(a.parts);
        parts.addAll(b.parts);
        return new Sum(a.before + b.before, a.announced + b.announced, a.during + b.during, parts);
    }

    private void symptom(Key key, Sum sum) {
        boolean early = sum.announces();
        Window incident =
                early ? new Window(announcement.from(), windows.incident().to()) : windows.incident();
        long before = early ? 0 : sum.before;
        long during = early ? sum.during + sum.announced : sum.during;
        Window shown = during > 0 ? incident : windows.baseline();
        found.add(new Symptom(
                key.kind,
                key.phase,
                key.service,
                key.peer.equals(key.service) ? "" : key.peer,
                before,
                during,
                windows.baseline().perMinute(before),
                incident.perMinute(during),
                captured(sum, shown),
                lines(sum, shown)));
    }

    /// The last moments of the baseline, empty when it is too short to spare them.
    private static Window announcement(Windows windows) {
        long onset = windows.incident().from();
        boolean spared = windows.hasBaseline() && onset - windows.baseline().from() >= ANNOUNCEMENT + QUIET;
        return new Window(spared ? onset - ANNOUNCEMENT : onset, onset);
    }

    private static Map<String, String> captured(Sum sum, Window window) {
        Map<String, String> all = new HashMap<>();
        sum.parts.forEach(part -> part.captured(window).forEach(all::putIfAbsent));
        return all;
    }

    private static Exemplars lines(Sum sum, Window window) {
        List<SourceLine> lines = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        for (Occurrences part : sum.parts) {
            Exemplars shown = part.lines(window);
            lines.addAll(shown.lines());
            shown.since().ifPresent(times::add);
        }
        lines.sort(Comparator.comparing(SourceLine::file).thenComparingLong(SourceLine::line));
        return new Exemplars(lines, times.stream().min(Comparator.naturalOrder()));
    }

    private void restarts(Map<Key, Sum> sums) {
        Window around = windows.incident().to() == windows.incident().from()
                ? windows.incident()
                : new Window(
                        Math.max(
                                Math.min(
                                        windows.baseline().from(),
                                        windows.incident().from()),
                                windows.incident().from() - RESTART_LEAD),
                        windows.incident().to());
        Map<String, List<Occurrences>> started =
                byService(sums, Set.of("process.started", "process.starting")::contains);
        Map<String, List<Occurrences>> failed =
                byService(sums, Set.of("process.start-failed", "process.crash-looping", "memory.oom-killed")::contains);
        // a server that goes on while its workers end has not failed to start
        byService(sums, "process.exited"::equals).forEach((service, exits) -> {
            if (started.containsKey(service)) {
                failed.computeIfAbsent(service, _ -> new ArrayList<>()).addAll(exits);
            }
        });
        TreeMap<String, Long> services = new TreeMap<>();
        started.keySet().forEach(s -> services.put(s, 0L));
        failed.keySet().forEach(s -> services.put(s, 0L));
        for (String service : services.keySet()) {
            List<Occurrences> starts = started.getOrDefault(service, List.of());
            List<Occurrences> failures = failed.getOrDefault(service, List.of());
            long startCount = most(starts, around);
            long failCount = most(failures, around);
            if (startCount + failCount > 0) {
                List<Occurrences> shown = failCount > 0 ? failures : starts;
                found.add(new Restart(
                        service, Math.max(startCount, failCount), failCount, lines(new Sum(0, 0, 0, shown), around)));
            }
        }
    }

    private static Map<String, List<Occurrences>> byService(Map<Key, Sum> sums, Predicate<String> wanted) {
        Map<String, List<Occurrences>> found = new TreeMap<>();
        sums.forEach((key, sum) -> {
            if (wanted.test(key.kind)) {
                found.computeIfAbsent(key.service, _ -> new ArrayList<>()).addAll(sum.parts);
            }
        });
        return found;
    }

    /// One start prints several banners: the most frequent one counts the starts.
    private static long most(List<Occurrences> parts, Window window) {
        return parts.stream().mapToLong(p -> p.count(window)).max().orElse(0);
    }

    private void retries(Map<Key, Sum> sums) {
        sums.forEach((key, sum) -> {
            if (!key.kind.equals("retry.attempt")) {
                return;
            }
            double before = attempts.ratio(key.service, sum.before, windows.baseline());
            double during = attempts.ratio(key.service, sum.during, windows.incident());
            if (!Double.isNaN(during)) {
                Window shown = sum.during > 0 ? windows.incident() : windows.baseline();
                found.add(new RetryRatio(
                        key.service,
                        key.peer,
                        Double.isNaN(before) ? 1 : before,
                        during,
                        sum.during,
                        lines(sum, shown)));
            }
        });
    }

    private void dependencies(Map<Key, Sum> sums) {
        TreeMap<String, Dependency> edges = new TreeMap<>();
        sums.forEach((key, sum) -> {
            if (!key.peer.isEmpty() && !key.peer.equals(key.service)) {
                Dependency edge = new Dependency(
                        key.service, key.peer, kindOf(key.kind), sum.during, lines(sum, windows.incident()));
                edges.merge(key.service + "\n" + key.peer, edge, (a, b) -> a.calls() >= b.calls() ? a : b);
            }
        });
        found.addAll(edges.values());
    }

    private static String kindOf(String symptom) {
        int dot = symptom.indexOf('.');
        return switch (symptom.substring(0, dot < 0 ? symptom.length() : dot)) {
            case "db", "pool" -> "database";
            case "cache" -> "cache";
            case "queue", "broker" -> "queue";
            case "call", "dns", "tls", "breaker", "bulkhead", "retry" -> "http";
            default -> "unknown";
        };
    }
}
