package io.explainerror.rules;

/// A piece of rule text that is not part of the language of rules.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /// @param offset where in the text, in characters
    Refused(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
