package io.explainerror.evaluate;

import io.explainerror.evaluate.Difference.Pair;
import io.explainerror.model.Judgement;
import io.explainerror.rules.RuleChanges;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A difference for people: plain text, or Markdown, which differs in its headings, lists and tables only.
public final class DifferenceText {
    private static final int SHORT = 8;

    private final boolean markdown;
    private final StringBuilder out = new StringBuilder();

    private DifferenceText(boolean markdown) {
        this.markdown = markdown;
    }

    /// Plain text for a terminal or a log.
    public static String plain(Difference difference) {
        return new DifferenceText(false).render(difference);
    }

    /// Markdown for the page of a change request.
    public static String markdown(Difference difference) {
        return new DifferenceText(true).render(difference);
    }

    private String render(Difference difference) {
        heading("Rules " + shortened(difference.before()) + " -> " + shortened(difference.after()));
        rules(difference.rules());
        heading("Judgements");
        judgements(difference);
        heading("Scores");
        scores(difference.scoresBefore(), difference.scoresAfter());
        return out.toString();
    }

    private void rules(RuleChanges changes) {
        if (changes.rules().isEmpty() && changes.files().isEmpty()) {
            item("no rule changed");
        }
        for (RuleChanges.Changed each : changes.rules()) {
            String what = each.what().isEmpty() ? weight(each.rule().weight()) : String.join("; ", each.what());
            item(String.format(
                    Locale.ROOT,
                    "%s %s: %s (%s:%d)",
                    each.kind(),
                    each.rule().name(),
                    what,
                    each.rule().file(),
                    each.rule().line()));
        }
        changes.files().forEach(each -> item(each.kind() + " " + each.name()));
    }

    private void judgements(Difference difference) {
        List<Pair> answers = difference.otherAnswers();
        List<Pair> confidences = difference.otherConfidences();
        answers.forEach(pair -> item(String.format(
                Locale.ROOT,
                "%s: %s -> %s (%s)",
                pair.before().id(),
                answer(pair.before().judgement()),
                answer(pair.after().judgement()),
                pair.effect())));
        confidences.forEach(pair -> item(String.format(
                Locale.ROOT,
                "%s: %s -> %.2f (%s)",
                pair.before().id(),
                answer(pair.before().judgement()),
                pair.after().judgement().confidence(),
                pair.effect())));
        item(String.format(
                Locale.ROOT,
                "of %d incidents %d are answered otherwise, %d as before but more or less surely, %d as before",
                difference.pairs().size(),
                answers.size(),
                confidences.size(),
                difference.pairs().size() - answers.size() - confidences.size()));
    }

    private static String answer(Judgement judgement) {
        return String.format(
                Locale.ROOT,
                "%s in %s %s %.2f",
                judgement.pattern(),
                judgement.service().isEmpty() ? "nobody" : judgement.service(),
                judgement.verdict(),
                judgement.confidence());
    }

    private void scores(Scores before, Scores after) {
        row("", "before", "after", "change");
        if (markdown) {
            row("---", "---", "---", "---");
        }
        share("pattern right", before, after, Scores::pattern);
        share("service right", before, after, Scores::service);
        share("both right", before, after, Scores::both);
        share("right pattern among three", before, after, Scores::topThree);
        count("false alarms", before.falseAlarms(), after.falseAlarms());
        share("answered unknown", before, after, Scores::unknown);
        number("Brier score", before.reliability().brier(), after.reliability().brier());
        number(
                "calibration error",
                before.reliability().error(),
                after.reliability().error());
    }

    private void share(String name, Scores before, Scores after, ToDoubleFunction<Scores> figure) {
        double was = figure.applyAsDouble(before) * 100;
        double is = figure.applyAsDouble(after) * 100;
        row(
                name,
                String.format(Locale.ROOT, "%.1f %%", was),
                String.format(Locale.ROOT, "%.1f %%", is),
                change("%+.1f", is - was));
    }

    private void number(String name, double was, double is) {
        row(
                name,
                String.format(Locale.ROOT, "%.4f", was),
                String.format(Locale.ROOT, "%.4f", is),
                change("%+.4f", is - was));
    }

    private void count(String name, long was, long is) {
        row(name, Long.toString(was), Long.toString(is), change("%+.0f", (double) (is - was)));
    }

    /// Nothing where nothing changed, so that the eye finds what did.
    private static String change(String format, double by) {
        String text = String.format(Locale.ROOT, format, by);
        return text.chars().anyMatch(c -> c >= '1' && c <= '9') ? text : "";
    }

    private void heading(String title) {
        out.append(out.isEmpty() ? "" : "\n")
                .append(markdown ? "## " : "")
                .append(title)
                .append(markdown ? "\n\n" : "\n");
    }

    private void item(String text) {
        out.append(markdown ? "- " : "  ").append(text).append('\n');
    }

    private void row(String name, String was, String is, String change) {
        out.append(
                        markdown
                                ? String.format(Locale.ROOT, "| %s | %s | %s | %s |", name, was, is, change)
                                : String.format(Locale.ROOT, "  %-27s%10s%10s%10s", name, was, is, change)
                                        .stripTrailing())
                .append('\n');
    }

    private static String weight(double weight) {
        return String.format(Locale.ROOT, "weight %+.1f", weight);
    }

    private static String shortened(String version) {
        return version.substring(0, Math.min(SHORT, version.length()));
    }
}
