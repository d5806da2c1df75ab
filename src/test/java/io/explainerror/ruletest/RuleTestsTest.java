package io.explainerror.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.ExplainError;
import io.explainerror.model.Pattern;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The rule tests of the repository pass, and there are enough of them for every pattern.
class RuleTestsTest {
    private static final int ENOUGH = 3;

    @TestFactory
    Stream<DynamicTest> everySituationIsJudgedAsExpected() {
        return Repository.run().outcomes().stream()
                .map(outcome -> DynamicTest.dynamicTest(
                        outcome.test().expected().pattern().orElse("") + ": "
                                + outcome.test().name(),
                        () -> assertThat(outcome.failures())
                                .as(TestRunText.failure(outcome))
                                .isEmpty()));
    }

    @Test
    void everyPatternWinsThreeSituations() {
        Map<String, Long> wins =
                count(test -> test.expected().pattern().stream().toList());

        assertThat(wins).containsOnlyKeys(patterns()).allSatisfy((_, won) -> assertThat(won)
                .isGreaterThanOrEqualTo(ENOUGH));
    }

    @Test
    void everyPatternLosesThreeSituationsOfItsNeighbours() {
        Map<String, Long> losses = count(test -> test.expected().not());

        assertThat(losses).containsOnlyKeys(patterns()).allSatisfy((_, lost) -> assertThat(lost)
                .isGreaterThanOrEqualTo(ENOUGH));
    }

    @Test
    void noSituationIsToldTwice() {
        List<RuleTest> tests = tests();

        assertThat(tests).extracting(RuleTest::name).doesNotHaveDuplicates();
        assertThat(tests).extracting(RuleTest::situation).doesNotHaveDuplicates();
    }

    @Test
    void nineOfTenRulesFireSomewhere() {
        assertThat(Repository.run().coverage())
                .as("rules that no test fires: %s", Repository.run().silent())
                .isGreaterThan(0.9);
    }

    private static Set<String> patterns() {
        try (var explainer = new ExplainError().open(Repository.SOURCE)) {
            return explainer.knowledge().patterns().stream().map(Pattern::id).collect(Collectors.toSet());
        }
    }

    private static Map<String, Long> count(Function<RuleTest, Collection<String>> named) {
        return tests().stream()
                .flatMap(test -> named.apply(test).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static List<RuleTest> tests() {
        return Repository.run().outcomes().stream().map(Outcome::test).toList();
    }
}
