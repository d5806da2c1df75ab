package io.explainerror;

import io.explainerror.intake.Incident;
import io.explainerror.judge.Deliberation;
import io.explainerror.model.Calibration;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Judgement;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.model.Signal;
import io.explainerror.rules.KnowledgeStatus;
import io.explainerror.rules.LiveKnowledge;
import io.explainerror.rules.RehearsalMemory;
import io.explainerror.rules.RuleBase;
import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.RuleProblems;
import io.explainerror.rules.RuleSource;
import io.explainerror.rules.RuleWatch;
import io.explainerror.rules.Why;
import io.explainerror.rules.WrittenCalibration;
import io.explainerror.ruletest.RuleTests;
import io.explainerror.ruletest.TestRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// ExplainError as its faces know it: opens rule folders and explains incidents by them. Start reading in [Chain].
public final class ExplainError implements Workshop {
    private final Clock clock;

    /// Goes by the system's clock.
    public ExplainError() {
        this(Clock.systemUTC());
    }

    /// @param clock tells when rules were loaded and completes log times without a year
    public ExplainError(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Explainer open(RuleSource rules) {
        return new Live(load(rules, RehearsalMemory.configured()), null, clock);
    }

    @Override
    public Explainer watch(RuleSource rules) {
        LiveKnowledge<Edition> live = load(rules, RehearsalMemory.NONE);
        return new Live(live, live.watch(), clock);
    }

    private LiveKnowledge<Edition> load(RuleSource rules, RehearsalMemory memory) {
        try {
            return LiveKnowledge.load(
                    rules, files -> BuiltInEdition.of(files).orElseGet(() -> Edition.compile(files, memory)), clock);
        } catch (RuleProblems e) {
            throw e.brokenRules();
        }
    }

    @Override
    public List<CatalogueProblem> check(RuleSource rules, Map<String, String> edits) {
        try {
            return check(rules.read(), edits);
        } catch (RuleProblems e) {
            return e.problems();
        }
    }

    private static List<CatalogueProblem> check(RuleFiles files, Map<String, String> edits) {
        RuleFiles edited = files;
        for (Map.Entry<String, String> edit : edits.entrySet()) {
            edited = edited.with(edit.getKey(), edit.getValue());
        }
        try {
            return Edition.compile(edited).knowledge().lints();
        } catch (RuleProblems e) {
            return e.problems();
        }
    }

    @Override
    public void calibrate(RuleSource rules, double temperature) {
        Path folder = rules.path()
                .orElseThrow(() -> new UnreadableInput("the rules that are part of the program cannot be calibrated:"
                        + " export them to a folder and name it with --rules"));
        WrittenCalibration.save(folder, new Calibration(temperature));
    }

    @Override
    public TestRun test(RuleSource rules, List<Path> tests) {
        Edition edition = load(rules, RehearsalMemory.NONE).current();
        RuleTests read = RuleTests.read(tests, Courtroom.vocabulary(edition.knowledge()));
        try (Chain chain = new Chain(() -> edition, clock)) {
            return read.run(new Courtroom(chain));
        }
    }

    @Override
    public int export(Path folder, boolean overwrite) {
        return new Export(folder, overwrite).write(new RuleSource.Embedded().read());
    }

    /// Explains by whatever version of the rules is in force.
    private static final class Live implements Explainer {
        private final LiveKnowledge<Edition> live;
        private final @Nullable RuleWatch watch;
        private final Chain chain;

        Live(LiveKnowledge<Edition> live, @Nullable RuleWatch watch, Clock clock) {
            this.live = live;
            this.watch = watch;
            this.chain = new Chain(live::current, clock);
        }

        @Override
        public Judgement explain(Incident incident, Hints hints, LongConsumer progress) {
            return chain.explain(incident, hints, progress);
        }

        @Override
        public Deliberation deliberate(Incident incident, Hints hints) {
            return chain.decide(incident, hints, _ -> {}).deliberation();
        }

        @Override
        public Why why(Incident incident, Hints hints, String pattern) {
            return chain.why(incident, hints, pattern);
        }

        @Override
        public Judgement explainSignals(List<Signal> signals) {
            return chain.judge(signals);
        }

        @Override
        public Knowledge knowledge() {
            LiveKnowledge.InForce<Edition> now = live.inForce();
            RuleBase rules = now.edition().knowledge().rules();
            KnowledgeStatus status = now.status();
            Optional<Instant> failedAt =
                    status.lastProblems().isEmpty() ? Optional.empty() : Optional.of(status.lastAttempt());
            return new Knowledge(
                    status.version(),
                    status.loadedAt(),
                    now.edition().knowledge().calibration(),
                    List.copyOf(rules.patterns().values()),
                    rules.rules(),
                    status.lastProblems(),
                    failedAt,
                    status.reloaded() + 1,
                    status.failed());
        }

        @Override
        public List<CatalogueProblem> check(Map<String, String> edits) {
            return ExplainError.check(live.current().knowledge().files(), edits);
        }

        @Override
        public void close() {
            if (watch != null) {
                watch.close();
            }
            chain.close();
        }
    }
}
