package io.explainerror.ruletest;

import io.explainerror.ExplainError;
import java.nio.file.Path;
import java.util.List;

/// The rule tests of this repository, run once for all who look at the result.
public final class Repository {
    public static final Path RULES = Path.of("rules");

    private Repository() {}

    private static final class Once {
        static final TestRun RUN = new ExplainError().test(RULES, List.of(RULES.resolve("tests")));
    }

    public static TestRun run() {
        return Once.RUN;
    }
}
