package io.explainerror.cli;

import io.explainerror.Home;
import io.explainerror.rules.RuleSource;
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
                "Default: $EXPLAINERROR_RULES, else `rules` beside the program or in the working directory,",
                "else those that are part of the program."
            })
    @Nullable
    Path named;

    RuleSource source() {
        return Home.rules(Optional.ofNullable(named), System.getenv()::get);
    }
}
