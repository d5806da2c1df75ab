package io.explainerror.judge;

import static io.explainerror.judge.CaseBuilder.ONSET;
import static io.explainerror.judge.CaseBuilder.line;
import static io.explainerror.judge.CaseBuilder.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.model.Judgement;
import io.explainerror.model.Pattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The queries of `rules/recipes`, as an answer offers them.
class RecipesTest {
    private static final QueryValues PLAIN = new QueryValues(
            "checkout",
            "orders-db",
            "Connection is not available",
            Optional.of(ONSET),
            Optional.of(ONSET.plusSeconds(600)));

    private static Recipes own() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("rules/recipes"))) {
            return Recipes.read(files.sorted().map(RecipesTest::node).toList());
        }
    }

    private static CatalogueNode node(Path file) {
        try {
            return CatalogueNode.parse("recipes/" + file.getFileName(), Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Recipes of(String yaml) {
        return Recipes.read(List.of(CatalogueNode.parse("recipes/a.yaml", yaml)));
    }

    @Test
    void everyRecipeAnswersInEveryTool() throws IOException {
        Recipes recipes = own();

        for (String id : recipes.ids()) {
            assertThat(recipes.fill(List.of(id), PLAIN))
                    .as(id)
                    .extracting(Judgement.Recipe::tool)
                    .containsExactly("cloudwatch", "loki", "elasticsearch", "splunk", "grep");
        }
    }

    @Test
    void filledQueriesAreAsOnFile() throws IOException {
        Recipes recipes = own();
        StringBuilder all = new StringBuilder();
        for (Judgement.Recipe recipe : recipes.fill(recipes.ids(), PLAIN)) {
            all.append("== %s, %s: %s%n%s%n%n".formatted(recipe.id(), recipe.tool(), recipe.title(), recipe.query()));
        }

        io.explainerror.report.Golden.assertMatches("judge/recipes.txt", all.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\\"b", "a\\", "it's", "$(touch x)", "`id`", "a\nb", "{peer}", "a' ; id; '"})
    void aHostileValueStaysAValue(String hostile) throws Exception {
        QueryValues values = new QueryValues(hostile, hostile, hostile, Optional.of(ONSET), Optional.empty());
        String expected = hostile.replace('\n', ' ');
        Recipes recipes = of("""
                - id: hostile
                  title: t
                  queries:
                    elasticsearch: '{"a": "{service}"}'
                    grep: printf %s '{literal}'
                """);

        List<Judgement.Recipe> filled = recipes.fill(List.of("hostile"), values);

        assertThat(new ObjectMapper().readTree(filled.get(0).query()).get("a").asText())
                .isEqualTo(expected);
        assertThat(shell("-c", filled.get(1).query())).isEqualTo(expected);
        for (Judgement.Recipe recipe : own().fill(own().ids(), values)) {
            if (recipe.tool().equals("elasticsearch")) {
                new ObjectMapper().readTree(recipe.query());
            } else if (recipe.tool().equals("grep")) {
                assertThat(shell("-n", "-c", recipe.query())).as(recipe.query()).isEmpty();
            }
        }
    }

    private static String shell(String... arguments) throws Exception {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("sh"), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    @Test
    void aQueryThatNeedsAnUnknownValueIsLeftOut() throws IOException {
        QueryValues nobody = new QueryValues("", "", "", Optional.empty(), Optional.empty());

        assertThat(own().fill(List.of("pool-wait"), nobody)).isEmpty();
        assertThat(own().fill(List.of("disk-space"), nobody))
                .extracting(Judgement.Recipe::query)
                .anySatisfy(query -> assertThat(query).contains("earliest=\"-1h\" latest=\"now\""));
    }

    @Test
    void aJudgementOffersThePatternsRecipesAndThoseItsQuestionsNeed() throws IOException {
        CaseBuilder incident = new CaseBuilder()
                .recipes(own())
                .pattern(new Pattern(
                        "pool", "Pool", "", 0, List.of(), List.of(), List.of(), List.of("pool-wait", "same-message")));
        incident.rule("fast", "pool", 2, "speed", "fast", "database-latency");
        incident.fires(
                incident.rule("waits", "pool", 2),
                "checkout",
                seen(
                        9,
                        "checkout",
                        "orders-db",
                        line(
                                7,
                                "10:00:01 HikariPool-1 - Connection is not available, request timed out after 30001ms")));

        assertThat(incident.judged().recipes())
                .filteredOn(recipe -> recipe.tool().equals("grep"))
                .extracting(Judgement.Recipe::id)
                .containsExactly("database-latency", "pool-wait", "same-message");
        assertThat(incident.judged().recipes())
                .extracting(Judgement.Recipe::query)
                .contains("grep -rnF -- 'Connection is not available, request timed out after' logs/ | head -50");
    }

    @Test
    void mistakesAreReportedWithTheirPlace() {
        assertThatThrownBy(() -> of("- id: a\n  title: t\n  queries:\n    grepp: x\n"))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith(
                        "recipes/a.yaml:4:12: unknown key `grepp` (did you mean `grep`?): expected one of cloudwatch");
        assertThatThrownBy(() -> of("- id: a\n  title: t\n  queries:\n    grep: 'x {servcie}'\n"))
                .hasMessage("recipes/a.yaml:4:11: unknown placeholder `{servcie}`:"
                        + " expected one of {service}, {peer}, {from}, {to}, {literal}");
        assertThatThrownBy(() -> of("- {id: a, title: t, queries: {}}\n- {id: a, title: t, queries: {}}\n"))
                .hasMessageContaining("the recipe `a` is already defined");
    }
}
