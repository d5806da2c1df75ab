package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who follows the tutorial of `rules/README.md` to the letter gets what it shows.
///
/// Its blocks are carried out in their order: `<!-- save as: FILE -->`, `<!-- append to: FILE -->`, `<!-- run -->`, and
/// what the last run `<!-- prints -->`. Figures and versions may differ: the knowledge that ships
/// with the program grows.
class TutorialIT {
    private static final Pattern STEP = Pattern.compile(
            "<!-- (save as|append to|run|prints)(?:: (\\S+))? -->\\s*```\\w*\\n(.*?)```", Pattern.DOTALL);

    private record Step(String what, String file, String text) {}

    @TempDir
    private Path folder;

    @Test
    void theTutorialWorksStepByStep() throws IOException {
        copyRules();
        launcher();
        Launched last = new Launched(0, "", "");
        for (Step step : steps()) {
            switch (step.what()) {
                case "save as" -> save(step, StandardOpenOption.TRUNCATE_EXISTING);
                case "append to" -> save(step, StandardOpenOption.APPEND);
                case "run" -> last = run(step);
                case "prints" -> assertShown(last.out(), step);
                default -> throw new AssertionError("the tutorial has a step nobody carries out: " + step.what());
            }
        }
    }

    @Test
    void theTutorialHasAllItsSteps() throws IOException {
        assertThat(steps())
                .extracting(Step::what)
                .contains("save as", "append to", "run", "prints")
                .hasSizeGreaterThan(15);
    }

    private static List<Step> steps() throws IOException {
        String tutorial = Files.readString(Launched.HOME.resolve("rules/README.md"));
        Matcher matcher = STEP.matcher(tutorial);
        return matcher.results()
                .map(step -> new Step(step.group(1), step.group(2) == null ? "" : step.group(2), step.group(3)))
                .toList();
    }

    private Launched run(Step step) {
        Launched ended = Launched.run(folder, Map.of(), List.of("sh", "-ec", step.text()));
        assertThat(ended.code())
                .as("%s%n%s%s", step.text(), ended.out(), ended.err())
                .isZero();
        return ended;
    }

    private void save(Step step, StandardOpenOption how) throws IOException {
        Path file = folder.resolve(step.file());
        Files.createDirectories(file.getParent());
        Files.writeString(file, step.text(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    }

    private static void assertShown(String printed, Step step) {
        assertThat(withoutFigures(printed)).contains(withoutFigures(step.text()).strip());
    }

    /// `0.45` is the confidence of the day, `c2826236` the version of the rules.
    private static String withoutFigures(String text) {
        return text.replaceAll("0\\.\\d+|\\b[0-9a-f]{8}\\b|[+-]\\d\\.\\d+|\\d+ of \\d+ rules fired \\(\\d+ %\\)", "#");
    }

    /// The tutorial is followed in a folder of its own, with the program of this one.
    private void launcher() throws IOException {
        Path launcher = folder.resolve("explainerror");
        Files.writeString(launcher, "#!/bin/sh\nexec '" + Launched.HOME.resolve("explainerror") + "' \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    private void copyRules() throws IOException {
        Path rules = Launched.HOME.resolve("rules");
        try (Stream<Path> files = Files.walk(rules)) {
            for (Path file : files.toList()) {
                Path copy =
                        folder.resolve("rules").resolve(rules.relativize(file).toString());
                assertThatCode(() -> Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING))
                        .doesNotThrowAnyException();
            }
        }
    }
}
