package io.explainerror.cli;

import io.explainerror.model.ProblemException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// One clear line on standard error and the right exit code, whatever goes wrong.
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final PrintWriter err;

    Failures(PrintWriter err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        err.println("explainerror: " + firstLine(e));
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        if (result.expandedArgs().contains("--debug")) {
            e.printStackTrace(err);
        }
        return switch (e) {
            case ParameterException usage -> handleParseException(usage, new String[0]);
            case ProblemException problem -> say(String.valueOf(problem.getMessage()), ExitCode.of(problem));
            case Streams.OutputFailed failed -> say(String.valueOf(failed.getMessage()), ExitCode.ERROR);
            default ->
                say(
                        "an error in the program itself: " + e + "; please report it with the output of --debug",
                        ExitCode.ERROR);
        };
    }

    private int say(String message, int code) {
        err.println("explainerror: " + message);
        return code;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    }
}
