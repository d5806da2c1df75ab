package io.explainerror;

import io.explainerror.intake.Incident;
import io.explainerror.judge.Deliberation;
import io.explainerror.model.Calibration;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Judgement;
import io.explainerror.model.Signal;
import io.explainerror.rules.KnowledgeStatus;
import io.explainerror.rules.LiveKnowledge;
import io.explainerror.rules.RehearsalMemory;
import io.explainerror.rules.RuleBase;
import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.RuleProblems;
import io.explainerror.rules.RuleSource;
import io.explainerror.rules.RuleWatch;
import io.explainerror.rules.WrittenCalibration;
import io.explainerror.ruletest.RuleTests;
import io.explainerror.ruletest.TestRun;
import io.explainerror.signal.RecogniserCheck;
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
    public Explainer open(Path rules) {
        return new Live(load(rules, RehearsalMemory.configured()), null, clock);
    }

    @Override
    public Explainer watch(Path rules) {
        LiveKnowledge<Edition> live = load(rules, RehearsalMemory.NONE);
        return new Live(live, live.watch(), clock);
    }

    private LiveKnowledge<Edition> load(Path rules, RehearsalMemory memory) {
        try {
            return LiveKnowledge.load(new RuleSource.Folder(rules), files -> Edition.compile(files, memory), clock);
        } catch (RuleProblems e) {
            throw e.brokenRules();
        }
    }

    @Override
    public List<CatalogueProblem> check(Path rules) {
        try {
            return check(new RuleSource.Folder(rules).read());
        } catch (RuleProblems e) {
            return e.problems();
        }
    }

    private static List<CatalogueProblem> check(RuleFiles files) {
        try {
            return RecogniserCheck.check(Edition.compile(files).knowledge().recognisers());
        } catch (RuleProblems e) {
            return e.problems();
        }
    }

    @Override
    public void calibrate(Path rules, double temperature) {
        WrittenCalibration.save(rules, new Calibration(temperature));
    }

    @Override
    public TestRun test(Path rules, List<Path> tests) {
        Edition edition = load(rules, RehearsalMemory.NONE).current();
        RuleTests read = RuleTests.read(tests, Courtroom.vocabulary(edition.knowledge()));
        try (Chain chain = new Chain(() -> edition, clock)) {
            return read.run(new Courtroom(chain));
        }
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
            RuleFiles files = live.current().knowledge().files();
            for (Map.Entry<String, String> edit : edits.entrySet()) {
                files = files.with(edit.getKey(), edit.getValue());
            }
            return ExplainError.check(files);
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
