package io.explainerror.report;

import io.explainerror.model.Judgement;
import io.explainerror.model.Pattern;
import io.explainerror.model.SourceLine;
import java.util.List;

/// What an on-call engineer reads at 3 a.m.: verdict first, all on one screen. What does not fit is left out from the
/// least useful end; the JSON form has everything.
public final class TextReport implements Report {
    /// Columns when nobody says otherwise.
    public static final int DEFAULT_WIDTH = 100;

    /// One screen.
    static final int MAX_LINES = 45;

    private static final int MIN_WIDTH = 40;
    private static final String NO_WEIGHT = "       ";

    /// How much of each section to show.
    private record Detail(
            int evidence,
            int quotes,
            int quoteRows,
            int against,
            int missing,
            int queries,
            int steps,
            int alternatives,
            int itemRows) {}

    private static final List<Detail> DETAILS = List.of(
            new Detail(6, 2, 3, 4, 5, 2, 6, 4, 3),
            new Detail(5, 1, 3, 3, 3, 2, 5, 3, 2),
            new Detail(4, 1, 2, 2, 3, 1, 4, 2, 2),
            new Detail(4, 1, 1, 2, 2, 1, 4, 2, 1),
            new Detail(3, 1, 1, 1, 1, 0, 3, 1, 1),
            new Detail(3, 0, 0, 1, 1, 0, 3, 1, 1));

    private final int width;
    private final Style style;

    /// @param width columns of the screen; below 40 counts as 40
    public TextReport(int width, Style style) {
        this.width = Math.max(MIN_WIDTH, width);
        this.style = style;
    }

    @Override
    public String render(Judgement judgement) {
        Screen screen = new Screen(width, style);
        for (Detail detail : DETAILS) {
            screen = screen(judgement, detail);
            if (screen.rows() <= MAX_LINES) {
                break;
            }
        }
        return screen.text();
    }

    private Screen screen(Judgement j, Detail detail) {
        Screen screen = new Screen(width, style);
        head(screen, j);
        why(screen, j, detail);
        spread(screen, j);
        questions(screen, j, detail);
        steps(screen, j, detail);
        screen.section(
                "Also possible",
                top(j.alternatives(), detail.alternatives()),
                a -> screen.item(
                        Headline.share(a.confidence()) + "  ",
                        Headline.suspect(a.pattern(), a.service()) + ": " + Printable.of(a.says()),
                        1));
        foot(screen, j);
        return screen;
    }

    private void head(Screen screen, Judgement j) {
        screen.raw(style.verdict(j.verdict(), j.pattern().equals(Pattern.HEALTHY)) + "  " + style.bold(Headline.what(j))
                + "  (confidence " + Headline.share(j.confidence()) + ")");
        screen.item("", Printable.of(j.summary()), 3);
    }

    private void why(Screen screen, Judgement j, Detail detail) {
        screen.section("Why", top(j.evidence(), detail.evidence()), e -> evidence(screen, e, detail));
        screen.section("Against it", top(j.against(), detail.against()), e -> evidence(screen, e, detail));
    }

    private void evidence(Screen screen, Judgement.Evidence evidence, Detail detail) {
        screen.item(Headline.weight(evidence.weight()) + "  ", Printable.of(evidence.says()), detail.itemRows());
        for (SourceLine line : top(evidence.lines(), detail.quotes())) {
            screen.quote(
                    NO_WEIGHT, Printable.of(line.place() + "  " + line.text().strip()), detail.quoteRows());
        }
    }

    private void spread(Screen screen, Judgement j) {
        if (j.chain().size() > 1) {
            List<String> steps = j.chain().stream()
                    .map(c -> Headline.suspect(c.pattern(), c.service()))
                    .toList();
            screen.section("How it spread", List.of(String.join(" -> ", steps)), s -> screen.item("", s, 2));
        }
    }

    private void questions(Screen screen, Judgement j, Detail detail) {
        List<Judgement.Missing> missing = top(j.missing(), detail.missing());
        screen.section("What would settle it (confidence then)", missing, m -> {
            String recipe = m.recipe().isEmpty() ? "" : " [" + m.recipe() + "]";
            screen.item(Headline.share(m.confidenceIf()) + "  if ", Printable.of(m.says() + recipe), detail.itemRows());
        });
        missing.stream()
                .map(Judgement.Missing::recipe)
                .distinct()
                .flatMap(id -> j.recipes().stream()
                        .filter(r ->
                                !id.isEmpty() && r.id().equals(id) && r.tool().equals("grep")))
                .limit(detail.queries())
                .forEach(r -> screen.raw("  " + style.faint("$ ") + Printable.of(r.query())));
    }

    private void steps(Screen screen, Judgement j, Detail detail) {
        int[] number = {0};
        screen.section("Do next", top(j.actions(), detail.steps()), a -> {
            number[0]++;
            screen.item(number[0] + ". ", Printable.of(because(a.does(), a.why())), detail.itemRows());
        });
        screen.section(
                "Do not",
                top(j.avoid(), detail.steps()),
                a -> screen.item("x  ", Printable.of(because(a.dont(), a.why())), detail.itemRows()));
    }

    private static String because(String step, String why) {
        return why.isEmpty() ? step : step + ": " + why;
    }

    private void foot(Screen screen, Judgement j) {
        screen.blank();
        screen.faint(Headline.input(j), 2);
        top(j.input().warnings(), 3).forEach(w -> screen.faint("Warning: " + Printable.of(w), 2));
    }

    private static <T> List<T> top(List<T> values, int count) {
        return values.subList(0, Math.min(count, values.size()));
    }
}
