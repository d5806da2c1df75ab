package io.explainerror;

import io.explainerror.intake.Incident;
import io.explainerror.intake.ReadOptions;
import io.explainerror.intake.ReadReport;
import io.explainerror.judge.Case;
import io.explainerror.judge.Deliberation;
import io.explainerror.model.Judgement;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.Signal;
import io.explainerror.rules.Testimony;
import io.explainerror.rules.Why;
import io.explainerror.signal.Recognisers;
import io.explainerror.signal.SignalSet;
import io.explainerror.signal.Signals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;

/// The way through the house, in one place: bytes to records to signals to firings to a judgement.
///
/// Each step is a pure function of the one before it and of one version of the rules, which whoever asks hands in.
/// Safe for use by many threads.
final class Chain implements AutoCloseable {
    /// Logs go on for a while after the alert; what seems later in the day than this was the day before.
    private static final Duration AFTER_ALERT = Duration.ofHours(6);

    private final Clock clock;
    private final int parallelism = Runtime.getRuntime().availableProcessors();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            parallelism, Thread.ofPlatform().daemon().name("extract-", 0).factory());

    Chain(Clock clock) {
        this.clock = clock;
    }

    /// What reading an incident gave: all that a judgement needs beside the rules.
    ///
    /// @param stats how much was read and how long it took
    record Material(Judgement.Input input, SignalSet signals, Map<String, Double> stats) {
        Material {
            stats = Map.copyOf(stats);
        }
    }

    /// What every rule of a pattern makes of an incident.
    Why why(Edition edition, Incident handedIn, Hints hints, String pattern) {
        Decision decision = decide(edition, handedIn, hints, _ -> {});
        return edition.knowledge().why(pattern, decision.signals(), decision.testimony());
    }

    /// From what came through the door to its judgement with what it rests on.
    ///
    /// @param progress is told how many bytes were read since it was last told
    Decision decide(Edition edition, Incident handedIn, Hints hints, LongConsumer progress) {
        return decide(edition, read(edition.knowledge().recognisers(), handedIn, hints, progress));
    }

    /// From what came through the door to signals.
    Material read(Recognisers recognisers, Incident handedIn, Hints hints, LongConsumer progress) {
        Incident incident = hints.applyTo(handedIn);
        long start = System.nanoTime();
        ReadOptions options = new ReadOptions(hints.service(), taken(incident), ReadOptions.LARGEST_FILE, progress);
        Reading reading = new Reading(recognisers, options, threads, parallelism);
        Reading.Result read = reading.read(incident);
        SignalSet signals = Signals.derive(read.extraction(), incident.metrics(), incident.changes(), incident.alert());
        Map<String, Double> stats = new TreeMap<>();
        stats.put("extractMillis", millis(System.nanoTime() - start));
        stats.put("bytes", (double) sum(read.reports(), ReadReport::bytes));
        stats.put("records", (double) sum(read.reports(), ReadReport::records));
        return new Material(input(incident, read, signals), signals, stats);
    }

    /// When the logs were taken, which completes times without date: some hours after the alert, so that an incident
    /// read again next week is the same; without an alert, now.
    private Instant taken(Incident incident) {
        return incident.alert().time().map(alert -> alert.plus(AFTER_ALERT)).orElseGet(clock::instant);
    }

    /// From signals to the judgement.
    Decision decide(Edition edition, Material material) {
        SignalSet signals = material.signals();
        return judge(edition, material.input(), signals.signals(), signals.onset(), new TreeMap<>(material.stats()));
    }

    /// The pure decision: signals that somebody else found.
    Decision decide(Edition edition, List<Signal> signals) {
        Optional<Instant> onset = signals.stream()
                .filter(OnsetFound.class::isInstance)
                .map(s -> ((OnsetFound) s).time())
                .findFirst();
        Judgement.Input input = new Judgement.Input("", 0, 0, Optional.empty(), Optional.empty(), List.of());
        return judge(edition, input, signals, onset, new TreeMap<>());
    }

    private static Decision judge(
            Edition edition,
            Judgement.Input input,
            List<Signal> signals,
            Optional<Instant> onset,
            Map<String, Double> stats) {
        long start = System.nanoTime();
        Testimony testimony = edition.knowledge().rules().fire(signals);
        stats.put("signals", (double) signals.size());
        stats.put("signalsDropped", (double) testimony.stats().dropped());
        stats.put("firings", (double) testimony.stats().fired());
        stats.put("judgeMillis", millis(System.nanoTime() - start));
        Case judged = new Case(
                UUID.randomUUID().toString(),
                edition.knowledge().version(),
                told(input, testimony.stats()),
                signals,
                testimony.firings(),
                testimony.links(),
                onset,
                stats);
        return new Decision(edition.judge().deliberate(judged), signals, testimony);
    }

    /// The input with what the reader must know about how it was judged.
    private static Judgement.Input told(Judgement.Input input, Testimony.Stats stats) {
        if (stats.dropped() == 0) {
            return input;
        }
        return input.with(String.format(
                Locale.ROOT,
                "%d of %d signals were left out: too many for rules that combine them; of each kind those with the most"
                        + " observations were kept",
                stats.dropped(),
                stats.dropped() + stats.facts()));
    }

    /// A judgement and what it rests on.
    record Decision(Deliberation deliberation, List<Signal> signals, Testimony testimony) {
        Judgement judgement() {
            return deliberation.judgement();
        }
    }

    private static Judgement.Input input(Incident incident, Reading.Result read, SignalSet signals) {
        List<ReadReport> reports = read.reports();
        List<String> warnings = new ArrayList<>(incident.warnings());
        reports.forEach(report -> warnings.addAll(report.warnings()));
        warnings.addAll(signals.warnings());
        return new Judgement.Input(
                read.digest(),
                sum(reports, ReadReport::lines),
                sum(reports, ReadReport::unparsed),
                signals.from(),
                signals.to(),
                warnings.stream().distinct().toList());
    }

    private static long sum(List<ReadReport> reports, ToLongFunction<ReadReport> figure) {
        return reports.stream().mapToLong(figure).sum();
    }

    private static double millis(long nanos) {
        return nanos / 1_000_000.0;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
