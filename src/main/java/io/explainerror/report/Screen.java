package io.explainerror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Lines of text for a terminal of some width. Texts come in printable.
final class Screen {
    private static final String INDENT = "  ";
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[[0-9;]*m");

    private final int width;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    Screen(int width, Style style) {
        this.width = width;
        this.style = style;
    }

    /// A line as it is, however long: for what is copied and pasted.
    void raw(String line) {
        line.lines().forEach(lines::add);
    }

    void blank() {
        lines.add("");
    }

    /// A titled list; nothing at all when it is empty.
    <T> void section(String title, List<T> items, Consumer<T> print) {
        if (!items.isEmpty()) {
            blank();
            lines.add(style.bold(title));
            items.forEach(print);
        }
    }

    /// A text behind a mark, continued below itself, cut after some lines.
    void item(String mark, String text, int maxLines) {
        String indent = mark.isEmpty() ? "" : INDENT;
        String hanging = indent + " ".repeat(mark.length());
        List<String> wrapped = wrapped(text, width - hanging.length(), maxLines);
        lines.add(indent + painted(mark) + wrapped.getFirst());
        wrapped.stream().skip(1).forEach(line -> lines.add(hanging + line));
    }

    /// One line of a log, cut after some rows.
    void quote(String margin, String text, int maxLines) {
        wrapped(text, width - INDENT.length() - margin.length(), maxLines)
                .forEach(row -> lines.add(INDENT + margin + style.faint(row)));
    }

    void faint(String text, int maxLines) {
        wrapped(text, width, maxLines).forEach(line -> lines.add(style.faint(line)));
    }

    private static List<String> wrapped(String text, int width, int maxLines) {
        List<String> all = Paragraph.wrap(text, width);
        if (all.size() <= maxLines) {
            return all;
        }
        List<String> cut = new ArrayList<>(all.subList(0, maxLines));
        cut.set(maxLines - 1, Headline.cut(cut.getLast() + " " + all.get(maxLines), width));
        return cut;
    }

    private String painted(String mark) {
        return switch (mark.isEmpty() ? ' ' : mark.charAt(0)) {
            case '+' -> style.good(mark);
            case '-', 'x' -> style.bad(mark);
            default -> mark;
        };
    }

    /// How many rows a terminal needs, which breaks lines that are too long.
    int rows() {
        return lines.stream()
                .mapToInt(line -> {
                    int length = SEQUENCE.matcher(line).replaceAll("").length();
                    return Math.max(1, (length + width - 1) / width);
                })
                .sum();
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
