package io.explainerror.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind;
import io.explainerror.model.ProblemKind.Level;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What editors, pipelines and code hosts read.
class ProblemReportsTest {
    private static final FoundProblem FIELD = found(
            new CatalogueProblem(ProblemKind.UNKNOWN_FIELD, "patterns/x.drl", 8, 14, "no `growss`"),
            "rules/patterns/x.drl");
    private static final FoundProblem LINT = found(
            new CatalogueProblem(ProblemKind.NEVER_HOLDS, "patterns/x.drl", 9, 5, "`a < 3` can never hold"),
            "rules/patterns/x.drl");
    private static final FoundProblem AWKWARD = found(
            new CatalogueProblem(ProblemKind.GROUP_OF_ONE, "patterns/a b,c:d.drl", 0, 0, "100 %\nof it: a, b"),
            "my rules/patterns/a b,c:d.drl");
    private static final List<FoundProblem> ALL = List.of(FIELD, LINT, AWKWARD);

    private static FoundProblem found(CatalogueProblem problem, String path) {
        return new FoundProblem(problem, path);
    }

    @Test
    void textIsOneLineEachAndTellsWhatIsNoError() {
        assertThat(ProblemsText.render(ALL, false)).isEqualTo("""
                patterns/x.drl:8:14: no `growss`
                patterns/x.drl:9:5: warning: `a < 3` can never hold
                patterns/a b,c:d.drl: note: 100 %
                of it: a, b
                """);
    }

    @Test
    void textCanShowPaths() {
        assertThat(ProblemsText.render(List.of(FIELD), true)).isEqualTo("rules/patterns/x.drl:8:14: no `growss`\n");
    }

    @Test
    void jsonHasEveryFieldAndTheCounts() throws IOException {
        assertThat(new ObjectMapper().readTree(ProblemsJson.render(List.of(FIELD, LINT))))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"errors": 1, "warnings": 1, "notes": 0, "problems": [
                          {"id": "unknown-field", "severity": "error", "file": "patterns/x.drl",
                           "path": "rules/patterns/x.drl", "line": 8, "column": 14, "message": "no `growss`",
                           "help": "%s"},
                          {"id": "never-holds", "severity": "warning", "file": "patterns/x.drl",
                           "path": "rules/patterns/x.drl", "line": 9, "column": 5,
                           "message": "`a < 3` can never hold", "help": "No fact can meet this condition."}]}
                        """.formatted(ProblemKind.UNKNOWN_FIELD.help())));
    }

    @Test
    void nothingWrongIsValidInEveryFormat() throws IOException {
        assertThat(new ObjectMapper().readTree(ProblemsJson.render(List.of())).path("problems"))
                .isEmpty();
        assertThat(sarif(List.of()).at("/runs/0/results").isArray()).isTrue();
        assertThat(ProblemsGithub.render(List.of())).isEmpty();
        assertThat(ProblemsText.render(List.of(), true)).isEmpty();
    }

    @Test
    void githubReadsWorkflowCommandsWithItsOwnEscapes() {
        assertThat(ProblemsGithub.render(ALL)).isEqualTo("""
                ::error file=rules/patterns/x.drl,line=8,col=14,title=unknown-field::no `growss`
                ::warning file=rules/patterns/x.drl,line=9,col=5,title=never-holds::`a < 3` can never hold
                ::notice file=my rules/patterns/a b%2Cc%3Ad.drl,title=group-of-one::100 %25%0Aof it: a, b
                """);
    }

    @Test
    void sarifNamesTheToolAndAllItsRules() throws IOException {
        JsonNode log = sarif(ALL);

        assertThat(log.path("version").textValue()).isEqualTo("2.1.0");
        assertThat(log.path("runs")).hasSize(1);
        JsonNode driver = log.at("/runs/0/tool/driver");
        assertThat(driver.path("name").textValue()).isEqualTo("ExplainError");
        assertThat(driver.path("version").textValue()).isEqualTo("1.2.3");
        Set<String> ids = new HashSet<>();
        for (JsonNode rule : driver.path("rules")) {
            assertThat(ids.add(rule.path("id").textValue())).isTrue();
            assertThat(rule.at("/help/text").textValue()).endsWith(".");
            assertThat(rule.at("/defaultConfiguration/level").textValue()).isIn("error", "warning", "note");
        }
        assertThat(ids).hasSize(ProblemKind.values().length).contains("unknown-field", "group-of-one");
    }

    @Test
    void sarifPlacesEachResult() throws IOException {
        JsonNode results = sarif(ALL).at("/runs/0/results");

        assertThat(results).hasSize(3);
        assertThat(results.get(0)).isEqualTo(new ObjectMapper().readTree("""
                {"ruleId": "unknown-field", "level": "error", "message": {"text": "no `growss`"},
                 "locations": [{"physicalLocation": {
                   "artifactLocation": {"uri": "rules/patterns/x.drl"},
                   "region": {"startLine": 8, "startColumn": 14}}}]}
                """));
        assertThat(results.get(2).at("/locations/0/physicalLocation")).isEqualTo(new ObjectMapper().readTree("""
                {"artifactLocation": {"uri": "my%20rules/patterns/a%20b,c:d.drl"}, "region": {"startLine": 1}}
                """));
    }

    @Test
    void sarifOfAFolderElsewhereHasFileUris() throws IOException {
        FoundProblem elsewhere = found(FIELD.problem(), "/etc/explainerror rules/patterns/x.drl");

        assertThat(sarif(List.of(elsewhere))
                        .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .textValue())
                .isEqualTo("file:///etc/explainerror%20rules/patterns/x.drl");
    }

    /// Filters of pipelines rely on the ids, reviewers on the sentences.
    @Test
    void everyKindOfProblemHasAnIdAndASentence() {
        Map<Level, Integer> levels = new EnumMap<>(Level.class);
        for (ProblemKind kind : ProblemKind.values()) {
            assertThat(kind.id()).matches("[a-z]+(-[a-z]+)*");
            assertThat(kind.help()).endsWith(".").hasSizeBetween(20, 120);
            levels.merge(kind.level(), 1, Integer::sum);
        }
        assertThat(levels).containsOnlyKeys(Level.values());
    }

    private static JsonNode sarif(List<FoundProblem> problems) throws IOException {
        return new ObjectMapper().readTree(ProblemsSarif.render(problems, "1.2.3"));
    }
}
