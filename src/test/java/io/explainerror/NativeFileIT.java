package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.rules.HostileCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The one file, copied to where there is nothing else.
class NativeFileIT {
    private static final Path BUNDLE = Launched.HOME.resolve("dataset/inc-0055");

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(
                Launched.HOME.resolve("target/explainerror"),
                folder.resolve("explainerror"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void itTellsItsVersion() {
        Launched ended = run("--version");

        assertThat(ended.out()).matches("explainerror \\d+\\.\\d+.*\\R");
    }

    @Test
    void itExplainsByTheRulesThatArePartOfIt() {
        Launched bare = run("explain", BUNDLE.toString());
        Launched beside = run(
                "explain",
                BUNDLE.toString(),
                "--rules",
                Launched.HOME.resolve("rules").toString());

        assertThat(bare.code()).as(bare.err()).isZero();
        assertThat(bare.out()).contains("connection-pool-exhaustion").isEqualTo(beside.out());
    }

    @Test
    void exportedRulesAreEditedBesideIt() throws IOException {
        Launched exported = run("rules", "export");
        Path pattern = folder.resolve("rules/patterns/connection-pool-exhaustion.yaml");
        Files.writeString(pattern, Files.readString(pattern).replaceFirst("title: .*", "title: An empty pool"));

        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(run("rules", "check").code()).isZero();
        assertThat(run("rules", "list").out()).contains("connection-pool-exhaustion: An empty pool");
    }

    @Test
    void anExportOverwritesNothingUnlessTold() {
        run("rules", "export");

        Launched again = run("rules", "export");

        assertThat(again.code()).isEqualTo(5);
        assertThat(again.err()).contains("--overwrite");
        assertThat(run("rules", "export", "--overwrite").code()).isZero();
    }

    /// Every word of the language of rules, so that none is understood on the JVM only.
    @Test
    void allThatRulesMaySayWorks() throws IOException {
        write(HostileCorpus.everyWord());

        Launched ended = run("rules", "check");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    }

    static Stream<String> hostile() {
        return HostileCorpus.folders().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileRuleIsRefused(String what) throws IOException {
        write(HostileCorpus.folders().get(what));

        Launched ended = run("rules", "check");

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(3);
        assertThat(ended.out())
                .startsWith("patterns/connection-pool-exhaustion.drl")
                .doesNotContain("\tat ");
    }

    private void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve("rules").resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, file.getValue());
        }
    }

    private Launched run(String... arguments) {
        return Launched.run(
                folder,
                Map.of(),
                Stream.concat(Stream.of(folder.resolve("explainerror").toString()), List.of(arguments).stream())
                        .toList());
    }
}
