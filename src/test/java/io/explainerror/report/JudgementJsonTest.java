package io.explainerror.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.explainerror.model.Judgement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract of other people's scripts.
class JudgementJsonTest {
    private static final ObjectMapper READER = new ObjectMapper();

    static Stream<Judgement> judgements() {
        return Stream.of(
                Samples.pool(),
                Samples.healthy(),
                Samples.unknown(),
                Samples.inconclusive(),
                Samples.hostile(),
                Samples.crowded());
    }

    private static String schemaText() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                JudgementJson.class.getResourceAsStream("/META-INF/explainerror/judgement.schema.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText(), InputFormat.JSON);
    }

    private static List<String> complaints(String json) throws IOException {
        return schema()
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("judgements")
    void obeysItsSchema(Judgement judgement) throws IOException {
        assertThat(complaints(JudgementJson.pretty().render(judgement))).isEmpty();
        assertThat(complaints(JudgementJson.compact().render(judgement))).isEmpty();
    }

    @Test
    void theSchemaNamesEveryFieldAndMissesEveryAbsentOne() throws IOException {
        JsonNode whole = READER.readTree(JudgementJson.compact().render(Samples.pool()));

        for (Map.Entry<String, JsonNode> field : whole.properties()) {
            ObjectNode without = whole.deepCopy();
            without.remove(field.getKey());
            assertThat(complaints(without.toString()))
                    .as("without %s", field.getKey())
                    .isNotEmpty();
        }
        JsonNode schema = READER.readTree(schemaText());
        assertThat(names(schema.get("properties"))).isEqualTo(names(whole));
        Map<String, String> elements = Map.of(
                "evidence", "evidence",
                "missing", "missing",
                "alternatives", "alternative",
                "chain", "chainLink",
                "actions", "action",
                "avoid", "avoid",
                "recipes", "recipe",
                "timeline", "timelineEntry");
        elements.forEach((list, definition) -> assertThat(names(schema.at("/$defs/" + definition + "/properties")))
                .as(list)
                .isEqualTo(names(whole.get(list).get(0))));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void keepsTheOrderOfTheContract() throws IOException {
        assertThat(names(READER.readTree(JudgementJson.compact().render(Samples.healthy()))))
                .containsExactly(
                        "id",
                        "rules",
                        "input",
                        "onset",
                        "pattern",
                        "service",
                        "verdict",
                        "confidence",
                        "summary",
                        "evidence",
                        "against",
                        "missing",
                        "alternatives",
                        "chain",
                        "actions",
                        "avoid",
                        "recipes",
                        "timeline",
                        "stats");
    }

    @Test
    void looksAsOnFile() {
        Golden.assertMatches("report/pool.json", JudgementJson.pretty().render(Samples.pool()));
    }

    @Test
    void compactIsOneLineWithTheSameContent() throws IOException {
        String compact = JudgementJson.compact().render(Samples.pool());

        assertThat(compact.lines()).hasSize(1);
        assertThat(READER.readTree(compact))
                .isEqualTo(READER.readTree(JudgementJson.pretty().render(Samples.pool())));
    }

    @Test
    void numbersHaveFourDecimalsAtMostAndNaNIsNull() {
        assertThat(JudgementJson.compact().render(Samples.pool()))
                .contains("\"confidence\":0.8701,")
                .contains("\"judgeMillis\":1.2346,")
                .contains("\"signals\":41}");
        assertThat(JudgementJson.compact().render(Samples.hostile())).endsWith(":null}}\n");
    }
}
