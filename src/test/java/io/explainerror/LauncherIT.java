package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program as a user meets it.
class LauncherIT {
    private static final Path POOL_EXHAUSTED = Launched.HOME.resolve("dataset/inc-0055");
    private static final Path ONE_LOG = POOL_EXHAUSTED.resolve("logs/checkout.log");
    private static final String LAUNCHER = Launched.HOME.resolve("explainerror").toString();

    @TempDir
    Path folder;

    @Test
    void anIncidentIsAnsweredInPlainTextWhenPiped() {
        Launched ended = Launched.explainerror("explain", POOL_EXHAUSTED.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines().findFirst().orElse("")).contains("checkout");
        assertThat(ended.out()).doesNotContain("\u001b[");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void standardInputIsReadWhenPipedIn() {
        Launched ended = shell("cat '" + ONE_LOG + "' | '" + LAUNCHER + "' explain --service checkout --format json");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("\"pattern\"");
    }

    @Test
    void itWorksFromAnyFolderAndThroughASymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("ee"), Path.of(LAUNCHER));

        Launched ended = Launched.run(folder, Map.of(), List.of(link.toString(), "explain", ONE_LOG.toString()));

        assertThat(ended.code()).as(ended.err()).isZero();
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertRefused(2, Launched.explainerror("explain", "--formt", "json"), "Unknown option: '--formt'");
    }

    @Test
    void aMissingFileIsNamed() {
        assertRefused(5, Launched.explainerror("explain", "nowhere.log"), "nowhere.log");
    }

    @Test
    void anEmptyFolderIsNamed() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("nothing-here"));

        assertRefused(5, explain(empty), "nothing-here");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        assertRefused(5, explain(Files.createFile(folder.resolve("empty.log"))), "empty.log", "empty");
    }

    @Test
    void aBinaryFileIsRefused() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(5).nextBytes(noise);

        assertRefused(5, explain(Files.write(folder.resolve("noise.log"), noise)), "noise.log", "binary");
    }

    @Test
    void aLineOfAHundredMegabytesNeedsNoMemoryOfItsSize() throws IOException {
        Path file = folder.resolve("line.log");
        byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 100; i++) {
                out.write(part);
            }
        }

        Launched ended = Launched.run(
                Map.of("EXPLAINERROR_JAVA_OPTIONS", "-Xmx128m"), List.of(LAUNCHER, "explain", file.toString()));

        assertThat(ended.code()).as(ended.err()).isIn(0, 5);
        assertThat(ended.err()).doesNotContain("OutOfMemory", "\tat ");
    }

    @Test
    void aTruncatedGzipIsRefused() throws IOException {
        Path file = folder.resolve("cut.log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            Files.copy(ONE_LOG, out);
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertRefused(5, explain(file), "cut.log.gz", "truncated");
    }

    @Test
    void aMalformedFileOfABundleIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("logs"));
        Files.copy(ONE_LOG, folder.resolve("logs/checkout.log"));
        Files.writeString(folder.resolve("metrics.json"), "[{\"service\": \"checkout\", ");

        assertRefused(5, explain(folder), "metrics.json");
    }

    @Test
    void aBundleWithoutLogsIsRefused() throws IOException {
        Files.writeString(folder.resolve("alert.json"), "{\"title\": \"slow\"}");

        assertRefused(5, explain(folder), "log");
    }

    @Test
    void brokenRulesAreAllNamed() throws IOException {
        Path patterns = Files.createDirectory(folder.resolve("patterns"));
        Files.writeString(patterns.resolve("broken.drl"), "package patterns;\nrule \"half\"\nwhen\n");

        Launched ended = Launched.explainerror("rules", "check", "--rules", folder.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).contains("patterns/broken.drl:");
    }

    @Test
    void theRulesOfTheHouseAreFine() {
        Launched ended = Launched.explainerror("rules", "check");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    }

    @Test
    void helpShowsExamples() {
        Launched ended = Launched.explainerror("--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Examples:", "explainerror explain", "Exit codes:");
    }

    @Test
    void aReaderThatWentAwayIsNoError() {
        Launched ended = shell(
                "{ '" + LAUNCHER + "' explain '" + POOL_EXHAUSTED + "' --format json; echo code=$? >&2; } | true");

        assertThat(ended.err()).isEqualToIgnoringNewLines("code=0");
    }

    private static Launched explain(Path path) {
        return Launched.explainerror("explain", path.toString());
    }

    private static Launched shell(String script) {
        return Launched.run(Map.of(), List.of("sh", "-c", script));
    }

    private static void assertRefused(int code, Launched ended, String... says) {
        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("explainerror: ").contains(says).doesNotContain("\tat ");
    }
}
