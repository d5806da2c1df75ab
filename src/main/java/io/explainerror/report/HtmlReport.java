package io.explainerror.report;

import io.explainerror.model.Judgement;
import io.explainerror.model.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// One page that needs nothing else: no script, no font, no network, so that it can be mailed or kept with the
/// incident. Light or dark as the reader's device prefers, readable on a phone.
public final class HtmlReport implements Report {
    private static final String STYLE = """
            :root { color-scheme: light dark; --fg: #1d2329; --bg: #fff; --soft: #5c6670; --line: #d9dee3; --box: #f4f6f8;
              --good: #1a7f37; --bad: #c62828; --maybe: #9a6700; }
            @media (prefers-color-scheme: dark) { :root { --fg: #e3e7eb; --bg: #14181c; --soft: #98a3ad; --line: #30373e;
              --box: #1d2329; --good: #57c26f; --bad: #ff7b72; --maybe: #e3b341; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 60rem; padding: 1rem; color: var(--fg); background: var(--bg);
              font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
            h1 { font-size: 1.4rem; line-height: 1.3; margin: .5rem 0; }
            h2 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; border-bottom: 1px solid var(--line); }
            ul, ol { padding-left: 1.4rem; margin: .5rem 0; } li { margin: .35rem 0; }
            code, pre { font: .85rem/1.45 ui-monospace, monospace; background: var(--box); border-radius: 4px; }
            code { padding: .1rem .3rem; } pre { padding: .6rem; overflow-x: auto; white-space: pre-wrap; }
            .verdict { display: inline-block; padding: .1rem .6rem; border-radius: 4px; color: var(--bg);
              background: var(--bad); font-weight: 700; }
            .verdict.healthy { background: var(--good); } .verdict.possible, .verdict.inconclusive { background: var(--maybe); }
            .for { color: var(--good); font-weight: 700; } .contra { color: var(--bad); font-weight: 700; }
            .line { display: block; margin: .2rem 0; } .soft, footer { color: var(--soft); font-size: .9rem; }
            summary { cursor: pointer; }
            """;

    @Override
    public String render(Judgement j) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\"")
                .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .append("<title>")
                .append(escape(j.verdict() + ": " + Headline.what(j)))
                .append("</title>\n")
                .append("<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        head(page, j);
        list(page, "Why", "ul", j.evidence(), HtmlReport::evidence);
        list(page, "Against it", "ul", j.against(), HtmlReport::evidence);
        list(
                page,
                "How it spread",
                "ol",
                j.chain(),
                c -> bold(Headline.suspect(c.pattern(), c.service())) + ": " + escape(c.says()));
        list(page, "What would settle it", "ul", j.missing(), HtmlReport::missing);
        list(page, "Do next", "ol", j.actions(), a -> step(a.does(), a.why()));
        list(page, "Do not", "ul", j.avoid(), a -> step(a.dont(), a.why()));
        list(
                page,
                "Also possible",
                "ul",
                j.alternatives(),
                a -> Headline.share(a.confidence()) + " " + bold(Headline.suspect(a.pattern(), a.service())) + ": "
                        + escape(a.says()));
        list(
                page,
                "Timeline",
                "ul",
                j.timeline(),
                t -> "<code>" + t.time() + "</code> " + (t.service().isEmpty() ? "" : bold(t.service()) + " ")
                        + escape(t.says()));
        list(page, "Queries", "ul", j.recipes(), HtmlReport::recipe);
        page.append("<footer>\n<p>").append(escape(Headline.input(j))).append("</p>\n");
        j.input()
                .warnings()
                .forEach(w -> page.append("<p>Warning: ").append(escape(w)).append("</p>\n"));
        return page.append("</footer>\n</body>\n</html>\n").toString();
    }

    private static void head(StringBuilder page, Judgement j) {
        String tone = j.pattern().equals(Pattern.HEALTHY)
                ? Pattern.HEALTHY
                : j.verdict().name().toLowerCase(Locale.ROOT);
        page.append("<span class=\"verdict ")
                .append(tone)
                .append("\">")
                .append(j.verdict())
                .append("</span>\n<h1>")
                .append(escape(Headline.what(j)))
                .append("</h1>\n<p>")
                .append(escape(j.summary()))
                .append("</p>\n");
    }

    private static String evidence(Judgement.Evidence evidence) {
        StringBuilder item = new StringBuilder();
        item.append("<span class=\"")
                .append(evidence.weight() < 0 ? "contra" : "for")
                .append("\">")
                .append(Headline.weight(evidence.weight()))
                .append("</span> ")
                .append(escape(evidence.says()))
                .append(" <span class=\"soft\">")
                .append(escape(evidence.rule()))
                .append("</span>");
        evidence.lines().forEach(line -> item.append("<span class=\"line\"><span class=\"soft\">")
                .append(escape(line.place()))
                .append("</span> <code>")
                .append(escape(line.text()))
                .append("</code></span>"));
        return item.toString();
    }

    private static String missing(Judgement.Missing missing) {
        String recipe = missing.recipe().isEmpty()
                ? ""
                : " <span class=\"soft\">recipe " + escape(missing.recipe()) + "</span>";
        return "confidence " + Headline.share(missing.confidenceIf()) + " if " + escape(missing.says()) + recipe;
    }

    private static String recipe(Judgement.Recipe recipe) {
        return "<details><summary>" + escape(recipe.tool()) + ": " + escape(recipe.title()) + "</summary><pre>"
                + Printable.lines(recipe.query())
                        .lines()
                        .map(HtmlReport::escape)
                        .reduce((a, b) -> a + "\n" + b)
                        .orElse("")
                + "</pre></details>";
    }

    private static String step(String step, String why) {
        return bold(step) + (why.isEmpty() ? "" : ": " + escape(why));
    }

    private static String bold(String text) {
        return "<b>" + escape(text) + "</b>";
    }

    private static <T> void list(
            StringBuilder page, String title, String tag, List<T> items, Function<T, String> html) {
        if (!items.isEmpty()) {
            page.append("<h2>").append(title).append("</h2>\n<").append(tag).append(">\n");
            items.forEach(item -> page.append("<li>").append(html.apply(item)).append("</li>\n"));
            page.append("</").append(tag).append(">\n");
        }
    }

    private static String escape(String text) {
        return Printable.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
