package io.explainerror.cli;

import io.explainerror.Knowledge;
import io.explainerror.Workshop;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `rules list`: the patterns and what speaks for and against each.
@Command(
        name = "list",
        description = "Lists the patterns with their rules and weights (log-odds), strongest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror rules list",
            "  explainerror rules list | grep -A9 retry-amplification",
            "  explainerror rules list --on dataset | grep 'none of'",
            "  explainerror rules list --on dataset --format json | jq '.patterns[].rules[] | select(.fired.wrong > 0)'"
        })
final class RulesListCommand implements Callable<Integer> {
    private final Workshop workshop;
    private final Streams streams;

    @Option(
            names = "--on",
            paramLabel = "DIR",
            description = "Labelled incidents: tells in how many each rule fired, and was right.")
    private @Nullable Path dataset;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    private RulesFormat format = RulesFormat.TEXT;

    @Mixin
    private Rules rules = new Rules();

    RulesListCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Knowledge knowledge = workshop.open(rules.source()).knowledge();
        FiredOn fired = FiredOn.of(workshop, rules.source(), Optional.ofNullable(dataset), streams);
        streams.print(
                switch (format) {
                    case TEXT -> RulesText.list(knowledge, fired);
                    case JSON -> RulesJson.list(knowledge, fired);
                });
        return ExitCode.FINE;
    }
}
