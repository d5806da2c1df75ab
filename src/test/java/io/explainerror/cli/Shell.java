package io.explainerror.cli;

import io.explainerror.Explainer;
import io.explainerror.Workshop;
import io.explainerror.evaluate.Difference;
import io.explainerror.evaluate.Hits;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.rules.RuleSource;
import io.explainerror.ruletest.TestRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs command lines as a shell would, without starting a process.
final class Shell {
    private final Explainer explainer;
    private String stdin = "";
    private Terminal terminal = Terminal.NONE;
    private OutputStream out = new ByteArrayOutputStream();
    private List<CatalogueProblem> problems = List.of();
    private final List<Double> calibrated = new ArrayList<>();
    private Hits.Count hits = new Hits.Count();
    private @Nullable Difference difference;
    private TestRun run = new TestRun(List.of(), List.of());

    Shell(Explainer explainer) {
        this.explainer = explainer;
    }

    Shell stdin(String text) {
        stdin = text;
        return this;
    }

    Shell terminal(Terminal given) {
        terminal = given;
        return this;
    }

    Shell out(OutputStream given) {
        out = given;
        return this;
    }

    Shell problems(CatalogueProblem... given) {
        problems = List.of(given);
        return this;
    }

    Shell ruleTests(TestRun given) {
        run = given;
        return this;
    }

    Shell hits(Hits.Count given) {
        hits = given;
        return this;
    }

    Shell difference(Difference given) {
        difference = given;
        return this;
    }

    /// The arguments one by one, where one of them has blanks.
    Ended run(String first, String... others) {
        return execute(Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new));
    }

    /// @param arguments separated by blanks
    Ended run(String arguments) {
        return execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }

    private Ended execute(String... args) {
        StringWriter err = new StringWriter();
        Streams streams = new Streams(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintWriter(err, true),
                terminal);
        int code = ExplainErrorCommand.commandLine(
                        new Prepared(), (host, port, _, dataset) -> served(host, port, dataset), streams)
                .execute(args);
        return new Ended(code, out.toString(), err.toString());
    }

    /// The temperatures that were written.
    List<Double> calibrated() {
        return calibrated;
    }

    private int served(String host, int port, Optional<Path> dataset) {
        new PrintWriter(out, true, StandardCharsets.UTF_8)
                .printf(
                        "serving %s:%d%s%n",
                        host, port, dataset.map(each -> " telling of " + each).orElse(""));
        return 0;
    }

    record Ended(int code, String out, String err) {}

    private final class Prepared implements Workshop {
        @Override
        public Explainer open(RuleSource rules) {
            return explainer;
        }

        @Override
        public Explainer open(RuleSource rules, String version) {
            return explainer.by(version);
        }

        @Override
        public Explainer watch(RuleSource rules, Optional<Path> dataset) {
            return explainer;
        }

        @Override
        public Hits.Count hits(RuleSource rules, Path dataset, Consumer<String> progress) {
            return hits;
        }

        @Override
        public Difference difference(String before, String after, Path dataset, Consumer<String> progress) {
            return Objects.requireNonNull(difference);
        }

        @Override
        public List<CatalogueProblem> check(RuleSource rules, Map<String, String> edits) {
            return problems;
        }

        @Override
        public void calibrate(RuleSource rules, double temperature) {
            calibrated.add(temperature);
        }

        @Override
        public TestRun test(RuleSource rules, List<Path> tests) {
            return run;
        }

        @Override
        public int export(Path folder, boolean overwrite) {
            new PrintWriter(out, true, StandardCharsets.UTF_8).printf("to %s, overwriting: %s%n", folder, overwrite);
            return 2;
        }
    }
}
