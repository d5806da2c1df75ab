package io.explainerror;

import io.explainerror.intake.Incident;
import io.explainerror.judge.Deliberation;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Judgement;
import io.explainerror.model.Signal;
import io.explainerror.rules.KnowledgeStatus;
import io.explainerror.rules.LiveKnowledge;
import io.explainerror.rules.RuleBase;
import io.explainerror.rules.Why;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Explains by whatever version of the rules is in force.
final class LiveExplainer implements Explainer {
    private final LiveKnowledge<Edition> live;
    private final KeptVersions versions;
    private final Chain chain;
    private final Runnable closing;

    /// @param closing stops what runs for it
    LiveExplainer(LiveKnowledge<Edition> live, KeptVersions versions, Chain chain, Runnable closing) {
        this.live = live;
        this.versions = versions;
        this.chain = chain;
        this.closing = closing;
    }

    @Override
    public Judgement explain(Incident incident, Hints hints, LongConsumer progress) {
        return chain.decide(live.current(), incident, hints, progress).judgement();
    }

    @Override
    public Deliberation deliberate(Incident incident, Hints hints) {
        return chain.decide(live.current(), incident, hints, _ -> {}).deliberation();
    }

    @Override
    public Why why(Incident incident, Hints hints, String pattern) {
        return chain.why(live.current(), incident, hints, pattern);
    }

    @Override
    public Judgement explainSignals(List<Signal> signals) {
        return chain.decide(live.current(), signals).judgement();
    }

    @Override
    public Explainer by(String version) {
        Edition current = live.current();
        Edition edition = version.equals(current.knowledge().version()) ? current : versions.edition(version);
        return new Pinned(edition, this);
    }

    /// Explains by one version, whatever comes into force meanwhile.
    private record Pinned(Edition edition, LiveExplainer live) implements Explainer {
        @Override
        public Judgement explain(Incident incident, Hints hints, LongConsumer progress) {
            return live.chain.decide(edition, incident, hints, progress).judgement();
        }

        @Override
        public Deliberation deliberate(Incident incident, Hints hints) {
            return live.chain.decide(edition, incident, hints, _ -> {}).deliberation();
        }

        @Override
        public Why why(Incident incident, Hints hints, String pattern) {
            return live.chain.why(edition, incident, hints, pattern);
        }

        @Override
        public Judgement explainSignals(List<Signal> signals) {
            return live.chain.decide(edition, signals).judgement();
        }

        @Override
        public Knowledge knowledge() {
            return live.knowledge();
        }

        @Override
        public List<CatalogueProblem> check(Map<String, String> edits) {
            return live.check(edits);
        }
    }

    @Override
    public List<KeptVersion> versions() {
        return versions.list(live.current().knowledge().version());
    }

    @Override
    public KeptVersion version(String version) {
        return versions.find(version, live.current().knowledge().version());
    }

    @Override
    public void keep() {
        versions.store(live.current());
    }

    @Override
    public Library library() {
        Edition edition = live.current();
        return new Library(
                edition.knowledge().rules().sources(),
                Edition.recipes(edition.knowledge().files()).titles());
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
                status.failed(),
                status.lastTook());
    }

    @Override
    public List<CatalogueProblem> check(Map<String, String> edits) {
        return ExplainError.check(live.current().knowledge().files(), edits);
    }

    @Override
    public void close() {
        closing.run();
    }
}
