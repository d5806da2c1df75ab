package io.explainerror.cli;

import io.explainerror.Workshop;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.rules.RuleSource;
import io.explainerror.ruletest.JUnitXml;
import io.explainerror.ruletest.TestRun;
import io.explainerror.ruletest.TestRunText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rules test`: situations with known answers, judged by the rule folder.
@Command(
        name = "test",
        description = "Judges the situations of rule tests and compares the answers with what each expects.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror rules test",
            "  explainerror rules test rules/tests/disk-full.yaml",
            "  explainerror rules test --coverage --junit target/rule-tests.xml",
            "  explainerror rules test --rules my-rules && git commit -a"
        })
final class RulesTestCommand implements Callable<Integer> {
    private final Workshop workshop;
    private final Streams streams;

    @Parameters(
            paramLabel = "DIR|FILE",
            arity = "0..*",
            description = {"Files or folders with rule tests.", "Default: `tests` in the rule folder."})
    private List<Path> tests = List.of();

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the result as JUnit XML, too.")
    private @Nullable Path junit;

    @Option(names = "--coverage", description = "List the rules that fire in no test.")
    private boolean coverage;

    @Mixin
    private Rules rules = new Rules();

    RulesTestCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    @Override
    public Integer call() {
        RuleSource source = rules.source();
        TestRun run = workshop.test(source, tests.isEmpty() ? List.of(testsOf(source)) : tests);
        if (junit != null) {
            write(junit, JUnitXml.render(run));
        }
        streams.print(TestRunText.render(run, coverage));
        return run.failures().isEmpty() ? ExitCode.FINE : ExitCode.RULE_TESTS_FAIL;
    }

    private static Path testsOf(RuleSource source) {
        return source.path()
                .map(folder -> folder.resolve("tests"))
                .orElseThrow(() -> new UnreadableInput("the rules that are part of the program come without tests:"
                        + " name test files, or a rule folder with --rules DIR"));
    }

    private static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the JUnit XML cannot be written", e);
        }
    }
}
