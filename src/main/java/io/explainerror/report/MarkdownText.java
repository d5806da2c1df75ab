package io.explainerror.report;

import java.util.regex.Pattern;

/// Text that Markdown takes as text. Sources: CommonMark 0.31, sections 2.4 (backslash escapes), 6.1 (code spans) and
/// 4.5 (fenced code blocks); GitHub's extensions for tables, strikethrough and automatic links.
final class MarkdownText {
    private static final Pattern SPECIAL = Pattern.compile("([\\\\`*_\\[\\]|~#!])");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private MarkdownText() {}

    static String prose(String text) {
        String escaped = SPECIAL.matcher(Printable.of(text)).replaceAll("\\\\$1");
        return escaped.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("://", "&#58;//")
                .replace("www.", "www&#46;")
                .replace("@", "&#64;");
    }

    /// A code span; its fence is longer than any run of backticks inside.
    static String code(String text) {
        String printable = Printable.of(text).strip();
        if (printable.isEmpty()) {
            return "";
        }
        String fence = fence(printable, 1);
        // The padding keeps a backtick at the edge apart from the fence; Markdown takes it away again.
        return fence.length() == 1 ? fence + printable + fence : fence + " " + printable + " " + fence;
    }

    /// A fenced block.
    static String block(String text) {
        String printable = Printable.lines(text);
        String fence = fence(printable, 3);
        return fence + "\n" + printable + "\n" + fence + "\n";
    }

    private static String fence(String text, int atLeast) {
        int longest = BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
        return "`".repeat(Math.max(atLeast, longest + 1));
    }
}
