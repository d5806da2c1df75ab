package io.explainerror.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.explainerror.rules.RuleChanges;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private final Difference difference = Differences.sample();

    @Test
    void incidents_are_answered_otherwise_or_as_before_but_less_surely_or_as_before() {
        assertThat(difference.otherAnswers())
                .extracting(pair -> pair.before().id(), Difference.Pair::effect)
                .containsExactly(tuple("inc-1", "now right"));
        assertThat(difference.otherConfidences())
                .extracting(pair -> pair.before().id(), Difference.Pair::effect)
                .containsExactly(tuple("inc-2", "still right"));
    }

    @Test
    void people_read_what_changed_and_what_becomes_of_the_scores() {
        assertThat(DifferenceText.plain(difference)).isEqualTo("""
                Rules aaaaaaaa -> bbbbbbbb
                  changed waits: weight 1.6 -> 2.1 (patterns/pool.drl:5)
                  added recognisers/http.yaml

                Judgements
                  inc-1: unknown in checkout LIKELY 0.40 -> connection-pool-exhaustion in checkout LIKELY 0.90 (now right)
                  inc-2: connection-pool-exhaustion in checkout LIKELY 0.90 -> 0.70 (still right)
                  of 3 incidents 1 are answered otherwise, 1 as before but more or less surely, 1 as before

                Scores
                                                 before     after    change
                  pattern right                  33.3 %    66.7 %     +33.3
                  service right                 100.0 %   100.0 %
                  both right                     33.3 %    66.7 %     +33.3
                  right pattern among three      33.3 %    66.7 %     +33.3
                  false alarms                        0         0
                  answered unknown               33.3 %     0.0 %     -33.3
                  Brier score                    0.3267    0.3045   -0.0221
                  calibration error              0.4000    0.3673   -0.0327
                """);
    }

    @Test
    void markdown_has_headings_lists_and_a_table() {
        assertThat(DifferenceText.markdown(difference))
                .startsWith("## Rules aaaaaaaa -> bbbbbbbb\n\n- changed waits: weight 1.6 -> 2.1")
                .contains("\n|  | before | after | change |\n| --- | --- | --- | --- |\n")
                .contains("| both right | 33.3 % | 66.7 % | +33.3 |");
    }

    @Test
    void programs_read_versions_rules_judgements_and_scores() throws Exception {
        JsonNode json = new ObjectMapper().readTree(DifferenceJson.render(difference));

        assertThat(json.at("/before").asText()).isEqualTo("aaaaaaaa1111");
        assertThat(json.at("/rules/0/kind").asText()).isEqualTo("changed");
        assertThat(json.at("/rules/0/what/0").asText()).isEqualTo("weight 1.6 -> 2.1");
        assertThat(json.at("/files/0/name").asText()).isEqualTo("recognisers/http.yaml");
        assertThat(json.at("/incidents").asInt()).isEqualTo(3);
        assertThat(json.at("/judgements")).hasSize(2);
        assertThat(json.at("/judgements/0/before/pattern").asText()).isEqualTo("unknown");
        assertThat(json.at("/judgements/0/after/right").asBoolean()).isTrue();
        assertThat(json.at("/judgements/0/effect").asText()).isEqualTo("now right");
        assertThat(json.at("/scores/before/both").asDouble()).isEqualTo(0.3333);
        assertThat(json.at("/scores/after/brier").asDouble()).isPositive();
    }

    @Test
    void nothing_changed_is_said_too() {
        List<Difference.Pair> same = difference.pairs().stream()
                .map(pair -> new Difference.Pair(pair.before(), pair.before()))
                .toList();

        assertThat(DifferenceText.plain(
                        new Difference("aaaaaaaa", "aaaaaaaa", new RuleChanges(List.of(), List.of()), same)))
                .contains("  no rule changed\n", "of 3 incidents 0 are answered otherwise")
                .doesNotContain("+", "->  ");
    }
}
