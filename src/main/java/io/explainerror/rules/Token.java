package io.explainerror.rules;

/// A word, number, text or sign of an expression.
///
/// @param text   as written; a text without its quotes and with its escapes resolved
/// @param offset of its first character in the expression
record Token(Kind kind, String text, int offset) {
    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(sign);
    }

    /// As a message should show it.
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text \"" + text + "\"";
            case WORD, NUMBER, SIGN -> "`" + text + "`";
        };
    }
}
