package io.explainerror.rules;

/// Where something stands in the rule folder.
///
/// @param file   relative to the rule folder
/// @param line   1-based, 0 when unknown
/// @param column 1-based, 0 when unknown
record Place(String file, int line, int column) {

    /// The place of a character of a text that begins here.
    Place at(String text, int offset) {
        int end = Math.min(offset, text.length());
        int breaks = (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
        int lastBreak = text.lastIndexOf('\n', end - 1);
        return breaks == 0 ? new Place(file, line, column + end) : new Place(file, line + breaks, end - lastBreak);
    }
}
