package io.explainerror.rules;

import static io.explainerror.rules.Sample.folder;
import static io.explainerror.rules.Sample.latency;
import static io.explainerror.rules.Sample.rule;
import static io.explainerror.rules.Sample.saying;
import static io.explainerror.rules.Sample.symptom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.Alerted;
import io.explainerror.model.Exemplars;
import io.explainerror.model.Firing;
import io.explainerror.model.ProblemException;
import io.explainerror.model.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RuleBaseUnderLoadTest {
    private static final int THREADS = 16;

    @Test
    void sixteen_threads_judge_at_once_on_a_fresh_base_and_all_say_the_same() throws Exception {
        List<Signal> facts = many(60);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int attempt = 0; attempt < 5; attempt++) {
                RuleBase base = RuleBase.compile(folder(
                        rule("waits", "$w : Symptom( kind.startsWith(\"pool.\"), factor > 1, $service : service )"),
                        rule(
                                "slow",
                                "$s : Symptom( $service : service, $p : peer )",
                                "LatencyShift( service == $p, factor() > 1.5 )"),
                        saying(
                                "sum",
                                "1",
                                "{sum}",
                                "judge.supports( drools );",
                                "accumulate( Symptom( grows, $d : during ); $sum : sum( $d ) )")));
                List<Firing> expected = base.fire(facts).firings();
                CyclicBarrier together = new CyclicBarrier(THREADS);
                List<Future<Testimony>> answers = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    answers.add(threads.submit(() -> {
                        together.await();
                        return base.fire(facts);
                    }));
                }
                for (Future<Testimony> answer : answers) {
                    assertThat(answer.get().firings()).isEqualTo(expected).hasSizeGreaterThan(60);
                }
            }
        }
    }

    @Test
    void too_many_firings_are_an_error() {
        RuleBase base =
                RuleBase.compile(folder(rule("pairs", "Symptom( $service : service )", "LatencyShift( slower )")));

        assertThatThrownBy(() -> base.fire(many(300), Duration.ofSeconds(30)))
                .isInstanceOf(ProblemException.BudgetExceeded.class)
                .hasMessageContaining("fired 20000 times");
    }

    @Test
    void a_join_that_takes_too_long_is_an_error_and_the_base_stays_usable() {
        RuleBase base = RuleBase.compile(folder(rule(
                "triples",
                "$a : Symptom( $service : service, $n : during )",
                "$b : Symptom( service == $service )",
                "$c : Symptom( service == $service )",
                "$d : Symptom( service == $service, before > $n )")));
        List<Signal> oneService = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            oneService.add(symptom("pool.acquire-timeout", "checkout", "db-" + i, i));
        }

        for (int again = 0; again < 6; again++) {
            assertThatThrownBy(() -> base.fire(oneService, Duration.ofMillis(100)))
                    .isInstanceOf(ProblemException.BudgetExceeded.class)
                    .hasMessageContaining("longer than 100 ms");
            // who was left behind has noticed before so many are left that judging pauses
            while (base.abandoned() > 2) {
                Thread.onSpinWait();
            }
        }
        assertThat(base.fire(oneService.subList(0, 5)).firings()).isEmpty();
    }

    @Test
    void facts_beyond_the_limit_are_dropped_least_supported_first_and_counted() {
        RuleBase base = RuleBase.compile(folder(rule("waits", "Symptom( $service : service )")));
        List<Signal> facts = new ArrayList<>();
        for (int i = 1; i <= Facts.MOST_OF_A_TYPE + 10; i++) {
            facts.add(symptom("pool.acquire-timeout", "service-" + i, "db", i));
        }

        Testimony testimony = base.fire(facts);

        assertThat(testimony.stats().facts()).isEqualTo(Facts.MOST_OF_A_TYPE);
        assertThat(testimony.stats().dropped()).isEqualTo(10);
        assertThat(testimony.firings())
                .extracting(Firing::service)
                .doesNotContain("service-10")
                .contains("service-11");
    }

    @Test
    void of_one_thing_the_best_supported_measurements_are_kept() {
        RuleBase base = RuleBase.compile(folder(rule("waits", "Symptom( $service : service, $n : during )")));
        List<Signal> facts = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            facts.add(symptom("pool.acquire-timeout", "checkout", "db", i));
        }

        Testimony testimony = base.fire(facts);

        assertThat(testimony.stats().dropped()).isEqualTo(50 - Facts.MOST_OF_AN_ASPECT);
        assertThat(testimony.firings())
                .flatExtracting(Firing::signals)
                .extracting(Signal::support)
                .containsExactlyInAnyOrder(50L, 49L, 48L);
    }

    @Test
    void alerts_are_few_whoever_sends_them_since_rules_do_not_tie_them() {
        RuleBase base = RuleBase.compile(folder(rule("alert", "Alerted( $service : service )")));
        List<Signal> facts = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            facts.add(new Alerted("service-" + i, "alert " + i, Exemplars.NONE));
        }

        assertThat(base.fire(facts).stats().fired()).isEqualTo(Facts.MOST_ALERTS);
    }

    @Test
    void the_same_signal_twice_counts_once() {
        RuleBase base = RuleBase.compile(folder(rule("waits", "Symptom( $service : service )")));
        Signal signal = symptom("pool.acquire-timeout", "checkout", "db", 7);

        assertThat(base.fire(List.of(signal, signal)).firings()).hasSize(1);
    }

    private static Signal large(Signal signal) {
        return symptom("pool.acquire-timeout", signal.service(), "x", 2_000_000 + signal.support());
    }

    private static List<Signal> many(int count) {
        List<Signal> facts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            facts.add(symptom("pool.acquire-timeout", "service-" + i, "db-" + i, i));
            facts.add(latency("db-" + i, 4, 400 + i));
        }
        return facts;
    }
}
