package io.explainerror;

import static io.explainerror.JudgementText.withoutIdAndTimes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The native binary and the program on a JVM are one program: the same bundles give the same bytes.
class NativeJudgementsIT {
    private static final Map<String, String> BINARY = Map.of("EXPLAINERROR_PROGRAM", "native");
    private static final Map<String, String> JVM = Map.of("EXPLAINERROR_PROGRAM", "jvm");

    private static RunningService binary;
    private static RunningService jvm;

    @BeforeAll
    static void start() throws IOException {
        binary = RunningService.start(BINARY);
        jvm = RunningService.start(JVM);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        binary.stop();
        jvm.stop();
    }

    static List<Path> bundles() throws IOException {
        try (Stream<Path> folders = Files.list(Launched.HOME.resolve("dataset"))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("logs")))
                    .map(Launched.HOME::relativize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aBundleIsJudgedAlike(Path bundle) throws IOException, InterruptedException {
        String document = BundleJson.of(bundle);

        String judgement = withoutIdAndTimes(binary.post("/v1/judgements", document));

        assertThat(judgement).contains("\"pattern\": ");
        assertThat(judgement).isEqualTo(withoutIdAndTimes(jvm.post("/v1/judgements", document)));
    }

    @Test
    void theEvaluationOfAllBundlesIsTheSame() {
        String evaluated = evaluation(BINARY);

        assertThat(evaluated).contains("\"accuracy\"");
        assertThat(evaluated).isEqualTo(evaluation(JVM));
    }

    private static String evaluation(Map<String, String> environment) {
        Launched ended = Launched.run(
                environment,
                List.of(Launched.HOME.resolve("explainerror").toString(), "evaluate", "dataset", "--format", "json"));
        assertThat(ended.code()).as(ended.err()).isZero();
        // how long each took is the program's own
        return ended.out().replaceAll("\"millis\" : \\d+", "");
    }
}
