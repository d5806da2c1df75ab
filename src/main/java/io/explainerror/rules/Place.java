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
        int breaks = 0;
        int lastBreak = -1;
        for (int at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
            breaks++;
            lastBreak = at;
        }
        return breaks == 0 ? new Place(file, line, column + end) : new Place(file, line + breaks, end - lastBreak);
    }
}
