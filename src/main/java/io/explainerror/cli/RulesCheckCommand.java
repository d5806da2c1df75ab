package io.explainerror.cli;

import io.explainerror.Workshop;
import io.explainerror.model.CatalogueProblem;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `rules check`: whether the rule folder compiles, and what stands in its way.
@Command(
        name = "check",
        description = "Compiles the rules and prints every problem as file:line:column: message.",
        footerHeading = "%nExamples:%n",
        footer = {"  explainerror rules check", "  explainerror rules check --rules my-rules && git commit -a"})
final class RulesCheckCommand implements Callable<Integer> {
    private final Workshop workshop;
    private final Streams streams;

    @Mixin
    private Rules rules = new Rules();

    RulesCheckCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    @Override
    public Integer call() {
        List<CatalogueProblem> problems = workshop.check(rules.source());
        if (problems.isEmpty()) {
            streams.print("the rules are fine\n");
            return ExitCode.FINE;
        }
        streams.print(problems.stream().map(problem -> problem + "\n").collect(Collectors.joining()));
        return ExitCode.BROKEN_RULES;
    }
}
