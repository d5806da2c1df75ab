package io.explainerror.cli;

import io.explainerror.model.ProblemException;
import io.explainerror.model.ProblemException.BrokenRules;
import io.explainerror.model.ProblemException.BudgetExceeded;
import io.explainerror.model.ProblemException.InputTooLarge;
import io.explainerror.model.ProblemException.UnknownVersion;
import io.explainerror.model.ProblemException.UnreadableInput;

/// What the program ends with; scripts rely on these numbers.
final class ExitCode {
    static final int FINE = 0;
    static final int ERROR = 1;
    static final int USAGE = 2;
    static final int BROKEN_RULES = 3;
    static final int RULE_TESTS_FAIL = 4;
    static final int UNREADABLE_INPUT = 5;

    private ExitCode() {}

    static int of(ProblemException problem) {
        return switch (problem) {
            case UnreadableInput _, InputTooLarge _ -> UNREADABLE_INPUT;
            case BrokenRules _ -> BROKEN_RULES;
            case BudgetExceeded _ -> ERROR;
            case UnknownVersion _ -> USAGE;
        };
    }
}
