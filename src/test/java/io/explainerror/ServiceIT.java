package io.explainerror;

import static io.explainerror.JudgementText.withoutIdAndTimes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged service with the rules of the house.
class ServiceIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        service.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inc-0055", "inc-0020", "inc-0118", "inc-0114"})
    void bothDoorsGiveTheSameJudgement(String incident) throws IOException, InterruptedException {
        Path bundle = Path.of("dataset", incident);

        String printed = Launched.explainerror("explain", bundle.toString(), "--format", "json")
                .out();
        String answered = service.post("/v1/judgements", document(bundle));

        assertThat(withoutIdAndTimes(answered)).isEqualTo(withoutIdAndTimes(printed));
    }

    @Test
    void anErrorTextOfAnEmptyPoolIsResourceExhaustionAndNotToBeRepeated() throws IOException, InterruptedException {
        String answer = service.post(
                "/v1/explain-error", "{\"text\": \"Timeout acquiring connection from pool after 30000ms\"}");

        assertThat(answer)
                .contains("\"classification\":\"resource_exhaustion\"")
                .doesNotContain("auto_retry");
    }

    /// The bundle as one document, its logs named as the command line names them.
    private static String document(Path bundle) throws IOException {
        Path folder = Launched.HOME.resolve(bundle);
        ObjectNode document = JSON.createObjectNode();
        ArrayNode logs = document.putArray("logs");
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            for (Path log : files.sorted().toList()) {
                logs.addObject()
                        .put(
                                "name",
                                bundle.resolve("logs")
                                        .resolve(log.getFileName())
                                        .toString())
                        .put("text", Files.readString(log, StandardCharsets.UTF_8));
            }
        }
        for (String part : List.of("metrics", "changes", "alert")) {
            Path file = folder.resolve(part + ".json");
            if (Files.exists(file)) {
                document.set(part, JSON.readTree(file.toFile()));
            }
        }
        return document.toString();
    }
}
