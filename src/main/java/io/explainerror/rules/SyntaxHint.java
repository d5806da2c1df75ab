package io.explainerror.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in words what the DRL parser says in codes.
final class SyntaxHint {
    private static final Pattern CODE = Pattern.compile("\\[ERR \\d+] Line (\\d+):(\\d+) ");
    private static final Pattern TEMPORAL = Pattern.compile("(&&|\\|\\|)\\s*(before|during)\\b");
    private static final Pattern NOT_WORD = Pattern.compile("[(,]\\s*not\\s+\\w");

    private SyntaxHint() {}

    /// @param line the source line, "" when unknown
    static String explain(String message, String line) {
        Matcher code = CODE.matcher(message);
        String plain = "syntax error: "
                + (code.lookingAt()
                        ? "column " + (Integer.parseInt(code.group(2)) + 1) + ": " + message.substring(code.end())
                        : message);
        if (TEMPORAL.matcher(line).find()) {
            return plain + ". After && and || the words `before` and `during` are operators of DRL: use a comma, or put"
                    + " the comparison into brackets, e.g. `grows && (during > 2)`";
        }
        if (NOT_WORD.matcher(line).find()) {
            return plain + ". Inside a condition write `!grows` instead of `not grows`";
        }
        return plain;
    }
}
