package io.explainerror.ruletest;

import io.explainerror.ExplainError;
import io.explainerror.rules.RuleSource;
import java.nio.file.Path;
import java.util.List;

/// The rule tests of this repository, run once for all who look at the result.
public final class Repository {
    public static final Path RULES = Path.of("rules");
    public static final RuleSource SOURCE = new RuleSource.Folder(RULES);

    private Repository() {}

    private static final class Once {
        static final TestRun RUN = new ExplainError().test(SOURCE, List.of(RULES.resolve("tests")));
    }

    public static TestRun run() {
        return Once.RUN;
    }
}
