package io.explainerror;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the program finds its rule folder.
public final class Home {
    private Home() {}

    /// The named folder, else the environment's `EXPLAINERROR_RULES`, else `rules` in the folder of the program
    /// (`explainerror.home`), else `rules` in the working directory.
    ///
    /// @param named       what the user asked for
    /// @param environment environment variables by name
    /// @throws UnreadableInput when there is no such folder
    public static Path rules(Optional<Path> named, UnaryOperator<@Nullable String> environment) {
        Optional<Path> wished = named.or(() ->
                Optional.ofNullable(environment.apply("EXPLAINERROR_RULES")).map(Path::of));
        if (wished.isPresent()) {
            return wished.filter(Files::isDirectory)
                    .orElseThrow(
                            () -> new UnreadableInput(
                                    wished.get()
                                            + ": expected a folder with rules (patterns/*.drl, recognisers/*.yaml), but there is none"));
        }
        return Stream.of(System.getProperty("explainerror.home", "."), ".")
                .map(folder -> Path.of(folder, "rules"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new UnreadableInput("no rules found: expected the folder `rules` beside the program"
                        + " or in the working directory; name one with --rules DIR"));
    }
}
