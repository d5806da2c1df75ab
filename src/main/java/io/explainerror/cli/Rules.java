package io.explainerror.cli;

import io.explainerror.Home;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that names the rule folder.
final class Rules {
    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = {
                "Folder with the rules.",
                "Default: $EXPLAINERROR_RULES, else `rules` beside the program or in the working directory."
            })
    @Nullable
    Path named;

    Path folder() {
        return Home.rules(Optional.ofNullable(named), System.getenv()::get);
    }
}
