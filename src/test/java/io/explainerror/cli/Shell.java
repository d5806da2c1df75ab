package io.explainerror.cli;

import io.explainerror.Explainer;
import io.explainerror.Workshop;
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

/// Runs command lines as a shell would, without starting a process.
final class Shell {
    private final Explainer explainer;
    private String stdin = "";
    private Terminal terminal = Terminal.NONE;
    private OutputStream out = new ByteArrayOutputStream();
    private List<CatalogueProblem> problems = List.of();
    private final List<Double> calibrated = new ArrayList<>();
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

    /// @param arguments separated by blanks
    Ended run(String arguments) {
        StringWriter err = new StringWriter();
        Streams streams = new Streams(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintWriter(err, true),
                terminal);
        String[] args = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        int code = ExplainErrorCommand.commandLine(new Prepared(), (host, port, _) -> served(host, port), streams)
                .execute(args);
        return new Ended(code, out.toString(), err.toString());
    }

    /// The temperatures that were written.
    List<Double> calibrated() {
        return calibrated;
    }

    private int served(String host, int port) {
        new PrintWriter(out, true, StandardCharsets.UTF_8).printf("serving %s:%d%n", host, port);
        return 0;
    }

    record Ended(int code, String out, String err) {}

    private final class Prepared implements Workshop {
        @Override
        public Explainer open(RuleSource rules) {
            return explainer;
        }

        @Override
        public Explainer watch(RuleSource rules) {
            return explainer;
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
