package io.explainerror;

import static io.explainerror.ProblemCases.Case;
import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind;
import io.explainerror.rules.RuleSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every error and lint that rules can have, each shown by a file that is saved into a sound rule folder, and by the
/// exact lines that follow: `src/test/resources/rule-problems.txt`.
class RulesCheckTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void aSoundFolder() throws Exception {
        SmallRules.in(folder);
    }

    @Test
    void theFolderIsSoundBeforeAnythingIsBroken() {
        assertThat(new ExplainError().check(new RuleSource.Folder(folder), Map.of()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isToldWithItsPlace(Case broken) {
        List<CatalogueProblem> problems =
                new ExplainError().check(new RuleSource.Folder(folder), Map.of(broken.file(), broken.text()));

        assertThat(problems).extracting(RulesCheckTest::line).containsExactlyElementsOf(broken.expected());
    }

    @Test
    void theRulesOfTheHouseHaveNoProblem() {
        assertThat(new ExplainError().check(new RuleSource.Folder(Path.of("rules")), Map.of()))
                .filteredOn(problem -> problem.kind().level() != ProblemKind.Level.NOTE)
                .isEmpty();
    }

    @Test
    void warningsDoNotKeepRulesFromBeingLoaded() throws Exception {
        Path other = SmallRules.in(folder.resolve("other"));
        Files.writeString(
                other.resolve("patterns/new.drl"),
                SmallRules.PRELUDE
                        + "rule \"new\" @pattern( \"pool\" ) @weight( 1 ) @says( \"x\" )\n"
                        + "when Symptom( during > 5, during < 3 ) then judge.supports( drools ); end\n");
        RuleSource.Folder source = new RuleSource.Folder(other);
        assertThat(new ExplainError().check(source, Map.of()))
                .extracting(CatalogueProblem::kind)
                .containsExactly(ProblemKind.NEVER_HOLDS);

        try (Explainer explainer = new ExplainError().open(source)) {
            assertThat(explainer.knowledge().rules()).hasSize(5);
        }
    }

    @Test
    void everyKindHasACase() {
        Set<ProblemKind> shown = cases().flatMap(each -> each.expected().stream())
                .map(line -> line.substring(0, line.indexOf(' ')))
                .map(id -> ProblemKind.valueOf(
                        id.toUpperCase(java.util.Locale.ROOT).replace('-', '_')))
                .collect(Collectors.toSet());

        // no rule is known that our readers accept and the engine refuses
        assertThat(EnumSet.complementOf(EnumSet.copyOf(shown))).containsExactly(ProblemKind.DOES_NOT_COMPILE);
    }

    static Stream<Case> cases() {
        return ProblemCases.read().stream();
    }

    private static String line(CatalogueProblem problem) {
        return problem.kind().id() + " " + problem;
    }
}
