package io.explainerror.evaluate;

import io.explainerror.model.Judgement;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An evaluation for people: plain text, or Markdown, which differs in its headings and tables only.
public final class EvaluationText {
    private static final int EVIDENCE = 3;

    private final boolean markdown;
    private final StringBuilder out = new StringBuilder();

    private EvaluationText(boolean markdown) {
        this.markdown = markdown;
    }

    /// Plain text for a terminal.
    public static String plain(Evaluation evaluation) {
        return new EvaluationText(false).render(evaluation);
    }

    /// Markdown for a page.
    public static String markdown(Evaluation evaluation) {
        return new EvaluationText(true).render(evaluation);
    }

    private String render(Evaluation evaluation) {
        summary(evaluation.scores());
        reliability(evaluation.scores().reliability());
        groups("Per pattern", evaluation.byPattern());
        groups("Per software", evaluation.byStack());
        confusion(evaluation.confusion());
        misses(evaluation.misses());
        slowest(evaluation.slowest(3));
        return out.toString();
    }

    private void summary(Scores scores) {
        heading("Evaluation");
        table(
                List.of("figure", "value"),
                List.of(
                        List.of("incidents", Integer.toString(scores.incidents())),
                        List.of("pattern right", percent(scores.pattern())),
                        List.of("service right", percent(scores.service())),
                        List.of("both right", percent(scores.both())),
                        List.of("right pattern among three", percent(scores.topThree())),
                        List.of("false alarms", Long.toString(scores.falseAlarms())),
                        List.of("answered unknown", percent(scores.unknown())),
                        List.of("Brier score", number(scores.reliability().brier())),
                        List.of("calibration error", number(scores.reliability().error()))));
    }

    private void reliability(Reliability reliability) {
        heading("Reliability");
        table(
                List.of("confidence from", "answers", "mean confidence", "right"),
                reliability.bins().stream()
                        .filter(b -> b.count() > 0)
                        .map(b -> List.of(
                                number(b.from()),
                                Integer.toString(b.count()),
                                number(b.confidence()),
                                percent(b.accuracy())))
                        .toList());
    }

    private void groups(String title, Map<String, Scores> groups) {
        heading(title);
        table(
                List.of("", "incidents", "pattern", "service", "both", "top 3"),
                groups.entrySet().stream()
                        .map(e -> List.of(
                                e.getKey(),
                                Integer.toString(e.getValue().incidents()),
                                percent(e.getValue().pattern()),
                                percent(e.getValue().service()),
                                percent(e.getValue().both()),
                                percent(e.getValue().topThree())))
                        .toList());
    }

    private void confusion(Map<String, Map<String, Long>> confusion) {
        heading("Answered instead");
        table(
                List.of("true pattern", "answers"),
                confusion.entrySet().stream()
                        .map(e -> List.of(e.getKey(), answers(e.getValue())))
                        .toList());
    }

    private static String answers(Map<String, Long> answers) {
        return String.join(
                ", ",
                answers.entrySet().stream()
                        .map(a -> a.getKey() + (a.getValue() > 1 ? " x" + a.getValue() : ""))
                        .toList());
    }

    private void misses(List<Outcome> misses) {
        heading("Misses");
        if (misses.isEmpty()) {
            line("none");
        }
        misses.forEach(this::miss);
    }

    private void miss(Outcome miss) {
        Judgement judgement = miss.judgement();
        line("%s: expected %s in %s, but received %s in %s (%s, %s)"
                .formatted(
                        miss.id(),
                        miss.truth().pattern(),
                        miss.truth().service(),
                        judgement.pattern(),
                        judgement.service().isEmpty() ? "nobody" : judgement.service(),
                        judgement.verdict(),
                        number(judgement.confidence())));
        judgement.evidence().stream()
                .limit(EVIDENCE)
                .forEach(e -> line("    %+.2f %s".formatted(e.weight(), e.says())));
        judgement.alternatives().stream()
                .limit(1)
                .forEach(a -> line("    then %s in %s (%s): %s"
                        .formatted(a.pattern(), a.service(), number(a.confidence()), a.says())));
    }

    private void slowest(List<Outcome> slowest) {
        heading("Slowest");
        table(
                List.of("incident", "seconds"),
                slowest.stream()
                        .map(o -> List.of(o.id(), number(o.took().toMillis() / 1000.0)))
                        .toList());
    }

    private void heading(String title) {
        out.append(out.isEmpty() ? "" : "\n")
                .append(markdown ? "## " : "")
                .append(title)
                .append(markdown ? "\n\n" : "\n");
    }

    private void line(String text) {
        out.append(markdown && !text.startsWith(" ") ? "- " : markdown ? "" : "  ")
                .append(text)
                .append('\n');
    }

    private void table(List<String> header, List<List<String>> rows) {
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
            int width = i == 0 ? first + 2 : 16;
            line.append(String.format(Locale.ROOT, "%-" + width + "s", cells.get(i)));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
