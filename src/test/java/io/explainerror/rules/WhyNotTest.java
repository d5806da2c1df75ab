package io.explainerror.rules;

import static io.explainerror.rules.Sample.folder;
import static io.explainerror.rules.Sample.latency;
import static io.explainerror.rules.Sample.rule;
import static io.explainerror.rules.Sample.saturation;
import static io.explainerror.rules.Sample.symptom;
import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.Signal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WhyNotTest {
    private static final Signal WAITS = symptom("pool.acquire-timeout", "checkout", "db", 40);

    private static Why why(RuleFiles files, Signal... signals) {
        Knowledge knowledge = Knowledge.compile(files);
        List<Signal> facts = List.of(signals);
        return knowledge.why(
                "connection-pool-exhaustion", facts, knowledge.rules().fire(facts));
    }

    private static Why.Gap gap(RuleFiles files, Signal... signals) {
        return why(files, signals).trials().getFirst().gap().orElseThrow();
    }

    @Test
    void theFirstConditionWithoutAMatchIsNamedAndTheNearestFactShown() {
        RuleFiles files = folder(rule(
                "slow",
                "$w : Symptom( grows, $service : service, $db : peer )",
                "LatencyShift( service == $db,",
                "    factor() > 3 )",
                "Saturation( full )"));

        Why.Gap gap = gap(files, WAITS, latency("db", 10, 14), latency("db", 10, 12), latency("other", 10, 900));

        assertThat(gap.number()).isEqualTo(2);
        assertThat(gap.condition()).isEqualTo("LatencyShift( service == $db, factor() > 3 )");
        assertThat(gap.near()).isEqualTo("factor() > 3: the highest was 1.4");
        assertThat(gap.nearest()).contains(latency("db", 10, 14));
    }

    @Test
    void whatMustNotBeThereIsShown() {
        RuleFiles files = folder(rule(
                "fast", "$w : Symptom( grows, $service : service, $db : peer )", "not LatencyShift( service == $db )"));

        Why.Gap gap = gap(files, WAITS, latency("db", 10, 14));

        assertThat(gap.number()).isEqualTo(2);
        assertThat(gap.near()).isEqualTo("must not be there");
        assertThat(gap.nearest()).contains(latency("db", 10, 14));
    }

    @Test
    void aFactOfAnotherKindDoesNotComeNear() {
        RuleFiles files = folder(rule("retries", "Symptom( kind == \"retry.attempt\", $service : service )"));

        assertThat(gap(files, WAITS).near()).isEqualTo("none of the facts Symptom (1) is like that");
        assertThat(gap(files, WAITS).nearest()).isEmpty();
        assertThat(gap(files, saturation("checkout", "db-pool", 1)).near()).isEqualTo("there is no Symptom");
    }

    @Test
    void aRuleThatFiredSaysSoAndStandsFirst() {
        RuleFiles files = folder(
                rule("silent", "Saturation( full, $service : service )"),
                rule("waits", "Symptom( grows, $service : service )"));

        Why why = why(files, WAITS);

        assertThat(why.trials()).extracting(trial -> trial.rule().name()).containsExactly("waits", "silent");
        assertThat(why.trials()).extracting(Why.Trial::fired).containsExactly(true, false);
        assertThat(Objects.requireNonNull(why.trials().getFirst()).says())
                .containsExactly(new Why.Said("checkout", "checkout waits"));
    }

    @Test
    void conditionsThatMultiplyAreAskedForMatchesAndNotForAll() {
        RuleFiles files = folder(rule(
                "chain",
                "$a : Symptom( $service : service )",
                "$b : Symptom( service == $service )",
                "$c : Symptom( service == $service )",
                "Saturation( service == $service, full )"));
        Signal[] many = new Signal[60];
        for (int i = 0; i < many.length; i++) {
            many[i] = symptom("pool.acquire-timeout", "checkout", "db-" + i, i + 1);
        }

        assertThat(gap(files, many).number()).isEqualTo(4);
    }
}
