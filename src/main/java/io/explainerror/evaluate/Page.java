package io.explainerror.evaluate;

import java.util.List;
import java.util.Locale;

/// Headings, lines and tables, for a terminal or as Markdown.
final class Page {
    private static final int COLUMN = 16;

    private final boolean markdown;
    private final StringBuilder out = new StringBuilder();

    Page(boolean markdown) {
        this.markdown = markdown;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    void heading(String title) {
        out.append(out.isEmpty() ? "" : "\n")
                .append(markdown ? "## " : "")
                .append(title)
                .append(markdown ? "\n\n" : "\n");
    }

    /// An entry of a list; one that begins with a blank belongs to the entry before.
    void line(String text) {
        out.append(markdown && !text.startsWith(" ") ? "- " : markdown ? "" : "  ")
                .append(text)
                .append('\n');
    }

    void table(List<String> header, List<List<String>> rows) {
        if (markdown) {
            row(header);
            row(header.stream().map(h -> "---").toList());
            rows.forEach(this::row);
            return;
        }
        int first = rows.stream().mapToInt(r -> r.getFirst().length()).max().orElse(0);
        int label = Math.max(first, header.getFirst().length());
        padded(header, label);
        rows.forEach(r -> padded(r, label));
    }

    private void row(List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void padded(List<String> cells, int first) {
        StringBuilder line = new StringBuilder("  ");
        for (int i = 0; i < cells.size(); i++) {
            int width = i == 0 ? first + 2 : COLUMN;
            line.append(String.format(Locale.ROOT, "%-" + width + "s", cells.get(i)));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
