package io.explainerror.report;

import io.explainerror.model.Judgement;
import java.util.List;
import java.util.function.Function;

/// A judgement for a ticket or a chat. Whatever a log line holds stays text: prose is escaped, lines and queries stand
/// in code of their own.
public final class MarkdownReport implements Report {
    @Override
    public String render(Judgement j) {
        StringBuilder md = new StringBuilder();
        md.append("# ").append(j.verdict()).append(": ").append(MarkdownText.prose(Headline.what(j)));
        md.append("\n\n").append(MarkdownText.prose(j.summary())).append("\n");
        list(md, "Why", j.evidence(), MarkdownReport::evidence);
        list(md, "Against it", j.against(), MarkdownReport::evidence);
        numbered(
                md,
                "How it spread",
                j.chain(),
                c -> suspect(c.pattern(), c.service()) + ": " + MarkdownText.prose(c.says()));
        list(md, "What would settle it", j.missing(), MarkdownReport::missing);
        numbered(md, "Do next", j.actions(), a -> step(a.does(), a.why()));
        list(md, "Do not", j.avoid(), a -> step(a.dont(), a.why()));
        list(
                md,
                "Also possible",
                j.alternatives(),
                a -> Headline.share(a.confidence()) + " " + suspect(a.pattern(), a.service()) + ": "
                        + MarkdownText.prose(a.says()));
        list(
                md,
                "Timeline",
                j.timeline(),
                t -> MarkdownText.code(t.time().toString()) + " "
                        + (t.service().isEmpty() ? "" : "**" + MarkdownText.prose(t.service()) + "** ")
                        + MarkdownText.prose(t.says()));
        recipes(md, j.recipes());
        md.append("\n---\n").append(MarkdownText.prose(Headline.input(j))).append("\n");
        j.input().warnings().forEach(w -> md.append("\n**Warning:** ")
                .append(MarkdownText.prose(w))
                .append("\n"));
        return md.toString();
    }

    private static String evidence(Judgement.Evidence evidence) {
        StringBuilder item = new StringBuilder("**" + Headline.weight(evidence.weight()) + "** "
                + MarkdownText.prose(evidence.says()) + " (rule *" + MarkdownText.prose(evidence.rule()) + "*)");
        evidence.lines().forEach(line -> item.append("\n  - ")
                .append(MarkdownText.code(line.place()))
                .append(" ")
                .append(MarkdownText.code(line.text())));
        return item.toString();
    }

    private static String missing(Judgement.Missing missing) {
        String recipe = missing.recipe().isEmpty() ? "" : " (recipe " + MarkdownText.code(missing.recipe()) + ")";
        return "confidence " + Headline.share(missing.confidenceIf()) + " if " + MarkdownText.prose(missing.says())
                + recipe;
    }

    private static String suspect(String pattern, String service) {
        return "**" + MarkdownText.prose(Headline.suspect(pattern, service)) + "**";
    }

    private static String step(String step, String why) {
        return "**" + MarkdownText.prose(step) + "**" + (why.isEmpty() ? "" : ": " + MarkdownText.prose(why));
    }

    private static void recipes(StringBuilder md, List<Judgement.Recipe> recipes) {
        if (recipes.isEmpty()) {
            return;
        }
        md.append("\n## Queries\n");
        String title = "";
        for (Judgement.Recipe recipe : recipes) {
            if (!recipe.title().equals(title)) {
                title = recipe.title();
                md.append("\n### ").append(MarkdownText.prose(title)).append("\n");
            }
            md.append("\n").append(MarkdownText.prose(recipe.tool())).append(":\n\n");
            md.append(MarkdownText.block(recipe.query()));
        }
    }

    private static <T> void list(StringBuilder md, String title, List<T> items, Function<T, String> text) {
        section(md, title, items, "- ", text);
    }

    // Markdown counts by itself.
    private static <T> void numbered(StringBuilder md, String title, List<T> items, Function<T, String> text) {
        section(md, title, items, "1. ", text);
    }

    private static <T> void section(
            StringBuilder md, String title, List<T> items, String mark, Function<T, String> text) {
        if (!items.isEmpty()) {
            md.append("\n## ").append(title).append("\n\n");
            items.forEach(item -> md.append(mark).append(text.apply(item)).append("\n"));
        }
    }
}
