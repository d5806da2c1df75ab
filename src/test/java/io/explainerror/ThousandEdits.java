package io.explainerror;

import io.explainerror.model.Exemplars;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.Phase;
import io.explainerror.model.Signal;
import io.explainerror.model.Symptom;
import io.explainerror.rules.LiveKnowledge;
import io.explainerror.rules.RuleSource;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Edits rules many times while fifty clients ask, in one process, and tells what it cost in memory; the same through
/// HTTP is `ReloadUnderLoad`.
///
///     ThousandEdits EDITS RULES MOST-RULES PAUSE-MILLIS
final class ThousandEdits {
    private static final List<Signal> SIGNALS = List.of(
            new Symptom(
                    "pool.acquire-timeout",
                    Phase.OWN_POOL,
                    "checkout",
                    "orders-db",
                    0,
                    214,
                    0,
                    50,
                    Map.of(),
                    Exemplars.NONE),
            new LatencyShift("orders-db", "checkout", 4, 5, 100, Exemplars.NONE));

    private ThousandEdits() {}

    public static void main(String[] args) throws Exception {
        QuietEngine.ensure();
        int edits = Integer.parseInt(args[0]);
        Path temp = Files.createTempDirectory("thousand-edits");
        Path rules = EditedRules.copy(Path.of(args[1]), temp.resolve("rules"), Integer.parseInt(args[2]));
        leaveOutTestsThatFail(rules);
        Duration pause = Duration.ofMillis(Long.parseLong(args[3]));
        long start = System.nanoTime();
        EditsUnderLoad done = new EditsUnderLoad(rules, EditedRules.RULE, SIGNALS, pause)
                .run(edits, new Edits(rules), edit -> {
                    if (edit == 10 || edit == 100 || edit == 250 || edit == 500 || edit % 1000 == 0 || edit == edits) {
                        memory(edit, start);
                    }
                });
        System.out.printf(
                "%d requests answered; %d versions saved, %d different answers, %d of them not by the whole of a saved"
                        + " version; surprises: %s%n",
                done.answered(),
                done.saved().size(),
                done.answers().size(),
                done.wrong().size(),
                done.surprises());
        System.exit(done.wrong().isEmpty() && done.surprises().isEmpty() ? 0 : 1);
    }

    /// What is not copied may be what a test is about.
    private static void leaveOutTestsThatFail(Path rules) throws IOException {
        KeptVersions kept = new KeptVersions(VersionSettings.MEMORY_ONLY, Clock.systemUTC());
        try (Chain chain = new Chain(Clock.systemUTC());
                ServicePress press = new ServicePress(new RuleSource.Folder(rules), chain, kept, Optional.empty())) {
            LiveKnowledge<Edition> live = LiveKnowledge.load(new RuleSource.Folder(rules), press, Clock.systemUTC());
            EditedRules.withoutTests(rules, live.reload().lastProblems());
            System.out.printf(
                    "%d rules%n", live.current().knowledge().rules().rules().size());
        }
    }

    private static void memory(int edit, long start) {
        System.gc();
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        System.out.printf(
                "after %4d edits, %4d s: heap %.1f MB, metaspace %.2f MB, %d classes, %d threads%n",
                edit,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6,
                ManagementFactory.getMemoryPoolMXBeans().stream()
                                .filter(pool -> pool.getName().equals("Metaspace"))
                                .map(MemoryPoolMXBean::getUsage)
                                .mapToLong(usage -> usage.getUsed())
                                .sum()
                        / 1e6,
                classes.getLoadedClassCount(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static final class Edits implements EditsUnderLoad.Editor {
        private final Path rules;
        private Optional<EditedRules.Saved> broken = Optional.empty();

        Edits(Path rules) {
            this.rules = rules;
        }

        @Override
        public double edit(int edit) throws IOException {
            if (broken.isPresent()) {
                EditedRules.mend(rules, broken.get());
                broken = Optional.empty();
            }
            EditedRules.edit(rules, edit);
            return EditedRules.weight(edit);
        }

        @Override
        public void damage(int edit) throws IOException {
            broken = Optional.of(EditedRules.breakSomething(rules, edit));
        }
    }
}
