package io.explainerror.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.explainerror.model.Judgement;
import io.explainerror.model.RuleInfo;
import org.junit.jupiter.api.Test;

/// Root before symptom.
class CausalLinksTest {
    private final CaseBuilder incident =
            new CaseBuilder().pattern("slow-query", 0).pattern("pool", 0).pattern("timeouts", 0);

    private CaseBuilder evidence(String pattern, String service, double weight) {
        RuleInfo rule = incident.rule("rule of " + pattern + " in " + service, pattern, weight);
        return incident.fires(rule, service);
    }

    @Test
    void theCauseWinsOverTheStrongerSymptom() {
        evidence("slow-query", "db", 2.1);
        evidence("pool", "checkout", 4.2);
        incident.link("slow statements hold connections", 2.1, "slow-query", "db", "pool", "checkout");

        Judgement judgement = incident.judged();

        assertThat(judgement.pattern()).isEqualTo("slow-query");
        assertThat(judgement.service()).isEqualTo("db");
        assertThat(judgement.stats().get("score")).isCloseTo(4, within(1e-12));
        assertThat(judgement.chain())
                .containsExactly(
                        new Judgement.ChainLink("slow-query", "db", "db shows rule of slow-query in db"),
                        new Judgement.ChainLink("pool", "checkout", "slow-query in db brings about pool"));
    }

    @Test
    void whatACauseExplainsSpeaksAgainstTheSymptom() {
        evidence("slow-query", "db", 1.05);
        evidence("pool", "checkout", 5);
        incident.link("slow statements hold connections", 1.05, "slow-query", "db", "pool", "checkout");

        Judgement judgement = incident.judged();

        assertThat(judgement.pattern()).isEqualTo("pool");
        assertThat(judgement.against()).singleElement().satisfies(against -> {
            assertThat(against.says()).isEqualTo("explained by slow-query in db: slow-query in db brings about pool");
            assertThat(against.weight()).isEqualTo(-1.0);
        });
    }

    @Test
    void aCauseWithoutEvidenceOfItsOwnExplainsNothing() {
        evidence("slow-query", "db", 1.0);
        evidence("pool", "checkout", 3);
        incident.link("slow statements hold connections", 3, "slow-query", "db", "pool", "checkout");

        assertThat(incident.judged().pattern()).isEqualTo("pool");
        assertThat(incident.judged().against()).isEmpty();
    }

    @Test
    void anEffectThatIsNotInEvidenceGivesItsCauseNothing() {
        evidence("slow-query", "db", 2.1);
        incident.link("slow statements hold connections", 3, "slow-query", "db", "pool", "checkout");

        assertThat(incident.judged().stats().get("score")).isCloseTo(2, within(1e-12));
        assertThat(incident.judged().chain()).isEmpty();
    }

    @Test
    void anExplainedSymptomLosesItsEvidenceAndNoMore() {
        evidence("slow-query", "db", 2.1);
        evidence("pool", "checkout", 1.05);
        incident.link("slow statements hold connections", 4.2, "slow-query", "db", "pool", "checkout");

        assertThat(incident.judged().stats().get("score"))
                .as("2 of its own, 1 of the pool's")
                .isCloseTo(3, within(1e-12));
    }

    @Test
    void severalLinksFromOneCauseToOneEffectCountOnce() {
        evidence("slow-query", "db", 2.1);
        evidence("pool", "checkout", 4.2);
        evidence("pool", "payments", 4.2);
        incident.link("a", 2.1, "slow-query", "db", "pool", "checkout")
                .link("b", 1.05, "slow-query", "db", "pool", "checkout")
                .link("a", 2.1, "slow-query", "db", "pool", "payments");

        assertThat(incident.judged().pattern()).isEqualTo("slow-query");
        assertThat(incident.judged().stats().get("score")).isCloseTo(4, within(1e-12));
    }

    @Test
    void theChainDoesNotSkipWhatLiesBetween() {
        evidence("slow-query", "db", 3);
        evidence("pool", "checkout", 2);
        evidence("timeouts", "gateway", 2);
        incident.link("direct", 2, "slow-query", "db", "timeouts", "gateway")
                .link("first", 1.5, "slow-query", "db", "pool", "checkout")
                .link("second", 1.5, "pool", "checkout", "timeouts", "gateway");

        assertThat(incident.judged().chain())
                .extracting(Judgement.ChainLink::pattern)
                .containsExactly("slow-query", "pool", "timeouts");
    }

    @Test
    void aCycleEndsWhereItBegan() {
        evidence("slow-query", "db", 3);
        evidence("pool", "checkout", 2);
        incident.link("there", 2, "slow-query", "db", "pool", "checkout")
                .link("and back", 1, "pool", "checkout", "slow-query", "db")
                .link("itself", 1, "pool", "checkout", "pool", "checkout");

        assertThat(incident.judged().chain())
                .extracting(Judgement.ChainLink::pattern)
                .containsExactly("slow-query", "pool");
    }
}
