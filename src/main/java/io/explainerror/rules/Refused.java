package io.explainerror.rules;

import io.explainerror.model.ProblemKind;

/// A piece of rule text that is not part of the language of rules.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;
    private final int offset;

    /// @param offset where in the text, in characters
    Refused(int offset, String message) {
        this(ProblemKind.NOT_IN_LANGUAGE, offset, message);
    }

    /// @param offset where in the text, in characters
    Refused(ProblemKind kind, int offset, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.offset = offset;
    }

    ProblemKind kind() {
        return kind;
    }

    int offset() {
        return offset;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
