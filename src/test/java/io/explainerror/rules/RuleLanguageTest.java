package io.explainerror.rules;

import static io.explainerror.rules.Sample.folder;
import static io.explainerror.rules.Sample.latency;
import static io.explainerror.rules.Sample.onset;
import static io.explainerror.rules.Sample.saturation;
import static io.explainerror.rules.Sample.symptom;
import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What rule authors may write: every line here is accepted and holds for the same few signals.
class RuleLanguageTest {
    private static final List<Signal> FACTS = List.of(
            symptom("pool.acquire-timeout", "checkout", "orders-db", 214),
            symptom("retry.attempt", "checkout", "payments", 14),
            latency("orders-db", 4, 5),
            latency("payments", 4, 4000),
            saturation("checkout", "cpu", 0.97),
            onset());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind == \"pool.acquire-timeout\"",
                "kind == 'pool.acquire-timeout'",
                "kind != \"retry.attempt\"",
                "kind in ( \"pool.acquire-timeout\", \"retry.attempt\" ), peer == \"orders-db\"",
                "kind not in ( \"retry.attempt\" )",
                "kind == \"pool.acquire-timeout\" || kind == \"call.read-timeout\"",
                "kind matches \"pool\\\\..*\"",
                "kind str[startsWith] \"pool.\"",
                "kind.startsWith(\"pool.\")",
                "peer contains \"db\"",
                "peer.length > 8",
                "peer.length() > 8",
                "grows, peer == \"orders-db\"",
                "grows == true, peer == \"orders-db\"",
                "!(during < 100)",
                "fresh && factor > 2 && (during > 200)",
                "during > 100 && factor < 300",
                "during > (2 * before) + 100",
                "during >= 200, before == 0",
                "during / 2 >= 100",
                "factor > 40",
                "factor() > 40",
                "isGrows(), peer != \"payments\"",
                "support >= 200",
                "phase == Phase.OWN_POOL, during > 100",
                "phase != Phase.CONNECT, during > 100",
                "number(\"waited_ms\") > 1000, during > 100",
                "value(\"waited_ms\") == \"30001\", during > 100",
                "captured[\"waited_ms\"] != null, during > 100",
                "$d : during, during == $d, during > 100",
                "during > 100, // a comment\n service != peer",
                "service == \"checkout\", ( during > 100 || peer == \"nobody\" )",
            })
    void a_constraint_on_a_symptom(String constraint) {
        assertThat(fired("$s : Symptom( " + constraint + ", $service : service )"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LatencyShift( service == $wait.peer, factor < 2 )",
                "LatencyShift( service == $db, !slower )",
                "LatencyShift( $db == service, during < before * 2 )",
                "not LatencyShift( service == $db, slower )",
                "exists LatencyShift( service == $db )",
                "not ( LatencyShift( service == $db, slower ) and Saturation( service == $service ) )",
                "( LatencyShift( service == $db ) or Saturation( service == $db ) )",
                "Saturation( service == $service, full, resource == \"cpu\" )",
                "Saturation( service in ( $service, $db ), during > 0.9 )",
                "Saturation( service == $db || service == $service )",
                "OnsetFound( baseline > 0 )",
                "LatencyShift( slower, service != $db )",
                "Signal( service == $db )",
                "accumulate( Symptom( service == $service, $d : during ); $sum : sum( $d ), $n : count( $d ); $sum > 200, $n == 2 )",
                "Number( intValue > 1 ) from accumulate( $y : Symptom( service == $service ), count( $y ) )",
                "Number( this > 100 ) from accumulate( Symptom( service == $service, $d : during ), max( $d ) )",
                "$all : java.util.List( size > 1 ) from collect( Symptom( service == $service ) )",
                "forall( $x : LatencyShift( service == $db ) LatencyShift( this == $x, factor < 2 ) )",
            })
    void a_second_condition(String condition) {
        assertThat(fired(
                        "$wait : Symptom( kind == \"pool.acquire-timeout\", $service : service, $db : peer )",
                        condition))
                .isEqualTo(1);
    }

    @Test
    void every_property_of_every_fact_type_can_be_bound() {
        List<String> rules = FactTypes.ALL.stream()
                .flatMap(type -> FactTypes.properties(type).keySet().stream()
                        .map(property -> Sample.rule(
                                type.getSimpleName() + "." + property,
                                "$x : " + type.getSimpleName() + "( $value : " + property + ", $service : service )")))
                .toList();
        RuleBase base = RuleBase.compile(folder(rules.toArray(String[]::new)));

        Testimony testimony = base.fire(new SampleFacts(Words.of(folder(), new Problems())).all());

        assertThat(base.rules()).hasSizeGreaterThan(90);
        assertThat(testimony.firings().stream()
                        .map(firing -> firing.rule().name())
                        .distinct())
                .hasSameSizeAs(base.rules());
    }

    @Test
    void the_fact_types_are_all_signals_there_are() {
        assertThat(FactTypes.ALL).contains(Signal.class).containsAll(List.of(Signal.class.getPermittedSubclasses()));
    }

    @Test
    void a_fact_may_be_blamed_instead_of_a_service() {
        RuleBase base = RuleBase.compile(folder(Sample.saying(
                "fact", "1", "{service}", "judge.supports( drools, $wait );", "$wait : Symptom( during > 100 )")));

        assertThat(base.fire(FACTS).firings())
                .singleElement()
                .extracting(firing -> firing.service())
                .isEqualTo("checkout");
    }

    private static int fired(String... conditions) {
        return RuleBase.compile(folder(Sample.rule("good", conditions)))
                .fire(FACTS)
                .firings()
                .size();
    }
}
