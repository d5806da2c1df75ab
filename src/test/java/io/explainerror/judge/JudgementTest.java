package io.explainerror.judge;

import static io.explainerror.judge.CaseBuilder.ONSET;
import static io.explainerror.judge.CaseBuilder.line;
import static io.explainerror.judge.CaseBuilder.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.explainerror.model.Change;
import io.explainerror.model.Exemplars;
import io.explainerror.model.Firing;
import io.explainerror.model.Judgement;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.Pattern;
import io.explainerror.model.Pattern.Action;
import io.explainerror.model.Pattern.Avoid;
import io.explainerror.model.Phase;
import io.explainerror.model.Restart;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Symptom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a judgement says beside pattern and confidence.
class JudgementTest {
    private final CaseBuilder incident = new CaseBuilder();

    private static Pattern pattern(String id, List<Action> actions, List<Avoid> avoid) {
        return new Pattern(id, "Connection pool exhausted", "", 0, List.of(), actions, avoid);
    }

    private static Action action(String does) {
        return new Action(does, "why", "");
    }

    private static Change change(double secondsBeforeOnset, boolean supported) {
        return new Change(
                "checkout", "deploy", "2.1", "new price rules", secondsBeforeOnset, supported, Exemplars.NONE);
    }

    @Test
    void theSummaryIsOneSentence() {
        incident.pattern(pattern("pool", List.of(), List.of()));
        incident.fires(
                incident.rule("a", "pool", 3.15, "a", "callers wait while the database answers fast", ""), "checkout");

        assertThat(incident.judged().summary())
                .isEqualTo("Connection pool exhausted in checkout: callers wait while the database answers fast"
                        + " (confidence 0.96, likely)");
    }

    @Test
    void healthyIsNamedAsSuch() {
        incident.fires(incident.rule("calm", "healthy", 4, "calm", "nothing grew", ""), Firing.ANYWHERE);

        assertThat(incident.judged().summary())
                .isEqualTo("No incident to be seen: nothing grew (confidence 0.98, likely)");
    }

    @Test
    void evidenceIsListedStrongestFirstWithItsSignalsAndLines() {
        incident.pattern("pool", 0);
        incident.fires(incident.rule("weak", "pool", 1), "checkout")
                .fires(
                        incident.rule("strong", "pool", 2),
                        "checkout",
                        seen(214, "checkout", "orders-db", line(7, "a"), line(8, "b")))
                .fires(incident.rule("against a bit", "pool", -0.5), "checkout")
                .fires(incident.rule("against", "pool", -1), "checkout");

        Judgement judgement = incident.judged();

        assertThat(judgement.evidence()).extracting(Judgement.Evidence::rule).containsExactly("strong", "weak");
        assertThat(judgement.evidence().getFirst())
                .isEqualTo(new Judgement.Evidence(
                        "strong",
                        "pool",
                        1.99,
                        "checkout shows strong",
                        "checkout",
                        List.of("pool.acquire-timeout in checkout towards orders-db: 214, 0 before"),
                        List.of(line(7, "a"), line(8, "b"))));
        assertThat(judgement.against())
                .extracting(Judgement.Evidence::rule)
                .containsExactly("against", "against a bit");
    }

    @Test
    void rulesThatDidNotFireAreQuestions() {
        incident.pattern("pool", 0).pattern("slow", 0);
        incident.rule("pool metrics", "pool", 2, "metrics", "all connections of {service} are lent", "pool-wait");
        incident.rule("answers fast", "pool", 1, "speed", "{pool.peer} answers as fast as before", "database-latency");
        incident.rule("slow statements", "slow", 3, "slow", "statements of {service} are slow", "slow-statements");
        incident.rule("contradiction", "pool", -3);
        incident.rule("of a third pattern", "unknown", 3);
        incident.fires(incident.rule("waits", "pool", 2), "checkout").fires(incident.rule("b", "slow", 1), "db");

        Judgement judgement = incident.judged();

        assertThat(judgement.missing())
                .extracting(Judgement.Missing::says)
                .as("a sentence with gaps gives way to the rule's name")
                .containsExactly("statements of db are slow", "all connections of checkout are lent", "answers fast");
        assertThat(judgement.missing())
                .extracting(Judgement.Missing::recipe)
                .containsExactly("slow-statements", "pool-wait", "database-latency");
        assertThat(judgement.missing().get(0).confidenceIf()).isLessThan(judgement.confidence());
        assertThat(judgement.missing().get(1).confidenceIf()).isGreaterThan(judgement.confidence());
    }

    @Test
    void whatIfIsWhatHappensThen() {
        incident.pattern("pool", 0);
        RuleInfo asked = incident.rule("asked", "pool", 2);
        incident.fires(incident.rule("waits", "pool", 1), "checkout");
        double promised = incident.judged().missing().getFirst().confidenceIf();

        incident.fires(asked, "checkout");

        assertThat(incident.judged().confidence()).isCloseTo(promised, within(1e-12));
    }

    @Test
    void aQuestionOfAGroupAddsOnlyWhatTheGroupLacks() {
        incident.pattern("pool", 0);
        incident.rule("stronger", "pool", 3.15, "fact", "", "");
        incident.rule("weaker", "pool", 1, "fact", "", "");
        incident.fires(incident.rule("fired", "pool", 2.1, "fact", "", ""), "checkout");

        assertThat(incident.judged().missing()).singleElement().satisfies(missing -> {
            assertThat(missing.rule()).isEqualTo("stronger");
            assertThat(missing.weight()).isEqualTo(1.0);
        });
    }

    @Test
    void noMoreThanFiveQuestionsAreAsked() {
        incident.pattern("pool", 0);
        for (int i = 0; i < 9; i++) {
            incident.rule("rule " + i, "pool", 1 + i / 10.0);
        }

        assertThat(incident.fires(incident.rule("a", "pool", 1), "checkout")
                        .judged()
                        .missing())
                .extracting(Judgement.Missing::rule)
                .containsExactly("rule 8", "rule 7", "rule 6", "rule 5", "rule 4");
    }

    @Test
    void alternativesSpeakThroughTheirStrongestEvidence() {
        incident.pattern("pool", 0).pattern("slow", 0).pattern("far", -9);
        incident.fires(incident.rule("a", "pool", 3), "checkout")
                .fires(incident.rule("b", "slow", 1), "db")
                .fires(incident.rule("c", "slow", 2), "db");

        assertThat(incident.judged().alternatives())
                .extracting(Judgement.Alternative::pattern, Judgement.Alternative::service, Judgement.Alternative::says)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("slow", "db", "db shows c"),
                        org.assertj.core.groups.Tuple.tuple(
                                "healthy", "", "no rule speaks for it; only how common it is"),
                        org.assertj.core.groups.Tuple.tuple(
                                "unknown", "", "no rule speaks for it; only how common it is"));
    }

    @Test
    void stepsNameTheServiceAndThePeerOfTheEvidence() {
        incident.pattern(pattern(
                "pool",
                List.of(action("Look at {peer} from {service}")),
                List.of(new Avoid("Restart {peer}", "{service} waits anyway"))));
        incident.fires(
                incident.rule("a", "pool", 3),
                "checkout",
                seen(9, "checkout", "orders-db"),
                seen(8, "checkout", "cache"),
                seen(7, "checkout", "orders-db"));

        assertThat(incident.judged().actions()).containsExactly(action("Look at orders-db from checkout"));
        assertThat(incident.judged().avoid()).containsExactly(new Avoid("Restart orders-db", "checkout waits anyway"));
    }

    @Test
    void aRollBackIsOfferedOnlyWhenTheIncidentSpeaksForTheChange() {
        incident.pattern(
                pattern("pool", List.of(new Action("Roll {service} back", "why", "supported-change")), List.of()));
        incident.fires(incident.rule("a", "pool", 3), "checkout").signal(change(60, false));

        assertThat(incident.judged().actions()).isEmpty();
        assertThat(incident.signal(change(60, true)).judged().actions())
                .extracting(Action::does)
                .containsExactly("Roll checkout back");
    }

    @Test
    void anActionThatAnEffectForbidsIsNotOffered() {
        incident.pattern(pattern("slow", List.of(action("Retry the call"), action("Stop the retries")), List.of()))
                .pattern(pattern("retries", List.of(), List.of(new Avoid("Do not retry more", "it multiplies"))));
        incident.fires(incident.rule("a", "slow", 3), "payments").fires(incident.rule("b", "retries", 2), "checkout");
        incident.link("callers retry", 1, "slow", "payments", "retries", "checkout");

        assertThat(incident.judged().actions()).extracting(Action::does).containsExactly("Stop the retries");
        assertThat(incident.judged().avoid()).extracting(Avoid::dont).containsExactly("Do not retry more");
    }

    @Test
    void theTimelineTellsRestartsAndWhenTheEvidenceWasFirstSeen() {
        CaseBuilder incident = new CaseBuilder().pattern("pool", -1);
        Symptom waits = since(10, seen(9, "checkout", "orders-db"));
        Symptom old =
                new Symptom("call.read-timeout", Phase.FIRST_BYTE, "checkout", "", 3, 90, 1, 30, Map.of(), shown(20));
        incident.fires(incident.rule("waits", "pool", 2), "checkout", waits, old)
                .signal(new Restart("orders-db", 3, 2, shown(-5)))
                .signal(since(1, seen(7, "bystander", "")));

        assertThat(incident.judged().timeline())
                .extracting(entry -> entry.time() + " " + entry.service() + ": " + entry.says())
                .containsExactly(
                        "2026-03-01T09:59:55Z orders-db: fails to start or ends, the first of 3 times",
                        "2026-03-01T10:00:00Z : onset",
                        "2026-03-01T10:00:10Z checkout: first pool.acquire-timeout towards orders-db, 9 times");
    }

    private static Symptom since(long seconds, Symptom symptom) {
        return new Symptom(
                symptom.kind(),
                symptom.phase(),
                symptom.service(),
                symptom.peer(),
                symptom.before(),
                symptom.during(),
                symptom.beforeRate(),
                symptom.duringRate(),
                symptom.captured(),
                shown(seconds));
    }

    private static Exemplars shown(long seconds) {
        return new Exemplars(List.of(), Optional.of(CaseBuilder.ONSET.plusSeconds(seconds)));
    }

    @Test
    void theTimelineShowsOnsetAndChangesInOrder() {
        incident.signal(new OnsetFound(ONSET, "errors", 60, 120, Exemplars.NONE))
                .signal(change(90, true))
                .signal(change(-20, false))
                .signal(change(7200, false));

        assertThat(incident.judged().timeline())
                .containsExactly(
                        new Judgement.TimelineEntry(
                                ONSET.minusSeconds(90),
                                "checkout",
                                "deploy 2.1: new price rules (the incident speaks for it)"),
                        new Judgement.TimelineEntry(ONSET, "", "onset, found from errors"),
                        new Judgement.TimelineEntry(
                                ONSET.plusSeconds(20),
                                "checkout",
                                "deploy 2.1: new price rules (nearby, not supported)"));
    }
}
