package io.explainerror.cli;

import io.explainerror.Explainer;
import io.explainerror.Knowledge;
import io.explainerror.Library;
import io.explainerror.Workshop;
import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.Pattern;
import io.explainerror.model.RuleInfo;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `rules show`: all that is known about one pattern or one rule.
@Command(
        name = "show",
        description = "Shows a pattern with its rules and recipes, or a rule as it is written.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror rules show connection-pool-exhaustion",
            "  explainerror rules show connection-pool-exhaustion --on dataset",
            "  explainerror rules show 'callers wait in vain for a connection of their own pool' --format json"
        })
final class RulesShowCommand implements Callable<Integer> {
    private final Workshop workshop;
    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "A pattern's id or a rule's name.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String id;

    @Mixin
    private ListingOptions listing = new ListingOptions();

    @Mixin
    private Rules rules = new Rules();

    RulesShowCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Explainer explainer = workshop.open(rules.source());
        Knowledge knowledge = explainer.knowledge();
        Library library = explainer.library();
        Optional<Pattern> pattern = knowledge.patterns().stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
        Optional<RuleInfo> rule = knowledge.rules().stream()
                .filter(each -> each.name().equals(id))
                .findFirst();
        if (pattern.isEmpty() && rule.isEmpty()) {
            throw new ParameterException(spec.commandLine(), unknown(knowledge));
        }
        FiredOn fired = listing.fired(workshop, rules, streams);
        streams.print(
                switch (listing.format) {
                    case TEXT ->
                        pattern.map(each -> RulesText.pattern(each, knowledge, library, fired))
                                .orElseGet(() -> RulesText.rule(rule.orElseThrow(), library, fired));
                    case JSON ->
                        pattern.map(each -> RulesJson.pattern(each, knowledge, library, fired))
                                .orElseGet(() -> RulesJson.rule(rule.orElseThrow(), library, fired));
                });
        return ExitCode.FINE;
    }

    private String unknown(Knowledge knowledge) {
        SortedSet<String> names = new TreeSet<>();
        knowledge.patterns().forEach(pattern -> names.add(pattern.id()));
        knowledge.rules().forEach(rule -> names.add(rule.name()));
        return "there is no pattern or rule `" + id + "`." + DidYouMean.hint(id, names)
                + " `rules list` shows all of them.";
    }
}
