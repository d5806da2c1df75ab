package io.explainerror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.ExplainError;
import io.explainerror.Explainer;
import io.explainerror.model.Change;
import io.explainerror.model.Judgement;
import io.explainerror.model.Pattern;
import io.explainerror.model.Pattern.Action;
import io.explainerror.model.RetryRatio;
import io.explainerror.model.Saturation;
import io.explainerror.model.Signal;
import io.explainerror.model.Symptom;
import io.explainerror.ruletest.Outcome;
import io.explainerror.ruletest.Repository;
import io.explainerror.ruletest.RuleTest.Situation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No advice makes it worse: neither what the catalogue holds, nor what a judgement picks from it.
class AdviceTest {
    /// Patterns in which each repeated attempt is more of what hurts.
    private static final Set<String> RETRIES_HURT = Set.of(
            "retry-amplification",
            "metastable-overload",
            "connection-pool-exhaustion",
            "connection-leak",
            "database-connection-limit",
            "thread-pool-exhaustion",
            "load-surge",
            "rate-limited",
            "cache-stampede",
            "poison-message");

    private static final Explainer EXPLAINER = new ExplainError().open(Repository.SOURCE);

    @AfterAll
    static void close() {
        EXPLAINER.close();
    }

    static List<Pattern> patterns() {
        return EXPLAINER.knowledge().patterns();
    }

    static Stream<Pattern> patternsThatRetriesHurt() {
        return patterns().stream().filter(pattern -> RETRIES_HURT.contains(pattern.id()));
    }

    static List<Outcome> outcomes() {
        return Repository.run().outcomes();
    }

    static Stream<Outcome> outcomesUnderRetriesOrWithoutConnections() {
        return outcomes().stream()
                .filter(o -> holds(o, AdviceTest::retriesAmplify) || holds(o, AdviceTest::poolIsExhausted));
    }

    static Stream<Outcome> outcomesAtTheLimitOfADatabase() {
        return outcomes().stream().filter(o -> holds(o, AdviceTest::databaseLimitBinds));
    }

    static Stream<Outcome> outcomesWithoutASupportedChange() {
        return outcomes().stream()
                .filter(o -> o.test().situation() instanceof Situation.Written)
                .filter(o -> !holds(o, signal -> signal instanceof Change change && change.supported()));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void noActionIsWhatThePatternForbids(Pattern pattern) {
        assertThat(forbiddenAdvice(pattern.actions(), pattern.avoid())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("patternsThatRetriesHurt")
    void nobodyIsToldToRetryWhereRetriesHurt(Pattern pattern) {
        assertThat(pattern.actions()).noneMatch(advises(Family.RETRY));
    }

    @Test
    void everyPatternThatRetriesHurtExists() {
        assertThat(patterns()).extracting(Pattern::id).containsAll(RETRIES_HURT);
    }

    @Test
    void retriesAreForbiddenWhereTheyAreTheLoad() {
        assertThat(patterns())
                .filteredOn(pattern -> Set.of("retry-amplification", "metastable-overload", "rate-limited")
                        .contains(pattern.id()))
                .hasSize(3)
                .allSatisfy(pattern -> assertThat(forbidden(pattern.avoid())).contains(Family.RETRY));
    }

    @Test
    void programsMayRetryOnlyWhereNothingIsWrong() {
        assertThat(patterns())
                .filteredOn(pattern -> pattern.triage().actionSignal().contains("auto_retry"))
                .extracting(Pattern::id)
                .containsExactly(Pattern.HEALTHY);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void rollingBackNeedsASupportedChange(Pattern pattern) {
        assertThat(pattern.actions())
                .filteredOn(advises(Family.ROLL_BACK))
                .allSatisfy(action -> assertThat(action.needs()).isEqualTo(Steps.SUPPORTED_CHANGE));
    }

    @Test
    void nobodyIsToldToScaleWhileADatabaseLimitBinds() {
        assertThat(patterns())
                .filteredOn(pattern -> pattern.id().equals("database-connection-limit"))
                .singleElement()
                .satisfies(pattern -> assertThat(pattern.actions())
                        .isNotEmpty()
                        .noneMatch(advises(Family.SCALE).or(advises(Family.ENLARGE_POOL))));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void noJudgementAdvisesWhatItForbids(Outcome outcome) {
        Judgement judgement = judgement(outcome);

        assertThat(forbiddenAdvice(judgement.actions(), judgement.avoid())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("outcomesUnderRetriesOrWithoutConnections")
    void noJudgementAdvisesRetriesWhileTheyAmplifyOrAPoolIsExhausted(Outcome outcome) {
        assertThat(judgement(outcome).actions()).noneMatch(advises(Family.RETRY));
    }

    @ParameterizedTest
    @MethodSource("outcomesAtTheLimitOfADatabase")
    void noJudgementAdvisesMoreOfAnythingWhileADatabaseLimitBinds(Outcome outcome) {
        assertThat(judgement(outcome).actions()).noneMatch(advises(Family.SCALE).or(advises(Family.ENLARGE_POOL)));
    }

    @ParameterizedTest
    @MethodSource("outcomesWithoutASupportedChange")
    void noJudgementAdvisesToUndoAChangeThatNothingSupports(Outcome outcome) {
        assertThat(judgement(outcome).actions()).noneMatch(advises(Family.ROLL_BACK));
    }

    private static boolean retriesAmplify(Signal signal) {
        return signal instanceof RetryRatio retry && retry.during() >= 2;
    }

    private static boolean poolIsExhausted(Signal signal) {
        return signal instanceof Symptom symptom
                        && symptom.isGrows()
                        && Set.of("pool.acquire-timeout", "pool.exhausted").contains(symptom.kind())
                || signal instanceof Saturation saturation
                        && saturation.resource().equals("db-pool")
                        && saturation.isFull();
    }

    private static boolean databaseLimitBinds(Signal signal) {
        return signal instanceof Symptom symptom
                && symptom.isGrows()
                && symptom.kind().equals("db.too-many-connections");
    }

    private static boolean holds(Outcome outcome, Predicate<Signal> what) {
        return outcome.test().situation() instanceof Situation.Written written
                && written.signals().stream().anyMatch(what);
    }

    private static Judgement judgement(Outcome outcome) {
        return outcome.judgement().orElseThrow();
    }

    private static Predicate<Action> advises(Family family) {
        return action -> Family.advisedBy(action.does()).contains(family);
    }

    private static Set<Family> forbiddenAdvice(Collection<Action> actions, Collection<Pattern.Avoid> avoid) {
        Set<Family> both = all(actions.stream().map(action -> Family.advisedBy(action.does())));
        both.retainAll(forbidden(avoid));
        return both;
    }

    private static Set<Family> forbidden(Collection<Pattern.Avoid> avoid) {
        return all(avoid.stream().map(step -> Family.forbiddenBy(step.dont())));
    }

    private static Set<Family> all(Stream<Set<Family>> sets) {
        Set<Family> all = EnumSet.noneOf(Family.class);
        sets.forEach(all::addAll);
        return all;
    }
}
