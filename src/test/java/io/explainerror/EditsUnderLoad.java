package io.explainerror;

import io.explainerror.model.Judgement;
import io.explainerror.model.Signal;
import io.explainerror.rules.KnowledgeStatus;
import io.explainerror.rules.LiveKnowledge;
import io.explainerror.rules.RuleFolder;
import io.explainerror.rules.RuleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/// Fifty clients ask while the rules are edited, every third edit broken: what they were answered, and
/// what was saved.
final class EditsUnderLoad {
    static final int CLIENTS = 50;

    /// Weights are rounded to hundredths and grow a little with observations; one edit changes them by more than twice
    /// this.
    private static final double TOLERANCE = 0.018;

    private final Path rules;
    private final String rule;
    private final List<Signal> signals;
    private final Duration pause;

    /// As the service, which lets the others wait for their turn.
    private final Semaphore atOnce = new Semaphore(8);

    private final AtomicBoolean edited = new AtomicBoolean();
    private final Set<Answer> answers = ConcurrentHashMap.newKeySet();
    private final Map<String, Double> saved = new TreeMap<>();
    private final List<String> surprises = new ArrayList<>();
    private long answered;

    /// @param weight that the answer shows for the rule that is edited
    record Answer(String version, double weight, double confidence) {}

    /// How the rules are edited.
    interface Editor {
        /// Saves a good edit.
        ///
        /// @return the weight that the rule has now
        double edit(int edit) throws IOException;

        /// Saves a broken edit.
        void damage(int edit) throws IOException;
    }

    /// @param rule    whose weight is edited
    /// @param signals what makes it fire
    /// @param pause   how long each client waits after an answer
    EditsUnderLoad(Path rules, String rule, List<Signal> signals, Duration pause) {
        this.pause = pause;
        this.rules = rules;
        this.rule = rule;
        this.signals = signals;
    }

    /// @param after is told the number of each edit when it was taken or refused
    EditsUnderLoad run(int edits, Editor editor, IntConsumer after)
            throws IOException, InterruptedException, ExecutionException {
        KeptVersions kept = new KeptVersions(VersionSettings.MEMORY_ONLY, Clock.systemUTC());
        try (Chain chain = new Chain(Clock.systemUTC());
                ServicePress press = new ServicePress(new RuleSource.Folder(rules), chain, kept, Optional.empty());
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            double first = editor.edit(0);
            LiveKnowledge<Edition> live = LiveKnowledge.load(new RuleSource.Folder(rules), press, Clock.systemUTC());
            saved.put(live.status().version(), first);
            List<Future<Integer>> asking = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                asking.add(clients.submit(() -> ask(chain, live)));
            }
            try {
                for (int edit = 1; edit <= edits; edit++) {
                    once(edit, editor, live);
                    after.accept(edit);
                }
            } finally {
                edited.set(true);
            }
            for (Future<Integer> each : asking) {
                answered += each.get();
            }
        }
        return this;
    }

    private void once(int edit, Editor editor, LiveKnowledge<Edition> live) throws IOException {
        long refused = live.status().failed();
        boolean broken = edit % 3 == 0;
        if (broken) {
            editor.damage(edit);
        } else {
            double weight = editor.edit(edit);
            saved.put(new RuleFolder(rules).read().version(), weight);
        }
        KnowledgeStatus status = live.reload();
        if (broken != (status.failed() > refused)) {
            surprises.add("edit " + edit + ": " + status.lastProblems());
        }
    }

    private int ask(Chain chain, LiveKnowledge<Edition> live) throws InterruptedException {
        int asked = 0;
        do {
            Judgement judgement = judge(chain, live);
            double weight = judgement.evidence().stream()
                    .filter(each -> each.rule().equals(rule))
                    .mapToDouble(Judgement.Evidence::weight)
                    .findFirst()
                    .orElse(Double.NaN);
            answers.add(new Answer(judgement.rules(), weight, judgement.confidence()));
            asked++;
            Thread.sleep(pause);
        } while (!edited.get());
        return asked;
    }

    private Judgement judge(Chain chain, LiveKnowledge<Edition> live) {
        atOnce.acquireUninterruptibly();
        try {
            return chain.decide(live.current(), signals).judgement();
        } finally {
            atOnce.release();
        }
    }

    /// The different answers.
    Set<Answer> answers() {
        return answers;
    }

    /// The weight that was saved, by version.
    Map<String, Double> saved() {
        return saved;
    }

    /// Broken edits that were taken, good ones that were refused.
    List<String> surprises() {
        return surprises;
    }

    /// How many requests were answered.
    long answered() {
        return answered;
    }

    /// Answers that are not by the whole of a version that was saved.
    List<Answer> wrong() {
        return answers.stream()
                .filter(answer -> !saved.containsKey(answer.version())
                        || !(Math.abs(answer.weight() - saved.getOrDefault(answer.version(), Double.NaN)) < TOLERANCE))
                .toList();
    }
}
