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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tests of a rule base: reads them, runs them side by side, tells how they went.
public final class RuleTests {
    private final List<RuleTest> tests;
    private final List<CatalogueProblem> problems;
    private final int leftOut;
    private final Vocabulary vocabulary;

    private RuleTests(List<RuleTest> tests, List<CatalogueProblem> problems, int leftOut, Vocabulary vocabulary) {
        this.tests = List.copyOf(tests);
        this.problems = List.copyOf(problems);
        this.leftOut = leftOut;
        this.vocabulary = vocabulary;
    }

    /// The tests that came with a rule folder. Those about bundles that are not there are left out: rules are deployed
    /// without the incidents that they were made from.
    ///
    /// @param folder the rule folder, from where bundles are looked for
    /// @param files  texts by name relative to it
    public static RuleTests of(Path folder, Map<String, String> files, Vocabulary vocabulary) {
        RuleTestReader reader = new RuleTestReader(vocabulary, true);
        List<RuleTest> tests = new ArrayList<>();
        List<CatalogueProblem> problems = new ArrayList<>();
        files.forEach((name, yaml) -> {
            try {
                tests.addAll(reader.read(name, folder.resolve(name), yaml));
            } catch (CatalogueException e) {
                problems.add(e.problem());
            }
        });
        List<RuleTest> here = tests.stream().filter(RuleTests::isHere).toList();
        return new RuleTests(here, problems, tests.size() - here.size(), vocabulary);
    }

    private static boolean isHere(RuleTest test) {
        return switch (test.situation()) {
            case RuleTest.Situation.Bundle bundle -> Files.isDirectory(bundle.folder());
            case RuleTest.Situation.Written _ -> true;
        };
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
        return new RuleTests(tests, problems, 0, vocabulary);
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

    /// What is wrong with the files; empty when all of them could be read.
    public List<CatalogueProblem> problems() {
        return problems;
    }

    /// How many tests were left out, see [#of].
    public int leftOut() {
        return leftOut;
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
