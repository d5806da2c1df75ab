package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.intake.Text;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Phase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecognisersTest {
    private static final String KINDS = """
            pool.acquire-timeout: a caller waited in vain
            call.connect-refused: nobody listens
            call.read-timeout: no answer in time
            """;

    private static final String HIKARI = """
            - id: hikari-acquire-timeout
              symptom: pool.acquire-timeout
              phase: own-pool
              contains: "Connection is not available, request timed out after"
              pattern: '(?<pool>\\S+) - Connection is not available, request timed out after (?<waited_ms>\\d+)ms(?: \\(total=(?<total>\\d+))?'
            """;

    private static Text text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Text(bytes, 0, bytes.length);
    }

    private static Recognisers compile(String yaml) {
        Recognisers recognisers =
                Recognisers.compile(Map.of("recognisers/kinds.yaml", KINDS, "recognisers/a.yaml", yaml));
        assertThat(recognisers.problems()).isEmpty();
        return recognisers;
    }

    private static List<String> problems(String yaml) {
        return Recognisers.compile(Map.of("recognisers/kinds.yaml", KINDS, "recognisers/a.yaml", yaml))
                .problems()
                .stream()
                .map(CatalogueProblem::toString)
                .toList();
    }

    private static List<String> ids(Recognisers recognisers, String text) {
        return recognisers.scan(text(text)).stream()
                .map(hit -> hit.recogniser().id())
                .toList();
    }

    /// Expressions may not name two groups alike.
    @Test
    void aGroupWithANumberIsAnotherPlaceOfTheSameValue() {
        Recognisers recognisers = compile("""
                - id: perl-connect-refused
                  symptom: call.connect-refused
                  phase: connect
                  contains: ["Can't connect to ", "Could not connect to '"]
                  pattern: "Can't connect to (?<peer>[\\\\w.:-]+) |Could not connect to '(?<peer2>[\\\\w.:-]+)'"
                """);

        assertThat(recognisers.scan(text("Can't connect to stock:8080 (Connection refused)")))
                .extracting(Hit::captured)
                .containsExactly(Map.of("peer", "stock:8080"));
        assertThat(recognisers.scan(text("Could not connect to 'stock:8080': Connection refused")))
                .extracting(Hit::captured)
                .containsExactly(Map.of("peer", "stock:8080"));
    }

    @Test
    void namedGroupsOfThePatternAreCaptured() {
        List<Hit> hits = compile(HIKARI)
                .scan(
                        text(
                                "orders-db - Connection is not available, request timed out after 30001ms (total=10, active=10)"));

        assertThat(hits).singleElement().satisfies(hit -> {
            assertThat(hit.recogniser().symptom()).isEqualTo("pool.acquire-timeout");
            assertThat(hit.recogniser().phase()).isEqualTo(Phase.OWN_POOL);
            assertThat(hit.captured())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("pool", "orders-db", "waited_ms", "30001", "total", "10"));
        });
    }

    @Test
    void anEventThatTwoRecognisersKnowCountsOnceAndTheOneThatNamesThePeerTellsIt() {
        List<Hit> hits = compile("""
                - id: refused
                  symptom: call.connect-refused
                  contains: "Connection refused"
                - id: refused-by
                  symptom: call.connect-refused
                  contains: "Connection refused"
                  pattern: 'Connection refused: (?<peer>\\S+)'
                - id: not-answered
                  symptom: call.read-timeout
                  contains: "no answer"
                """).scan(text("Connection refused: stock:8080, so no answer"));

        assertThat(hits).hasSize(3);
        assertThat(hits)
                .filteredOn(hit -> !hit.echoes(hits))
                .extracting(hit -> hit.recogniser().id())
                .containsExactlyInAnyOrder("refused-by", "not-answered");
    }

    @Test
    void groupsThatTookNoPartAreAbsent() {
        List<Hit> hits =
                compile(HIKARI).scan(text("orders-db - Connection is not available, request timed out after 30001ms."));

        assertThat(hits.getFirst().captured()).containsOnlyKeys("pool", "waited_ms");
    }

    @Test
    void everyLineOfAStormCarriesItsOwnValues() {
        RecogniserScanner scanner = compile(HIKARI).scanner();

        for (int ms = 3000; ms < 3100; ms++) {
            String line = "orders-db - Connection is not available, request timed out after " + ms + "ms (total=10";
            assertThat(scanner.scan(text(line)))
                    .singleElement()
                    .satisfies(hit -> assertThat(hit.captured()).containsEntry("pool", "orders-db"))
                    .extracting(hit -> hit.captured().get("waited_ms"))
                    .isEqualTo(line.replaceAll(".*after (\\d+)ms.*", "$1"));
        }
    }

    @Test
    void aDigitThatThePatternSpellsOutIsNotTakenForAnother() {
        RecogniserScanner scanner = compile("""
                        - { id: refused, symptom: call.connect-refused, contains: "failed (", pattern: 'failed \\(111:' }
                        """).scanner();

        assertThat(scanner.scan(text("connect() failed (111: Connection refused)")))
                .hasSize(1);
        assertThat(scanner.scan(text("connect() failed (110: Connection refused)")))
                .isEmpty();
        assertThat(scanner.scan(text("connect() failed (111: Connection refused)")))
                .hasSize(1);
    }

    @Test
    void aLiteralIsFoundAtEveryPositionOfARecord() {
        for (String literal : List.of("abcd", "abcde", "abcdefg", "abcdefgh", "abcdefghijkl")) {
            RecogniserScanner scanner = compile("- { id: x, symptom: call.read-timeout, contains: " + literal + " }")
                    .scanner();
            for (int before = 0; before < 9; before++) {
                String padding = "-".repeat(before);
                assertThat(scanner.scan(text(padding + literal))).hasSize(1);
                assertThat(scanner.scan(text(padding + literal + padding))).hasSize(1);
                assertThat(scanner.scan(text(padding + literal.substring(1)))).isEmpty();
            }
        }
    }

    @Test
    void whatLiesOutsideTheRangeIsNotRead() {
        byte[] buffer = "connection refused".getBytes(StandardCharsets.UTF_8);
        Recognisers recognisers = compile("- { id: x, symptom: call.connect-refused, contains: connection refused }");

        assertThat(recognisers.scan(new Text(buffer, 0, buffer.length))).hasSize(1);
        assertThat(recognisers.scan(new Text(buffer, 0, buffer.length - 1))).isEmpty();
        assertThat(recognisers.scan(new Text(buffer, 1, buffer.length))).isEmpty();
    }

    @Test
    void oneOfSeveralLiteralsIsEnoughAndARecogniserMatchesOnce() {
        Recognisers recognisers =
                compile("- { id: x, symptom: call.connect-refused, contains: [ECONNREFUSED, Connection refused] }");

        assertThat(ids(recognisers, "connect ECONNREFUSED 127.0.0.1:80")).containsExactly("x");
        assertThat(ids(recognisers, "Connection refused\n\tCaused by: Connection refused, ECONNREFUSED"))
                .containsExactly("x");
    }

    @Test
    void literalsUnderAllMustOccurToo() {
        Recognisers recognisers =
                compile("- { id: x, symptom: call.connect-refused, contains: Connection refused, all: [upstream] }");

        assertThat(ids(recognisers, "Connection refused while connecting to upstream"))
                .containsExactly("x");
        assertThat(ids(recognisers, "Connection refused")).isEmpty();
    }

    @Test
    void caseMattersUnlessTheEntrySaysOtherwise() {
        assertThat(ids(
                        compile("- { id: x, symptom: call.connect-refused, contains: connection refused }"),
                        "Connection Refused"))
                .isEmpty();
        assertThat(ids(
                        compile("- { id: x, symptom: call.connect-refused, contains: connection refused,"
                                + " ignoreCase: true, pattern: 'connection refused by [a-z]+' }"),
                        "CONNECTION Refused by ORDERS"))
                .containsExactly("x");
    }

    @Test
    void thePatternSeesTheLineOfTheLiteralEvenDeepInsideAStackTrace() {
        String trace = "\tat com.example.Foo.bar(Foo.java:12)\n".repeat(500);
        Recognisers recognisers = compile("""
                - { id: x, symptom: call.read-timeout, contains: "Read timed out", pattern: '^Caused by: (?<exception>\\S+): Read timed out$' }
                """);

        assertThat(recognisers.scan(text("boom\n" + trace + "Caused by: java.net.X: Read timed out\n" + trace)))
                .singleElement()
                .satisfies(hit -> assertThat(hit.captured()).containsEntry("exception", "java.net.X"));
    }

    @Test
    void aLaterOccurrenceIsTriedWhenTheFirstDoesNotMatch() {
        Recognisers recognisers = compile("""
                - { id: x, symptom: call.read-timeout, contains: "timed out", pattern: 'Read timed out' }
                """);

        assertThat(ids(recognisers, "Write timed out\nRead timed out")).containsExactly("x");
    }

    @Test
    void aPatternThatMentionsALineBreakSeesSeveralLines() {
        Recognisers recognisers = compile("""
                - { id: x, symptom: call.read-timeout, contains: "canceling statement", pattern: 'canceling statement[^\\n]*\\nSTATEMENT: (?<statement>.*)' }
                """);

        assertThat(recognisers.scan(text("ERROR: canceling statement due to timeout\nSTATEMENT: select 1")))
                .singleElement()
                .satisfies(hit -> assertThat(hit.captured()).containsEntry("statement", "select 1"));
    }

    @Test
    void bytesThatAreNotUtf8DoNotShiftOrHideAMatch() {
        byte[] bytes = text("?? zürich-db - Connection is not available, request timed out after 7ms")
                .bytes();
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xc3;

        assertThat(compile(HIKARI).scan(new Text(bytes, 0, bytes.length)))
                .singleElement()
                .satisfies(hit -> assertThat(hit.captured()).containsEntry("pool", "zürich-db"));
    }

    @Test
    void allProblemsOfAllEntriesAreReportedWithTheirPlace() {
        assertThat(problems("""
                        - id: one
                          symptom: call.read-timeot
                          phase: first-bite
                          contains: abc
                        - id: two
                          symptom: call.read-timeout
                          pattern: '(?=x)'
                          exmaples: [x]
                        - id: three
                          symptom: call.read-timeout
                          contains: [x1234567, y1234567]
                        - id: three
                          symptom: call.read-timeout
                          contains: z1234567
                        """))
                .satisfiesExactly(
                        p -> assertThat(p)
                                .startsWith(
                                        "recognisers/a.yaml:3:10: unknown phase `first-bite` (did you mean `first-byte`?)"),
                        p -> assertThat(p).startsWith("recognisers/a.yaml:4:13: the literal `abc` is too short"),
                        p -> assertThat(p)
                                .startsWith(
                                        "recognisers/a.yaml:2:12: unknown symptom kind `call.read-timeot` (did you mean `call.read-timeout`?)"),
                        p -> assertThat(p)
                                .startsWith(
                                        "recognisers/a.yaml:8:13: unknown key `exmaples` (did you mean `examples`?)"),
                        p -> assertThat(p).startsWith("recognisers/a.yaml:5:3: expected a key `contains`"),
                        p -> assertThat(p)
                                .startsWith("recognisers/a.yaml:7:12: not a regular expression in RE2 syntax"),
                        p -> assertThat(p)
                                .startsWith(
                                        "recognisers/a.yaml:12:7: the id `three` is taken by the recogniser at recognisers/a.yaml:9"));
    }

    @Test
    void entriesWithoutProblemWorkBesideBrokenOnes() {
        Recognisers recognisers = Recognisers.compile(
                Map.of("recognisers/kinds.yaml", KINDS, "recognisers/a.yaml", HIKARI, "recognisers/b.yaml", "- id: ["));

        assertThat(recognisers.problems()).singleElement().satisfies(p -> assertThat(p.file())
                .isEqualTo("recognisers/b.yaml"));
        assertThat(recognisers.recognisers()).extracting(Recogniser::id).containsExactly("hikari-acquire-timeout");
    }

    @Test
    void aCatalogueWithoutKindsIsAProblem() {
        assertThat(Recognisers.compile(Map.of("recognisers/a.yaml", "[]")).problems())
                .extracting(CatalogueProblem::file)
                .containsExactly("recognisers/kinds.yaml");
    }
}
