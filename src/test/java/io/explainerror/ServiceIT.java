package io.explainerror;

import static io.explainerror.JudgementText.withoutIdAndTimes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged service with the rules of the house.
class ServiceIT {
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
        String answered = service.post("/v1/judgements", BundleJson.of(bundle));

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
}
