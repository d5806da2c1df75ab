package io.explainerror.report;

/// Text from logs made safe to print. A log line may hold anything: escape sequences that repaint the terminal, line
/// breaks that forge lines, marks that reverse the direction of writing. They are shown as `\u001b`, line breaks and
/// tabs as a space.
final class Printable {
    private Printable() {}

    static String of(String text) {
        if (text.codePoints().noneMatch(Printable::unsafe)) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                printable.append(' ');
            } else if (unsafe(c)) {
                printable.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }

    /// As [#of], but keeps line breaks: for queries, which have several lines.
    static String lines(String text) {
        return String.join("\n", text.lines().map(Printable::of).toList());
    }

    private static boolean unsafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
