package io.explainerror.rules;

import static io.explainerror.rules.Sample.folder;
import static io.explainerror.rules.Sample.latency;
import static io.explainerror.rules.Sample.symptom;
import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.Firing;
import io.explainerror.model.Link;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleBaseTest {
    private static final String WAITS = """
            rule "callers wait for a connection while the database answers fast"
                @pattern( "connection-pool-exhaustion" ) @weight( 1.6 ) @group( "database-speed" )
                @says( "{service} waits for its own pool while {wait.peer} answers as fast as before" )
                @ask( "database-latency" )
            when
                $wait : Symptom( kind == "pool.acquire-timeout", grows, $service : service, $db : peer )
                not LatencyShift( service == $db, factor > 1.5 )
            then
                judge.supports( drools, $service );
            end
            """;

    @Test
    void a_rule_that_matches_fires_with_its_sentence_and_its_signals() {
        Signal wait = symptom("pool.acquire-timeout", "checkout", "orders-db", 214);

        Testimony testimony = RuleBase.compile(folder(WAITS)).fire(List.of(wait, latency("orders-db", 4, 5)));

        assertThat(testimony.firings()).hasSize(1);
        Firing firing = testimony.firings().getFirst();
        assertThat(firing.service()).isEqualTo("checkout");
        assertThat(firing.says())
                .isEqualTo("checkout waits for its own pool while orders-db answers as fast as before");
        assertThat(firing.signals()).containsExactly(wait);
        assertThat(firing.rule())
                .isEqualTo(new RuleInfo(
                        "callers wait for a connection while the database answers fast",
                        "connection-pool-exhaustion",
                        1.6,
                        "database-speed",
                        "{service} waits for its own pool while {wait.peer} answers as fast as before",
                        "database-latency",
                        "patterns/connection-pool-exhaustion.drl",
                        5));
    }

    @Test
    void a_rule_whose_conditions_do_not_hold_stays_silent() {
        Testimony testimony = RuleBase.compile(folder(WAITS))
                .fire(List.of(
                        symptom("pool.acquire-timeout", "checkout", "orders-db", 214), latency("orders-db", 4, 400)));

        assertThat(testimony.firings()).isEmpty();
    }

    @Test
    void a_rule_with_a_negative_weight_speaks_against_its_pattern_wherever_it_is_suspected() {
        RuleBase base = RuleBase.compile(folder(Sample.saying(
                "nobody waits",
                "-1.2",
                "no pool is empty",
                "judge.contradicts( drools );",
                "not Symptom( kind == \"pool.acquire-timeout\" )")));

        assertThat(base.fire(List.of()).firings()).singleElement().satisfies(firing -> {
            assertThat(firing.service()).isEqualTo(Firing.ANYWHERE);
            assertThat(firing.rule().weight()).isEqualTo(-1.2);
            assertThat(firing.rule().group()).isEqualTo("nobody waits");
            assertThat(firing.signals()).isEmpty();
        });
    }

    @Test
    void a_weight_may_stand_in_quotes() {
        RuleBase base = RuleBase.compile(folder(Sample.saying(
                "quoted", "\"-0.5\"", "no pool is empty", "judge.contradicts( drools );", "not Symptom( grows )")));

        assertThat(base.rules()).singleElement().extracting(RuleInfo::weight).isEqualTo(-0.5);
    }

    @Test
    void a_causal_rule_links_two_patterns() {
        RuleBase base = RuleBase.compile(folder(Sample.saying(
                "slow database empties the pool",
                "0.8",
                "{service} holds connections, {effect} is slow",
                "judge.causes( drools, $service, \"dependency-slow\", $db );",
                "Symptom( kind == \"pool.acquire-timeout\", $service : service, $db : peer )")));

        assertThat(base.fire(List.of(symptom("pool.acquire-timeout", "checkout", "orders-db", 9)))
                        .links())
                .containsExactly(new Link(
                        base.rules().getFirst(),
                        "checkout",
                        "dependency-slow",
                        "orders-db",
                        "checkout holds connections, orders-db is slow"));
    }

    @Test
    void signals_behind_lists_and_sums_are_evidence_too() {
        RuleBase base = RuleBase.compile(folder(Sample.saying(
                "many wait",
                "1",
                "{n} services wait {sum} times",
                "judge.supports( drools );",
                "accumulate( Symptom( kind == \"pool.acquire-timeout\", $d : during ); $n : count( $d ), $sum : sum( $d ); $n > 1 )",
                "$all : java.util.List( size > 1 ) from collect( Symptom( kind == \"retry.attempt\" ) )")));
        List<Signal> facts = List.of(
                symptom("pool.acquire-timeout", "a", "db", 10),
                symptom("pool.acquire-timeout", "b", "db", 20),
                symptom("retry.attempt", "a", "b", 5),
                symptom("retry.attempt", "b", "c", 6));

        Firing firing = base.fire(facts).firings().getFirst();

        assertThat(firing.says()).isEqualTo("2 services wait 30 times");
        assertThat(firing.signals()).containsExactlyInAnyOrderElementsOf(facts);
    }

    @Test
    void signals_behind_an_accumulate_over_two_conditions_and_an_exists_are_evidence_too() {
        RuleBase base = RuleBase.compile(folder(Sample.saying(
                "slow and waiting",
                "1",
                "{m|ms} at worst",
                "judge.supports( drools );",
                "accumulate( Symptom( kind == \"pool.acquire-timeout\", $db : peer ) and"
                        + " LatencyShift( service == $db, $during : during ); $m : max( $during ); $m > 1 )",
                "exists Symptom( kind == \"retry.attempt\" )")));
        List<Signal> facts = List.of(
                symptom("pool.acquire-timeout", "a", "db", 10),
                latency("db", 4, 3004.7),
                latency("other", 4, 9000),
                symptom("retry.attempt", "b", "c", 6));

        Firing firing = base.fire(facts).firings().getFirst();

        assertThat(firing.says()).isEqualTo("3.0 s at worst");
        assertThat(firing.signals()).containsExactly(facts.get(0), facts.get(1), facts.get(3));
    }

    @Test
    void the_testimony_does_not_depend_on_the_order_of_the_signals() {
        RuleBase base = RuleBase.compile(folder(
                WAITS,
                Sample.rule("grows", "$s : Symptom( grows, $service : service )"),
                Sample.saying(
                        "all",
                        "1",
                        "{all} symptoms",
                        "judge.supports( drools );",
                        "$all : java.util.List() from collect( Symptom( grows ) )")));
        List<Signal> facts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            facts.add(symptom("pool.acquire-timeout", "service-" + i % 7, "db-" + i % 3, i));
        }
        Testimony expected = base.fire(facts);

        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(facts, new Random(seed));
            Testimony shuffled = base.fire(facts);
            assertThat(shuffled.firings()).isEqualTo(expected.firings());
        }
        assertThat(expected.firings()).hasSizeGreaterThan(40);
    }

    @Test
    void patterns_and_rules_can_be_listed() {
        RuleBase base = RuleBase.compile(folder(WAITS));

        assertThat(base.patterns()).containsOnlyKeys("connection-pool-exhaustion", "dependency-slow");
        assertThat(base.catalogue().recipes().get("connection-pool-exhaustion")).containsExactly("database-latency");
        assertThat(base.rules()).hasSize(1);
        assertThat(base.version()).isEqualTo(folder(WAITS).version()).hasSize(64);
    }
}
