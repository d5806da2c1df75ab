package io.explainerror.cli;

import io.explainerror.Knowledge;
import io.explainerror.Workshop;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private ListingOptions listing = new ListingOptions();

    @Mixin
    private Rules rules = new Rules();

    RulesListCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Knowledge knowledge = workshop.open(rules.source()).knowledge();
        FiredOn fired = listing.fired(workshop, rules, streams);
        streams.print(
                switch (listing.format) {
                    case TEXT -> RulesText.list(knowledge, fired);
                    case JSON -> RulesJson.list(knowledge, fired);
                });
        return ExitCode.FINE;
    }
}
