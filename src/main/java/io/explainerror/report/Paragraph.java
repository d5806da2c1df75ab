package io.explainerror.report;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines at spaces; a word longer than a line is broken anywhere.
final class Paragraph {
    private Paragraph() {}

    /// @param width in characters, at least 1
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && length(line) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (length(line) > width) {
                int end = line.offsetByCodePoints(0, width);
                lines.add(line.substring(0, end));
                line.delete(0, end);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static int length(CharSequence text) {
        return (int) text.codePoints().count();
    }
}
