package io.explainerror.ruletest;

import io.explainerror.model.Judgement;
import io.explainerror.model.RuleInfo;
import java.util.List;
import java.util.Locale;

/// A test run for people: what failed, with the evidence behind what came instead, and how much was tried.
public final class TestRunText {
    private static final int EVIDENCE = 6;

    private TestRunText() {}

    /// @param coverage whether to list the rules that no test fires
    public static String render(TestRun run, boolean coverage) {
        StringBuilder text = new StringBuilder();
        run.failures().forEach(outcome -> text.append(failure(outcome)).append('\n'));
        if (coverage) {
            silent(run.silent(), text);
        }
        int failed = run.failures().size();
        text.append(String.format(
                Locale.ROOT,
                "%d rule test%s, %s; %d of %d rules fired (%.0f %%)%n",
                run.outcomes().size(),
                run.outcomes().size() == 1 ? "" : "s",
                failed == 0 ? "all passed" : failed + " failed",
                run.rules().size() - run.silent().size(),
                run.rules().size(),
                run.coverage() * 100));
        return text.toString();
    }

    /// One failed test, with what speaks for the answer that came.
    public static String failure(Outcome outcome) {
        StringBuilder text = new StringBuilder("FAILED " + outcome.test().place() + ": ")
                .append(outcome.test().name())
                .append('\n');
        outcome.failures().forEach(failure -> text.append("  ").append(failure).append('\n'));
        outcome.judgement().ifPresent(judgement -> evidence(judgement, text));
        return text.toString();
    }

    private static void evidence(Judgement judgement, StringBuilder text) {
        text.append("  ").append(judgement.summary()).append('\n');
        judgement.evidence().stream().limit(EVIDENCE).forEach(e -> weighed(e, text));
        judgement.against().stream().limit(EVIDENCE).forEach(e -> weighed(e, text));
        for (Judgement.Alternative other : judgement.alternatives()) {
            text.append(String.format(
                    Locale.ROOT,
                    "    %.2f %s in %s: %s%n",
                    other.confidence(),
                    other.pattern(),
                    other.service().isEmpty() ? "nobody" : other.service(),
                    other.says()));
        }
    }

    private static void weighed(Judgement.Evidence e, StringBuilder text) {
        text.append(String.format(Locale.ROOT, "    %+.2f %s [%s]%n", e.weight(), e.says(), e.rule()));
    }

    private static void silent(List<RuleInfo> rules, StringBuilder text) {
        if (!rules.isEmpty()) {
            text.append("No test fires these rules:\n");
            rules.forEach(rule -> text.append("  %s:%d: %s%n".formatted(rule.file(), rule.line(), rule.name())));
            text.append('\n');
        }
    }
}
