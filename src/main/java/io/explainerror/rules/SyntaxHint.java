package io.explainerror.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in words what the DRL parser says in codes.
///
/// @param line   1-based, 0 when the parser does not tell
/// @param column 1-based, 0 when the parser does not tell
record SyntaxHint(int line, int column, String message) {
    private static final Pattern CODE = Pattern.compile("\\[ERR \\d+] Line (\\d+):(\\d+) ");
    private static final Pattern STUMBLED = Pattern.compile(
            "Line (\\d+):(\\d+) unexpected exception at input '(.*?)'\\. Exception: .*", Pattern.DOTALL);
    private static final Pattern TEMPORAL = Pattern.compile("(&&|\\|\\|)\\s*(before|during)\\b");
    private static final Pattern NOT_WORD = Pattern.compile("[(,]\\s*not\\s+\\w");

    /// @param line the source line, "" when unknown
    static SyntaxHint of(String message, String line) {
        Matcher stumbled = STUMBLED.matcher(message);
        if (stumbled.matches()) {
            boolean end = stumbled.group(3).equals("<eof>");
            return at(
                    stumbled, end ? "the file ends within a rule" : "`" + stumbled.group(3) + "` is not expected here");
        }
        Matcher code = CODE.matcher(message);
        return code.lookingAt()
                ? at(code, message.substring(code.end()) + hint(line))
                : new SyntaxHint(0, 0, "syntax error: " + message + hint(line));
    }

    private static SyntaxHint at(Matcher place, String message) {
        return new SyntaxHint(
                Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)) + 1, "syntax error: " + message);
    }

    private static String hint(String line) {
        if (TEMPORAL.matcher(line).find()) {
            return ". After && and || the words `before` and `during` are operators of DRL: use a comma, or put"
                    + " the comparison into brackets, e.g. `grows && (during > 2)`";
        }
        return NOT_WORD.matcher(line).find() ? ". Inside a condition write `!grows` instead of `not grows`" : "";
    }
}
