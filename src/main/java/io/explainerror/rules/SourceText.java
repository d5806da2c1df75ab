package io.explainerror.rules;

/// Finds words in the text of a rule file, for the parts whose place the parser does not tell.
final class SourceText {
    private SourceText() {}

    /// The place of a line's first visible character.
    static Place lineOf(String file, String text, int line) {
        String written = text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
        return new Place(
                file,
                line,
                written.isBlank()
                        ? 1
                        : written.length() - written.stripLeading().length() + 1);
    }

    /// The place of the first occurrence of a word from a line on; that line when it does not occur.
    static Place placeOf(String file, String text, String word, int fromLine) {
        int from = 0;
        for (int line = 1; line < fromLine && from >= 0; line++) {
            from = text.indexOf('\n', from) + 1;
        }
        int found = text.indexOf(word, from);
        return found < 0 ? lineOf(file, text, fromLine) : new Place(file, 1, 1).at(text, found);
    }
}
