package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.CatalogueProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecogniserCheckTest {
    private static final String KINDS = "{ call.read-timeout: no answer, call.connect-timeout: no connection }";

    private static List<String> problems(String yaml) {
        Recognisers recognisers =
                Recognisers.compile(Map.of("recognisers/kinds.yaml", KINDS, "recognisers/a.yaml", yaml));
        assertThat(recognisers.problems()).isEmpty();
        return RecogniserCheck.check(recognisers).stream()
                .map(CatalogueProblem::message)
                .toList();
    }

    private static String entry(String id, String symptom, String contains, String example, String more) {
        return "- { id: " + id + ", symptom: " + symptom + ", contains: " + contains + ", examples: ['" + example
                + "'], rejects: [nothing], origin: this test" + more + " }\n";
    }

    @Test
    void soundEntriesPass() throws IOException {
        Recognisers recognisers = RuleFolder.recognisers(Path.of("src/test/resources/sound-rules"));

        assertThat(recognisers.problems()).isEmpty();
        assertThat(recognisers.recognisers()).hasSize(3);
        assertThat(RecogniserCheck.check(recognisers)).isEmpty();
    }

    @Test
    void anExampleMustMatch() {
        assertThat(problems(entry("one", "call.read-timeout", "timed out", "timeout", "")))
                .singleElement()
                .satisfies(p -> assertThat(p).contains("recogniser `one`: does not match its own example: timeout"));
    }

    @Test
    void aRejectMustNot() {
        assertThat(problems(entry("one", "call.read-timeout", "nothing", "nothing", "")))
                .singleElement()
                .satisfies(p -> assertThat(p).contains("matches the text it must reject: nothing"));
    }

    @Test
    void examplesRejectsAndOriginAreExpected() {
        assertThat(problems("- { id: one, symptom: call.read-timeout, contains: timed out }"))
                .satisfiesExactlyInAnyOrder(
                        p -> assertThat(p).contains("`examples`"),
                        p -> assertThat(p).contains("`rejects`"),
                        p -> assertThat(p).contains("`origin`"));
    }

    @Test
    void anExampleOfOneKindThatAnotherKindMatchesMustBeDeclared() {
        String one = entry("one", "call.read-timeout", "timed out", "read timed out", "");

        assertThat(problems(one + entry("two", "call.connect-timeout", "read timed", "read timed", "")))
                .singleElement()
                .satisfies(p -> assertThat(p).contains("recogniser `one`: its example is matched by `two`"));
        assertThat(problems(one + entry("two", "call.connect-timeout", "read timed", "read timed", ", also: [one]")))
                .isEmpty();
        assertThat(problems(one + entry("two", "call.read-timeout", "read timed", "read timed", "")))
                .isEmpty();
    }

    @Test
    void aDeclarationMustNameARecogniser() {
        assertThat(problems(entry("one", "call.read-timeout", "timed out", "timed out", ", also: [onne]")))
                .singleElement()
                .satisfies(p -> assertThat(p).contains("unknown recogniser `onne` (did you mean `one`?)"));
    }
}
