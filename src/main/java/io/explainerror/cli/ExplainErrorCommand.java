package io.explainerror.cli;

import io.explainerror.Workshop;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The program as the shell sees it.
@Command(
        name = "explainerror",
        description = "Says what kind of failure an incident is, in which service, how sure, and what to do.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror explain dataset/inc-0055",
            "  explainerror explain --help",
            "  explainerror serve --port 9000"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine",
            "1:error, or the verdict named by --fail-on was reached",
            "2:wrong usage",
            "3:the rules do not compile",
            "4:rule tests fail",
            "5:the input cannot be read"
        })
public final class ExplainErrorCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    @SuppressWarnings("UnusedVariable") // Failures reads it off the command line, whatever stage failed
    private boolean debug;

    private ExplainErrorCommand() {}

    /// The whole command line, ready to be executed.
    ///
    /// @param server runs the REST service until it is told to stop
    public static CommandLine commandLine(Workshop workshop, Server server, Streams streams) {
        CommandLine rules = new CommandLine(new RulesCommand())
                .addSubcommand(new RulesCheckCommand(workshop, streams))
                .addSubcommand(new RulesTestCommand(workshop, streams))
                .addSubcommand(new RulesListCommand(workshop, streams))
                .addSubcommand(new RulesShowCommand(workshop, streams))
                .addSubcommand(new RulesDiffCommand(workshop, streams))
                .addSubcommand(new RulesExportCommand(workshop, streams));
        Failures failures = new Failures(streams.err());
        return new CommandLine(new ExplainErrorCommand())
                .addSubcommand(new ExplainCommand(workshop, streams))
                .addSubcommand(new EvaluateCommand(workshop, streams))
                .addSubcommand(new CalibrateCommand(workshop, streams))
                .addSubcommand(new ServeCommand(server))
                .addSubcommand(rules)
                .setOut(streams.textOut())
                .setErr(streams.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: explain, evaluate, calibrate, serve or rules");
    }
}
