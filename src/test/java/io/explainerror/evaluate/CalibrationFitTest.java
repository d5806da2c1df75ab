package io.explainerror.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.explainerror.model.RuleInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {
    private static final RuleInfo FULL = rule("the disk is full", 1.5);
    private static final RuleInfo NEVER = rule("never fires", 1);

    private static RuleInfo rule(String name, double weight) {
        return new RuleInfo(name, "disk-full", weight, name, "says", "", "patterns/disk-full.drl", 1);
    }

    /// Answered `disk-full`, two log-odds ahead of `healthy`, whether or not it is right.
    private static Sample answered(boolean right, String group, String... fired) {
        Truth truth = new Truth(right ? "disk-full" : "healthy", "db", List.of(), List.of(group));
        return new Sample(
                truth, group, "disk-full", new TreeMap<>(Map.of("disk-full", 2.0, "healthy", 0.0)), Set.of(fired));
    }

    private static List<Sample> answers(int right, int wrong, String group) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < right + wrong; i++) {
            samples.add(answered(i < right, group));
        }
        return samples;
    }

    @Test
    void theGoldenSectionFindsTheBottomOfAValley() {
        assertThat(TemperatureFit.minimum(x -> (x - 1.3) * (x - 1.3), -4, 5)).isEqualTo(1.3, offset(1e-3));
        assertThat(TemperatureFit.minimum(x -> -x, 0, 2)).isEqualTo(2, offset(1e-3));
    }

    @Test
    void theFittedConfidenceIsTheShareOfRightAnswers() {
        // ln(0.75 / 0.25) = 2 / T gives T = 1.82
        assertThat(TemperatureFit.of(answers(750, 250, "java"))).isEqualTo(2 / Math.log(3), offset(0.01));
    }

    @Test
    void aFewRightAnswersDoNotMakeTheJudgeCertain() {
        double few = TemperatureFit.of(answers(5, 0, "java"));
        double many = TemperatureFit.of(answers(500, 0, "java"));

        assertThat(few).isBetween(0.5, 1.0);
        assertThat(many).isLessThan(few).isGreaterThanOrEqualTo(TemperatureFit.COLDEST);
    }

    @Test
    void withoutIncidentsTheTemperatureIsNeutral() {
        assertThat(TemperatureFit.of(List.of())).isEqualTo(1);
    }

    @Test
    void aFitMakesConfidencesTrueAndIsMeasuredOnGroupsThatItDidNotSee() {
        List<Sample> samples = new ArrayList<>(answers(60, 40, "java"));
        samples.addAll(answers(95, 5, "go"));

        CalibrationFit fit = CalibrationFit.of(samples, List.of(), 1);

        assertThat(fit.after().surprise()).isLessThan(fit.before().surprise());
        assertThat(fit.after().error()).isLessThan(fit.before().error());
        // go alone is surer than java alone, and each is judged as the other would have it
        assertThat(fit.groups().get("java")).isLessThan(fit.groups().get("go"));
        assertThat(fit.crossed().brier()).isGreaterThan(fit.after().brier());
    }

    @Test
    void aRuleThatFiresRightlyIsSuggestedAWeightAboveZeroAndOneThatFiresAnywhereNone() {
        List<Sample> samples = List.of(
                answered(true, "java", FULL.name()),
                answered(true, "java", FULL.name()),
                answered(false, "java"),
                answered(false, "go"));

        RuleRecord right = RuleRecord.of(FULL, samples);
        RuleRecord indifferent =
                RuleRecord.of(FULL, List.of(answered(true, "java", FULL.name()), answered(false, "java", FULL.name())));

        assertThat(right).extracting(RuleRecord::right, RuleRecord::wrong).containsExactly(2, 0);
        assertThat(right.suggested()).isEqualTo(Math.log((2.5 / 3) / (0.5 / 3)), offset(1e-9));
        assertThat(indifferent.suggested()).isZero();
    }

    @Test
    void bothFormsTellTheSame() throws IOException {
        CalibrationFit fit = CalibrationFit.of(
                List.of(answered(true, "java", FULL.name()), answered(false, "go")), List.of(FULL, NEVER), 1);

        JsonNode json = new ObjectMapper().readTree(CalibrationReport.json(fit));

        assertThat(json.get("fitted").asDouble()).isEqualTo(fit.fitted());
        assertThat(json.get("fittedWithout").fieldNames()).toIterable().containsExactly("go", "java");
        assertThat(json.at("/rules/0/rule").asText()).isEqualTo("the disk is full");
        assertThat(json.get("rules")).hasSize(1);
        assertThat(CalibrationReport.text(fit))
                .contains("1.000 is in force, %.3f fits 2 incidents best".formatted(fit.fitted()))
                .contains("fitted on the other groups");
    }
}
