package io.explainerror.rules;

import static io.explainerror.rules.Sample.folder;
import static io.explainerror.rules.Sample.rule;
import static io.explainerror.rules.Sample.saying;
import static io.explainerror.rules.Sample.symptom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.rules.RuleChanges.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleChangesTest {
    private static final String WAITS = "Symptom( kind == \"pool.acquire-timeout\", $service : service )";
    private static final RuleFiles BEFORE =
            folder(rule("waits", WAITS), rule("retries", "Symptom( $service : service )"));

    @Test
    void nothing_changed() {
        assertThat(changes(BEFORE, BEFORE)).isEqualTo(new RuleChanges(List.of(), List.of()));
    }

    @Test
    void rules_are_added_and_removed() {
        RuleChanges changes = changes(BEFORE, folder(rule("waits", WAITS), rule("more", WAITS)));

        assertThat(changes.rules()).extracting(RuleChanges.Changed::kind).containsExactly(Kind.ADDED, Kind.REMOVED);
        assertThat(changes.rules()).extracting(each -> each.rule().name()).containsExactly("more", "retries");
    }

    @Test
    void what_changed_about_a_rule_is_told() {
        RuleFiles after = folder(
                saying("waits", "2.1", "{service} waits long", "judge.supports( drools, $service );", WAITS),
                rule("retries", "Symptom( grows, $service : service )"));

        RuleChanges changes = changes(BEFORE, after);

        assertThat(changes.rules()).extracting(RuleChanges.Changed::kind).containsOnly(Kind.CHANGED);
        assertThat(changes.rules())
                .extracting(RuleChanges.Changed::what)
                .containsExactly(
                        List.of("conditions or consequence"),
                        List.of("weight 1.6 -> 2.1", "says {service} waits -> {service} waits long"));
    }

    @Test
    void another_layout_is_no_change() {
        RuleFiles after = BEFORE.with(
                "patterns/connection-pool-exhaustion.drl",
                BEFORE.texts()
                        .get("patterns/connection-pool-exhaustion.drl")
                        .replace("when\n    ", "when\n\n            "));

        assertThat(after).isNotEqualTo(BEFORE);
        assertThat(changes(BEFORE, after).rules()).isEmpty();
    }

    @Test
    void other_files_are_named() {
        RuleFiles after = BEFORE.with("calibration.yaml", "temperature: 2")
                .with("patterns/dependency-slow.yaml", "title: Slow\ndefinition: Late.\n");

        assertThat(changes(BEFORE, after).files())
                .containsExactly(
                        new RuleChanges.ChangedFile(Kind.ADDED, "calibration.yaml"),
                        new RuleChanges.ChangedFile(Kind.CHANGED, "patterns/dependency-slow.yaml"));
    }

    /// What the next version takes over from the one before must not show.
    @Test
    void the_next_version_is_what_it_would_be_if_it_were_the_first() {
        Knowledge first = Knowledge.compile(BEFORE);
        RuleFiles edited = BEFORE.with(
                        "patterns/dependency-slow.drl",
                        Sample.PRELUDE
                                + rule("slow", "LatencyShift( factor > 2, $service : service )")
                                        .replace("connection-pool-exhaustion", "dependency-slow"))
                .with("calibration.yaml", "temperature: 2");

        Knowledge next = first.next(edited);
        Knowledge fresh = Knowledge.compile(edited);

        assertThat(next.version()).isEqualTo(fresh.version());
        assertThat(next.calibration()).isEqualTo(fresh.calibration());
        assertThat(next.rules().rules()).isEqualTo(fresh.rules().rules());
        assertThat(next.rules().sources()).isEqualTo(fresh.rules().sources());
        var facts = List.of(
                symptom("pool.acquire-timeout", "checkout", "orders-db", 9), Sample.latency("orders-db", 4, 900));
        assertThat(next.rules().fire(facts).firings())
                .isEqualTo(fresh.rules().fire(facts).firings())
                .hasSize(3);
        assertThat(next.recognisers()).isSameAs(first.recognisers());
    }

    @Test
    void a_word_that_is_gone_is_missed_by_files_that_did_not_change() {
        Knowledge first = Knowledge.compile(BEFORE);
        RuleFiles edited = BEFORE.with("recognisers/kinds.yaml", "retry.attempt: tried again\n");

        assertThatThrownBy(() -> first.next(edited))
                .isInstanceOf(RuleProblems.class)
                .hasMessageContaining("unknown symptom kind `pool.acquire-timeout`");
        assertThat(first.next(BEFORE).version()).isEqualTo(first.version());
    }

    private static RuleChanges changes(RuleFiles before, RuleFiles after) {
        Knowledge first = Knowledge.compile(before);
        return RuleChanges.between(first, first.next(after));
    }
}
