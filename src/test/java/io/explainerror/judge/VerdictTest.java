package io.explainerror.judge;

import static io.explainerror.model.Verdict.CONFIRMED;
import static io.explainerror.model.Verdict.INCONCLUSIVE;
import static io.explainerror.model.Verdict.LIKELY;
import static io.explainerror.model.Verdict.POSSIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.Firing;
import io.explainerror.model.Judgement;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How sure is sure.
class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        // pattern, confidence, margin, groups, completeness, verdict
        "pool,    0.85, 0.50, 2, 0.20, CONFIRMED",
        "pool,    0.84, 0.50, 2, 0.20, LIKELY",
        "pool,    0.85, 0.49, 2, 0.20, LIKELY",
        "pool,    0.99, 0.98, 1, 1.00, LIKELY",
        "pool,    0.99, 0.98, 2, 0.19, LIKELY",
        "pool,    0.60, 0.25, 1, 0.00, LIKELY",
        "pool,    0.59, 0.25, 1, 0.00, POSSIBLE",
        "pool,    0.60, 0.24, 1, 0.00, POSSIBLE",
        "pool,    0.99, 0.98, 0, 1.00, POSSIBLE",
        "pool,    0.35, 0.00, 1, 0.00, POSSIBLE",
        "pool,    0.34, 0.30, 3, 1.00, INCONCLUSIVE",
        "unknown, 0.99, 0.98, 3, 1.00, POSSIBLE",
        "unknown, 0.34, 0.10, 3, 1.00, INCONCLUSIVE",
        "healthy, 0.99, 0.98, 2, 1.00, CONFIRMED",
    })
    void needsConfidenceMarginAndIndependentEvidence(
            String pattern, double confidence, double margin, int groups, double completeness, Verdict verdict) {
        assertThat(Thresholds.verdict(pattern, confidence, margin, groups, completeness))
                .isEqualTo(verdict);
    }

    @Test
    void twoIndependentFactsConfirm() {
        CaseBuilder incident = new CaseBuilder().pattern("pool", 0);
        incident.fires(incident.rule("a", "pool", 3), "checkout").fires(incident.rule("b", "pool", 2), "checkout");

        assertThat(incident.judged().verdict()).isEqualTo(CONFIRMED);
    }

    @Test
    void twoRulesAboutTheSameFactDoNot() {
        CaseBuilder incident = new CaseBuilder().pattern("pool", 0);
        incident.fires(incident.rule("a", "pool", 5, "fact", "a", ""), "checkout")
                .fires(incident.rule("b", "pool", 5, "fact", "b", ""), "checkout");

        assertThat(incident.judged().verdict()).isEqualTo(LIKELY);
    }

    @Test
    void aStrongPriorAloneIsNoFinding() {
        assertThat(new CaseBuilder().pattern("healthy", 9).judged().verdict()).isEqualTo(POSSIBLE);
    }

    @Test
    void manyEqualSuspectsAreInconclusive() {
        CaseBuilder incident = new CaseBuilder().pattern("a", 1).pattern("b", 1).pattern("c", 1);

        Judgement judgement = incident.judged();

        assertThat(judgement.verdict()).isEqualTo(INCONCLUSIVE);
        assertThat(judgement.summary()).startsWith("Not clear; first guess: Title of a");
    }

    @Test
    void completenessIsTheShareOfTheSupportingWeightByGroup() {
        CaseBuilder incident = new CaseBuilder().pattern("pool", 0);
        RuleInfo weak = incident.rule("weak", "pool", 1, "one", "", "");
        incident.rule("strong", "pool", 2, "one", "", "");
        incident.rule("other", "pool", 2, "two", "", "");
        incident.rule("against", "pool", -5, "three", "", "");
        incident.fires(new Firing(weak, "checkout", "", List.of()));

        assertThat(incident.judged().stats()).containsEntry("completeness", 0.25);
    }
}
