package io.explainerror.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.Firing;
import io.explainerror.model.Link;
import io.explainerror.model.RuleInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HitsTest {
    private static final Truth POOL_IN_CHECKOUT =
            new Truth("connection-pool-exhaustion", "checkout", List.of("connection-leak"), List.of());
    private static final Truth HEALTHY = new Truth("healthy", "", List.of(), List.of());

    private final Hits.Count count = new Hits.Count();

    @Test
    void a_supporting_rule_is_right_where_it_names_pattern_and_service() {
        count.add(POOL_IN_CHECKOUT, List.of(supports("connection-pool-exhaustion", "checkout")), List.of());
        count.add(POOL_IN_CHECKOUT, List.of(supports("connection-leak", "checkout")), List.of());
        count.add(POOL_IN_CHECKOUT, List.of(supports("connection-pool-exhaustion", Firing.ANYWHERE)), List.of());
        count.add(POOL_IN_CHECKOUT, List.of(supports("connection-pool-exhaustion", "orders")), List.of());
        count.add(HEALTHY, List.of(supports("connection-pool-exhaustion", "checkout")), List.of());

        assertThat(count.byRule()).containsOnly(Map.entry("for", new Hits(3, 2)));
        assertThat(count.incidents()).isEqualTo(5);
    }

    @Test
    void a_contradicting_rule_is_wrong_where_it_speaks_against_the_truth() {
        count.add(POOL_IN_CHECKOUT, List.of(contradicts("connection-pool-exhaustion", "checkout")), List.of());
        count.add(POOL_IN_CHECKOUT, List.of(contradicts("connection-pool-exhaustion", "orders")), List.of());
        count.add(POOL_IN_CHECKOUT, List.of(contradicts("slow-query", "checkout")), List.of());

        assertThat(count.byRule().get("against")).isEqualTo(new Hits(2, 1));
    }

    @Test
    void an_incident_counts_once_however_often_a_rule_fires() {
        Firing there = supports("connection-pool-exhaustion", "checkout");
        Firing elsewhere = supports("connection-pool-exhaustion", "orders");
        count.add(POOL_IN_CHECKOUT, List.of(elsewhere, there, elsewhere), List.of());

        Firing truth = contradicts("connection-pool-exhaustion", "checkout");
        Firing other = contradicts("connection-pool-exhaustion", "orders");
        count.add(POOL_IN_CHECKOUT, List.of(other, truth, other), List.of());

        assertThat(count.byRule().get("for")).isEqualTo(new Hits(1, 0));
        assertThat(count.byRule().get("against")).isEqualTo(new Hits(0, 1));
    }

    @Test
    void a_link_is_right_where_its_cause_is_the_truth() {
        RuleInfo rule = rule("link", "connection-pool-exhaustion", 1);
        count.add(POOL_IN_CHECKOUT, List.of(), List.of(new Link(rule, "checkout", "dependency-slow", "edge", "")));
        count.add(POOL_IN_CHECKOUT, List.of(), List.of(new Link(rule, "edge", "dependency-slow", "checkout", "")));

        assertThat(count.byRule().get("link")).isEqualTo(new Hits(1, 1));
    }

    @Test
    void a_rule_that_never_fired_is_not_listed() {
        count.add(HEALTHY, List.of(), List.of());

        assertThat(count.byRule()).isEmpty();
        assertThat(count.incidents()).isEqualTo(1);
    }

    private static Firing supports(String pattern, String service) {
        return new Firing(rule("for", pattern, 1.6), service, "", List.of());
    }

    private static Firing contradicts(String pattern, String service) {
        return new Firing(rule("against", pattern, -1.6), service, "", List.of());
    }

    private static RuleInfo rule(String name, String pattern, double weight) {
        return new RuleInfo(name, pattern, weight, name, "", "", "patterns/x.drl", 1);
    }
}
