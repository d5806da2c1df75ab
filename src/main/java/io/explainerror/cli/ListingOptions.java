package io.explainerror.cli;

import io.explainerror.Workshop;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How `rules list` and `rules show` tell what they know.
final class ListingOptions {
    @Option(
            names = "--on",
            paramLabel = "DIR",
            description = "Labelled incidents: tells in how many each rule fired, and was right.")
    private @Nullable Path dataset;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    RulesFormat format = RulesFormat.TEXT;

    FiredOn fired(Workshop workshop, Rules rules, Streams streams) {
        return FiredOn.of(workshop, rules.source(), Optional.ofNullable(dataset), streams);
    }
}
