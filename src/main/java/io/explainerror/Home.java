package io.explainerror;

import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.rules.RuleSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the program finds its rules.
public final class Home {
    private Home() {}

    /// The named folder, else the environment's `EXPLAINERROR_RULES`, else `rules` beside the program, else `rules` in
    /// the working directory, else the rules that are part of the program.
    ///
    /// @param named       what the user asked for
    /// @param environment environment variables by name
    /// @throws UnreadableInput when a named folder does not exist
    public static RuleSource rules(Optional<Path> named, UnaryOperator<@Nullable String> environment) {
        Optional<Path> wished = named.or(() ->
                Optional.ofNullable(environment.apply("EXPLAINERROR_RULES")).map(Path::of));
        if (wished.isPresent()) {
            return wished.filter(Files::isDirectory)
                    .map(RuleSource.Folder::new)
                    .orElseThrow(
                            () -> new UnreadableInput(
                                    wished.get()
                                            + ": expected a folder with rules (patterns/*.drl, recognisers/*.yaml), but there is none"));
        }
        return Stream.concat(program(environment).stream(), Stream.of(Path.of(".")))
                .map(folder -> folder.resolve("rules").normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .<RuleSource>map(RuleSource.Folder::new)
                .orElseGet(RuleSource.Embedded::new);
    }

    /// The launcher tells the folder; without it, a native binary knows where it lies.
    private static Optional<Path> program(UnaryOperator<@Nullable String> environment) {
        return Optional.ofNullable(System.getProperty("explainerror.home"))
                .or(() -> Optional.ofNullable(environment.apply("EXPLAINERROR_HOME")))
                .or(() -> NativeBinary.isThis() ? ProcessHandle.current().info().command() : Optional.empty())
                .map(Path::of)
                .map(path -> Files.isDirectory(path) ? path : path.resolveSibling(""));
    }
}
