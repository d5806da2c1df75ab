package io.explainerror.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.explainerror.model.Exemplars;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.Phase;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.model.Signal;
import io.explainerror.model.SourceLine;
import io.explainerror.model.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignalReaderTest {
    @Test
    void readsASymptomWithEverythingItCanSay() {
        Signal signal = one("""
                {"type": "Symptom", "kind": "pool.acquire-timeout", "phase": "own-pool", "service": "checkout",
                 "peer": "orders-db", "before": 2, "during": 214, "beforeRate": 0.5, "duringRate": 50,
                 "captured": {"total": 10, "pool": "orders"},
                 "lines": [{"file": "logs/checkout.log", "line": 17, "text": "not available"}]}""");

        assertThat(signal)
                .isEqualTo(new Symptom(
                        "pool.acquire-timeout",
                        Phase.OWN_POOL,
                        "checkout",
                        "orders-db",
                        2,
                        214,
                        0.5,
                        50,
                        Map.of("total", "10", "pool", "orders"),
                        Exemplars.of(new SourceLine("logs/checkout.log", 17, "not available"))));
    }

    @Test
    void aSymptomNeedsOnlyItsKindAndService() {
        assertThat(one("{\"type\": \"Symptom\", \"kind\": \"gc.pause\", \"service\": \"catalog\", \"during\": 9}"))
                .isEqualTo(new Symptom("gc.pause", Phase.UNKNOWN, "catalog", "", 0, 9, 0, 9, Map.of(), Exemplars.NONE));
    }

    @Test
    void readsAnInstant() {
        assertThat(one("{\"type\": \"OnsetFound\", \"time\": \"2026-05-04T03:12:09Z\", \"basis\": \"errors\"}"))
                .isEqualTo(new OnsetFound(Instant.parse("2026-05-04T03:12:09Z"), "errors", 0, 0, Exemplars.NONE));
    }

    @Test
    void aSignalOfSamplesCountsAsASeries() {
        assertThat(one("{\"type\": \"LatencyShift\", \"service\": \"db\", \"before\": 4, \"during\": 2300}"))
                .isEqualTo(new LatencyShift("db", "db", 4, 2300, Signal.SERIES, Exemplars.NONE));
    }

    static Stream<String> everyType() {
        return Stream.of(
                "{'type': 'Symptom', 'service': 's', 'kind': 'k'}",
                "{'type': 'LatencyShift', 'service': 's', 'before': 1, 'during': 2}",
                "{'type': 'ErrorRatioShift', 'service': 's', 'before': 0, 'during': 0.5}",
                "{'type': 'TrafficShift', 'service': 's', 'before': 1, 'during': 2}",
                "{'type': 'RetryRatio', 'service': 's', 'during': 2.5}",
                "{'type': 'Saturation', 'service': 's', 'resource': 'cpu', 'before': 0.1, 'during': 1}",
                "{'type': 'QueueGrowth', 'service': 's', 'before': 1, 'during': 900}",
                "{'type': 'MetricShift', 'service': 's', 'name': 'cpu', 'during': 2}",
                "{'type': 'NewTemplate', 'service': 's', 'template': 'x <*>', 'severity': 'error'}",
                "{'type': 'Asymmetry', 'service': 's', 'by': 'version', 'member': 'v2', 'share': 1, 'usual': 0.5}",
                "{'type': 'Silence', 'service': 's', 'seconds': 30}",
                "{'type': 'Recovery', 'service': 's', 'what': 'errors', 'lasted': 20, 'calm': 60}",
                "{'type': 'Restart', 'service': 's'}",
                "{'type': 'Change', 'service': 's', 'kind': 'deploy', 'secondsBeforeOnset': 30}",
                "{'type': 'Dependency', 'service': 's', 'peer': 'p'}",
                "{'type': 'Observed', 'service': 's', 'records': 3}",
                "{'type': 'OnsetFound', 'time': '2026-05-04T03:12:09Z'}",
                "{'type': 'Alerted', 'service': 's', 'title': 't'}");
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void readsEveryTypeTheModelHas(String json) {
        String type = json.substring(10, json.indexOf('\'', 10));

        assertThat(one(json.replace('\'', '"')).getClass().getSimpleName()).isEqualTo(type);
    }

    @Test
    void theListOfTypesIsComplete() {
        assertThat(everyType()).hasSize(Signal.class.getPermittedSubclasses().length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'type': 'Symtom', 'kind': 'k'} | $.signals[0].type: expected one of | Did you mean 'Symptom'?
            {'type': 'Symptom', 'kind': 'k', 'servce': 's'} | $.signals[0]: unknown field 'servce' | Did you mean 'service'?
            {'type': 'Symptom', 'kind': 'k'} | $.signals[0].service: expected a text, but received nothing | service
            {'type': 'Symptom', 'kind': 3, 'service': 's'} | $.signals[0].kind: expected a text, but received 3 | kind
            {'type': 'Symptom', 'kind': 'k', 'service': 's', 'phase': 'ownpool'} | $.signals[0].phase: expected one of | Did you mean 'own-pool'?
            {'type': 'Symptom', 'kind': 'k', 'service': 's', 'during': -1} | $.signals[0].during: expected a whole number of 0 or more | -1
            {'type': 'LatencyShift', 'service': 's', 'before': '4ms', 'during': 3} | $.signals[0].before: expected a number, but received '4ms' | before
            {'type': 'OnsetFound', 'time': 'noon'} | $.signals[0].time: expected an instant such as | noon
            {'type': 'Restart', 'service': 's', 'lines': [{'line': 3}]} | $.signals[0].lines[0].file: expected a text | nothing
            {'type': 'TrafficShift', 'service': 's', 'user': 1, 'before': 1, 'during': 1} | $.signals[0].user: expected true or false | 1
            'Symptom' | $.signals[0]: expected a signal | Symptom
            """)
    void saysWhereWhatWasExpectedAndWhatCame(String json, String says, String alsoSays) {
        assertThatThrownBy(() -> one(json.replace('\'', '"')))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining(says.replace('\'', '"'))
                .hasMessageContaining(alsoSays.replace('\'', '"'));
    }

    @Test
    void theRequestItselfIsAnObjectWithSignals() {
        assertThatThrownBy(() -> read("[]")).hasMessage("$: expected an object, but received []");
        assertThatThrownBy(() -> read("{}")).hasMessage("$.signals: expected a list, but received nothing");
        assertThatThrownBy(() -> read("{\"signal\": []}")).hasMessageContaining("Did you mean \"signals\"?");
    }

    private static Signal one(String json) {
        return read("{\"signals\": [" + json + "]}").getFirst();
    }

    private static List<Signal> read(String json) {
        try {
            return SignalReader.read(JsonPlace.root(new ObjectMapper().readTree(json)));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the test's own JSON is malformed", e);
        }
    }
}
