package io.explainerror.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `rules`: the commands about the rule folder.
@Command(
        name = "rules",
        description = "Checks, tests, lists, shows, compares and exports the rules.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror rules check",
            "  explainerror rules test",
            "  explainerror rules list --rules /etc/explainerror/rules",
            "  explainerror rules diff rules my-rules --on dataset",
            "  explainerror rules export my-rules"
        })
final class RulesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: check, test, list, show, diff or export");
    }
}
