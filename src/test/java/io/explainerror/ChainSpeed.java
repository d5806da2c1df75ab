package io.explainerror;

import io.explainerror.intake.Incident;
import io.explainerror.intake.IncidentReader;
import io.explainerror.intake.LogReader;
import io.explainerror.intake.LogSource;
import io.explainerror.intake.ReadOptions;
import io.explainerror.intake.ReadReport;
import io.explainerror.judge.Case;
import io.explainerror.model.Judgement;
import io.explainerror.model.ProblemException;
import io.explainerror.model.Signal;
import io.explainerror.report.JudgementJson;
import io.explainerror.rules.Knowledge;
import io.explainerror.rules.RuleFolder;
import io.explainerror.rules.RuleSource;
import io.explainerror.rules.Testimony;
import io.explainerror.signal.Extraction;
import io.explainerror.signal.SignalSet;
import io.explainerror.signal.Signals;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Measures the chain from inside one warm process; `src/bench/bench` measures it from outside.
///
///     ChainSpeed signals LOG MB ROUNDS    reading a log into an extraction, MB per CPU second
///     ChainSpeed judge DATASET ROUNDS     judging the signals of each bundle, and of many bundles together
///     ChainSpeed judgements DATASET FILE  writes every bundle's judgement, to compare two versions of the program
///     ChainSpeed rules ROUNDS             compiling the rule folder
final class ChainSpeed {
    private static final ReadOptions OPTIONS = new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z"));

    private static final int[] MOST = Stream.of(
                    System.getProperty("most", "100,300,1000,5000").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();

    private ChainSpeed() {}

    public static void main(String[] args) throws IOException {
        QuietEngine.ensure();
        switch (args[0]) {
            case "signals" -> signals(Path.of(args[1]), Long.parseLong(args[2]), Integer.parseInt(args[3]));
            case "judge" -> judge(Path.of(args[1]), Integer.parseInt(args[2]));
            case "judgements" -> judgements(Path.of(args[1]), Path.of(args[2]));
            case "rules" -> rules(Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException("expected signals, judge, judgements or rules: " + args[0]);
        }
        System.exit(0);
    }

    private static Knowledge knowledge() {
        return Knowledge.compile(new RuleFolder(Path.of("rules")).read());
    }

    private static void signals(Path log, long megabytes, int rounds) throws IOException {
        Knowledge knowledge = knowledge();
        Path big = repeated(log, megabytes * 1_000_000);
        try {
            double best = 0;
            for (int round = 0; round < rounds; round++) {
                long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                Extraction extraction = new Extraction(knowledge.recognisers());
                ReadReport report = LogReader.read(LogSource.file(big, log.toString()), OPTIONS, extraction);
                double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
                best = Math.max(best, report.bytes() / 1e6 / busy);
            }
            System.out.printf("%-50s %6.0f MB per CPU second, best of %d%n", log, best, rounds);
        } finally {
            Files.delete(big);
        }
    }

    private static Path repeated(Path log, long atLeast) throws IOException {
        byte[] once = Files.readAllBytes(log);
        Path big = Files.createTempFile("chain-speed", ".log");
        try (OutputStream out = Files.newOutputStream(big)) {
            for (long written = 0; written < atLeast; written += once.length) {
                out.write(once);
            }
        }
        return big;
    }

    private static List<Path> bundles(Path dataset) throws IOException {
        try (Stream<Path> entries = Files.list(dataset)) {
            return entries.filter(entry -> Files.isDirectory(entry.resolve("logs")))
                    .sorted()
                    .toList();
        }
    }

    private static SignalSet signals(Path bundle, Knowledge knowledge) {
        Incident incident = IncidentReader.fromPaths(List.of(bundle));
        Extraction extraction = new Extraction(knowledge.recognisers());
        incident.logs().forEach(log -> LogReader.read(log, OPTIONS, extraction));
        return Signals.derive(extraction, incident.metrics(), incident.changes(), incident.alert());
    }

    private static void judge(Path dataset, int rounds) throws IOException {
        Knowledge knowledge = knowledge();
        Edition edition = Edition.compile(knowledge.files());
        List<List<Signal>> all = new ArrayList<>();
        for (Path bundle : bundles(dataset)) {
            all.add(signals(bundle, knowledge).signals());
        }
        List<Signal> together = all.stream().flatMap(List::stream).toList();
        for (int most : MOST) {
            try {
                measure(edition, spread(together, most), rounds);
            } catch (ProblemException.BudgetExceeded e) {
                System.out.printf("%5d signals of all bundles: %s%n", most, e.getMessage());
            }
        }
        for (List<Signal> one : all) {
            if (one.size() > 250) {
                measure(edition, one, rounds);
            }
        }
    }

    private static List<Signal> spread(List<Signal> signals, int count) {
        List<Signal> spread = new ArrayList<>();
        for (int i = 0; i < Math.min(count, signals.size()); i++) {
            spread.add(signals.get((int) ((long) i * signals.size() / Math.min(count, signals.size()))));
        }
        return spread;
    }

    private static void measure(Edition edition, List<Signal> signals, int rounds) {
        double[] millis = new double[rounds];
        double[] busy = new double[rounds];
        int fired = 0;
        int facts = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            long cpu = judging();
            Testimony testimony = edition.knowledge().rules().fire(signals);
            fired = testimony.stats().fired();
            facts = testimony.stats().facts();
            edition.judge()
                    .judge(new Case(
                            "",
                            "",
                            new Judgement.Input("", 0, 0, Optional.empty(), Optional.empty(), List.of()),
                            signals,
                            testimony.firings(),
                            testimony.links(),
                            Optional.empty(),
                            new TreeMap<>()));
            millis[round] = (System.nanoTime() - start) / 1e6;
            busy[round] = (judging() - cpu) / 1e6;
        }
        Arrays.sort(millis);
        Arrays.sort(busy);
        System.out.printf(
                "%5d signals, %5d facts, %5d firings: wall min %.2f ms, median %.2f ms; CPU min %.2f ms, median %.2f ms of %d%n",
                signals.size(), facts, fired, millis[0], millis[rounds / 2], busy[0], busy[rounds / 2], rounds);
    }

    /// CPU time of the threads that judge; those of the JVM are left out.
    private static long judging() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null
                        && (thread.getThreadName().equals("rules")
                                || thread.getThreadName().equals("main")))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    private static void judgements(Path dataset, Path out) throws IOException {
        Explainer explainer = new ExplainError().open(new RuleSource.Folder(Path.of("rules")));
        StringBuilder text = new StringBuilder();
        for (Path bundle : bundles(dataset)) {
            String json = JudgementJson.pretty()
                    .render(explainer.explain(IncidentReader.fromPaths(List.of(bundle)), Hints.NONE));
            text.append(bundle.getFileName()).append('\n').append(json).append('\n');
        }
        Files.writeString(out, text);
    }

    private static void rules(int rounds) {
        RuleFolder folder = new RuleFolder(Path.of("rules"));
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            Knowledge.compile(folder.read());
            System.out.printf("%.0f ms%n", (System.nanoTime() - start) / 1e6);
        }
    }
}
