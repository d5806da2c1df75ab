package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.ProblemException.InputTooLarge;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bundles as folders and as JSON, and what is said about broken ones.
class IncidentReaderTest {
    private static final String LINE = "2024-01-02 10:00:00 INFO a - one\n";

    @TempDir
    Path folder;

    @Test
    void aBundleFolderHasLogsMetricsChangesAndAlert() {
        Incident incident = IncidentReader.fromPaths(List.of(Path.of("dataset/inc-0055")));

        assertThat(incident.logs())
                .extracting(LogSource::name)
                .containsExactly(
                        "dataset/inc-0055/logs/checkout.log",
                        "dataset/inc-0055/logs/inventory.log",
                        "dataset/inc-0055/logs/nginx-access.log",
                        "dataset/inc-0055/logs/nginx-error.log",
                        "dataset/inc-0055/logs/payments.log",
                        "dataset/inc-0055/logs/postgres.log");
        assertThat(incident.metrics()).isNotEmpty();
        assertThat(incident.changes()).isNotEmpty();
        assertThat(incident.alert().title()).isEqualTo("Request timeouts on checkout");
    }

    @Test
    void theDigestDependsOnContentAndNotOnPlace() throws IOException {
        String first = digest(bundle(folder.resolve("a"), LINE));
        String same = digest(bundle(folder.resolve("b"), LINE));
        String other = digest(bundle(folder.resolve("c"), LINE + LINE));

        assertThat(same).isEqualTo(first).hasSize(64);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void standardInputIsADash() {
        Incident incident =
                IncidentReader.fromPaths(List.of(Path.of("-")), new ByteArrayInputStream(Ascii.bytes(LINE)));
        ReadReport report = LogReader.read(
                incident.logs().getFirst(), new ReadOptions("", Instant.EPOCH), record -> assertThat(record.message())
                        .hasToString("one"));

        assertThat(report.records()).isEqualTo(1);
        assertThat(incident.digest()).hasSize(64);
    }

    @Test
    void aFolderOfLogsIsReadAsAWhole() throws IOException {
        Files.writeString(folder.resolve("a.log"), LINE);
        Files.writeString(folder.resolve("b.log"), "");

        Incident incident = IncidentReader.fromPaths(List.of(folder));

        assertThat(incident.logs()).hasSize(1);
        assertThat(incident.warnings()).containsExactly(folder.resolve("b.log") + ": is empty");
    }

    @Test
    void aMissingFileIsNamed() {
        complains(
                "nowhere.log",
                "nowhere.log: no such file or folder; give a log file, a folder of logs" + " or - for standard input");
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.log"));

        complains(empty.toString(), empty + ": is empty; expected log lines");
    }

    @Test
    void aFolderWithoutLogsIsNamed() {
        complains(
                folder.toString(),
                folder + ": expected log files or a bundle"
                        + " (logs/, metrics.json, changes.json, alert.json), found none");
    }

    @Test
    void aBundleWithoutLogsIsNamed() throws IOException {
        Files.writeString(folder.resolve("alert.json"), "{}");

        complains(
                folder.toString(),
                folder + ": a bundle without logs; expected at least one log that is not empty in "
                        + folder.resolve("logs"));
    }

    @Test
    void malformedJsonIsPlaced() throws IOException {
        bundle(folder, LINE);
        Path changes = folder.resolve("changes.json");
        Files.writeString(changes, "[\n {\"time\": }\n]");

        assertThatThrownBy(() -> IncidentReader.fromPaths(List.of(folder)))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageStartingWith(changes + ":2:11: malformed JSON: Unexpected character ('}'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "metrics.json | {} | expected a list of {service, name, unit, points}, received an object {}",
                "metrics.json | [{\"name\":\"cpu\"}] | [0].points: expected a list of [time, value], received nothing",
                "metrics.json | [{\"points\":[]}] | [0].name: expected a text, received nothing",
                "metrics.json | [{\"name\":\"a\",\"points\":[[1]]}] | [0].points[0]: expected [time, value], received a list [1]",
                "metrics.json | [{\"name\":\"a\",\"points\":[[\"now\",1]]}] | [0].points[0][0]: expected a time (ISO 8601, or epoch seconds or milliseconds), received the text \"now\"",
                "metrics.json | [{\"name\":\"a\",\"points\":[[1704189600,\"x\"]]}] | [0].points[0][1]: expected a number, received the text \"x\"",
                "changes.json | [{\"kind\":\"deploy\"}] | [0].time: expected a time (ISO 8601, or epoch seconds or milliseconds), received nothing",
                "alert.json | [] | expected {time, service, title, description}, received a list []",
            })
    void wrongShapesNameFieldExpectedAndReceived(String file, String json, String message) throws IOException {
        bundle(folder, LINE);
        Files.writeString(folder.resolve(file), json);

        complains(folder.toString(), folder.resolve(file) + ": " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T13:06:14.285Z, 1795352774285000",
        "2026-11-22T14:06:14.285+01:00, 1795352774285000",
        "1795352774, 1795352774000000",
        "1795352774285, 1795352774285000"
    })
    void timesAreIsoOrEpoch(String time, long micros) {
        String value = time.contains("-") ? "\"" + time + "\"" : time;
        Incident incident = json("{\"logs\":{\"a.log\":\"x\"},\"metrics\":[{\"service\":\"s\",\"name\":\"cpu\","
                + "\"points\":[[" + value + ",0.5]]}]}");

        assertThat(incident.metrics().getFirst().points().getFirst().time()).isEqualTo(micros);
    }

    @Test
    void aJsonBundleNamesItsLogsEitherWay() {
        Incident list = json("{\"logs\":[{\"name\":\"checkout.log\",\"service\":\"shop\",\"text\":\"x\"}]}");
        Incident object = json("{\"logs\":{\"checkout.log\":\"x\"}}");

        assertThat(list.logs().getFirst().service()).isEqualTo("shop");
        assertThat(object.logs().getFirst().name()).isEqualTo("checkout.log");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | bundle: logs: expected a list of {name, service, text} or an object of texts by name with at least one log that is not empty, received none",
                "[] | bundle: expected an object with logs, metrics, changes and alert, received a list []",
                "{\"logs\":[{\"name\":\"a\"}]} | bundle: logs[0].text: expected the log's text, received nothing",
                "{\"logs\":7} | bundle: logs: expected a list of {name, service, text} or an object of texts by name, received the number 7",
            })
    void brokenJsonBundlesAreExplained(String json, String message) {
        assertThatThrownBy(() -> json(json)).isInstanceOf(UnreadableInput.class).hasMessage(message);
    }

    @Test
    void aJsonBundleIsBounded() {
        assertThatThrownBy(() -> IncidentReader.fromJson(new byte[100], 99))
                .isInstanceOf(InputTooLarge.class)
                .hasMessage("bundle: 100 bytes are more than the limit of 99; send only the time around the incident");
    }

    private static Incident json(String json) {
        return IncidentReader.fromJson(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void complains(String path, String message) {
        assertThatThrownBy(() -> IncidentReader.fromPaths(List.of(Path.of(path))))
                .isInstanceOf(UnreadableInput.class)
                .hasMessage(message);
    }

    private static Path bundle(Path folder, String log) throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/app.log"), log);
        return folder;
    }

    private static String digest(Path bundle) {
        return IncidentReader.fromPaths(List.of(bundle)).digest();
    }
}
