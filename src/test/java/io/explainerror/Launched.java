package io.explainerror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs commands in the program's folder and keeps what came of them.
record Launched(int code, String out, String err) {
    /// The top folder of the project.
    static final Path HOME = Path.of(System.getProperty("explainerror.home", "."))
            .toAbsolutePath()
            .normalize();

    /// Tests do not fill the folder where the user's program keeps versions of the rules.
    static final Map<String, String> NOTHING_KEPT = Map.of("EXPLAINERROR_VERSIONS_FOLDER", "none");

    private static final long PATIENCE_MINUTES = 5;

    /// Runs `./explainerror`.
    static Launched explainerror(String... arguments) {
        return run(
                Map.of(),
                Stream.concat(Stream.of(HOME.resolve("explainerror").toString()), Stream.of(arguments))
                        .toList());
    }

    static Launched run(Map<String, String> environment, List<String> command) {
        return run(HOME, environment, command);
    }

    static Launched run(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile("explainerror", ".out");
            Path err = Files.createTempFile("explainerror", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(NOTHING_KEPT);
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + PATIENCE_MINUTES + " minutes: " + command);
            }
            Launched launched = new Launched(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return launched;
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command, e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while running " + command, e);
        }
    }
}
