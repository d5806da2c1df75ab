package io.explainerror.model;

/// Something the user must hear: what was expected, what came, where, and what to do.
public abstract sealed class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected ProblemException(String message) {
        super(message);
    }

    protected ProblemException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The input cannot be read: exit code 5, HTTP status 4xx.
    public static final class UnreadableInput extends ProblemException {
        private static final long serialVersionUID = 1L;

        public UnreadableInput(String message) {
            super(message);
        }

        public UnreadableInput(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The input is larger than the stated limit: exit code 5, HTTP status 413.
    public static final class InputTooLarge extends ProblemException {
        private static final long serialVersionUID = 1L;

        public InputTooLarge(String message) {
            super(message);
        }
    }

    /// The rule base does not compile: exit code 3.
    public static final class BrokenRules extends ProblemException {
        private static final long serialVersionUID = 1L;

        public BrokenRules(String message) {
            super(message);
        }
    }

    /// Judging took longer than its deadline or more than its budget: exit code 1, HTTP status 503.
    public static final class BudgetExceeded extends ProblemException {
        private static final long serialVersionUID = 1L;

        public BudgetExceeded(String message) {
            super(message);
        }
    }

    /// A version of the rules that nobody keeps: exit code 2, HTTP status 404.
    public static final class UnknownVersion extends ProblemException {
        private static final long serialVersionUID = 1L;

        public UnknownVersion(String message) {
            super(message);
        }
    }
}
