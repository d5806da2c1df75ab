package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What README.md tells a newcomer to type works, and what it shows is what the program prints.
///
/// A shell block after `<!-- tested -->` is run; a text block after `<!-- output of: COMMAND -->` must be what the
/// command prints.
class ReadmeIT {
    private static final Pattern COMMANDS = Pattern.compile("<!-- tested -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OUTPUT =
            Pattern.compile("<!-- output of: (.*?) -->\\s*```\\w*\\n(.*?)```", Pattern.DOTALL);
    private static RunningService service;

    @BeforeAll
    static void startTheService() throws IOException {
        service = RunningService.start();
    }

    @AfterAll
    static void stopTheService() throws InterruptedException {
        service.stop();
    }

    static Stream<String> commands() throws IOException {
        return COMMANDS.matcher(readme()).results().map(match -> match.group(1));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandOfTheReadmeWorks(String commands) {
        Launched ended =
                Launched.run(Map.of(), List.of("sh", "-ec", commands.replace("localhost:8080", service.address())));

        assertThat(ended.code()).as("%s%n%s", commands, ended.err()).isZero();
        assertThat(ended.out()).isNotBlank();
    }

    static Stream<List<String>> outputs() throws IOException {
        return OUTPUT.matcher(readme()).results().map(match -> List.of(match.group(1), match.group(2)));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void anAnswerOfTheReadmeIsWhatTheProgramPrints(List<String> shown) {
        Launched ended = Launched.run(Map.of(), List.of("sh", "-ec", shown.getFirst()));

        assertThat(ended.out().strip())
                .as(ended.err())
                .isEqualTo(shown.getLast().strip());
    }

    @Test
    void theReadmeHasCommandsToRun() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(3);
    }

    private static String readme() throws IOException {
        return Files.readString(Launched.HOME.resolve("README.md"));
    }
}
