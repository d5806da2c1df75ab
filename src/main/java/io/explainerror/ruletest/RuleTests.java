package io.explainerror.ruletest;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemException;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tests of a rule base: reads them, runs them side by side, tells how they went.
public final class RuleTests {
    private final List<RuleTest> tests;
    private final Vocabulary vocabulary;

    private RuleTests(List<RuleTest> tests, Vocabulary vocabulary) {
        this.tests = List.copyOf(tests);
        this.vocabulary = vocabulary;
    }

    /// Reads test files.
    ///
    /// @param paths files, or folders whose `*.yaml` are read
    /// @throws UnreadableInput naming everything that is wrong with them as `file:line:column: message`, or when
    ///                         there is no test at all
    public static RuleTests read(List<Path> paths, Vocabulary vocabulary) {
        RuleTestReader reader = new RuleTestReader(vocabulary);
        List<RuleTest> tests = new ArrayList<>();
        List<CatalogueProblem> problems = new ArrayList<>();
        for (Path file : files(paths)) {
            try {
                tests.addAll(reader.read(file, Files.readString(file)));
            } catch (CatalogueException e) {
                problems.add(e.problem());
            } catch (IOException e) {
                problems.add(new CatalogueProblem(file.toString(), 0, 0, "cannot be read as UTF-8 text: " + e));
            }
        }
        if (!problems.isEmpty()) {
            throw new UnreadableInput("the rule tests cannot be read:\n"
                    + problems.stream().map(CatalogueProblem::toString).collect(Collectors.joining("\n")));
        }
        if (tests.isEmpty()) {
            throw new UnreadableInput(paths.stream().map(Path::toString).collect(Collectors.joining(", "))
                    + ": expected rule tests (*.yaml), but there are none");
        }
        return new RuleTests(tests, vocabulary);
    }

    private static List<Path> files(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(yaml(path));
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new UnreadableInput(path + ": expected a file or folder of rule tests, but there is none");
            }
        }
        return files;
    }

    private static List<Path> yaml(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnreadableInput(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    /// The tests in the order of files and lines.
    public List<RuleTest> tests() {
        return tests;
    }

    /// Runs all of them side by side.
    public TestRun run(Court court) {
        List<Outcome> outcomes =
                tests.parallelStream().map(test -> outcome(test, court)).toList();
        return new TestRun(outcomes, vocabulary.rules());
    }

    private static Outcome outcome(RuleTest test, Court court) {
        long start = System.nanoTime();
        try {
            Court.Ruling ruling = court.judge(test.situation());
            List<String> failures = Comparison.failures(test.expected(), ruling);
            return new Outcome(test, failures, Optional.of(ruling), since(start));
        } catch (ProblemException e) {
            return new Outcome(
                    test,
                    List.of("expected a judgement, but received: " + e.getMessage()),
                    Optional.empty(),
                    since(start));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
