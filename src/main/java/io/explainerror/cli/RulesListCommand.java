package io.explainerror.cli;

import io.explainerror.Knowledge;
import io.explainerror.Workshop;
import io.explainerror.model.Pattern;
import io.explainerror.model.RuleInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `rules list`: the patterns and what speaks for and against each.
@Command(
        name = "list",
        description = "Lists the patterns with their rules and weights (log-odds), strongest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  explainerror rules list", "  explainerror rules list | grep -A9 retry-amplification"})
final class RulesListCommand implements Callable<Integer> {
    private final Workshop workshop;
    private final Streams streams;

    @Mixin
    private Rules rules = new Rules();

    RulesListCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Knowledge knowledge = workshop.open(rules.source()).knowledge();
        StringBuilder text = new StringBuilder();
        knowledge.patterns().stream()
                .sorted(Comparator.comparing(Pattern::id))
                .forEach(pattern -> list(pattern, knowledge.rules(), text));
        streams.print(text.toString());
        return ExitCode.FINE;
    }

    private static void list(Pattern pattern, List<RuleInfo> rules, StringBuilder text) {
        text.append(pattern.id()).append(": ").append(pattern.title()).append('\n');
        rules.stream()
                .filter(rule -> rule.pattern().equals(pattern.id()))
                .sorted(Comparator.comparing(RuleInfo::weight).reversed().thenComparing(RuleInfo::name))
                .forEach(rule -> text.append(String.format(
                        Locale.ROOT, "  %+5.1f  %s  (%s:%d)%n", rule.weight(), rule.name(), rule.file(), rule.line())));
    }
}
