package io.explainerror.evaluate;

import io.explainerror.model.Judgement;
import java.util.List;
import java.util.Map;

/// An evaluation for people: plain text, or Markdown, which differs in its headings and tables only.
public final class EvaluationText {
    private static final int EVIDENCE = 3;

    private final Page page;

    private EvaluationText(boolean markdown) {
        this.page = new Page(markdown);
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
        if (!evaluation.split().parts().isEmpty()) {
            page.heading("Per part");
            parts(evaluation);
        }
        groups("Per pattern", evaluation.byPattern());
        groups("Per software", evaluation.byStack());
        confusion(evaluation.confusion());
        misses(evaluation.misses());
        slowest(evaluation.slowest(3));
        return page.toString();
    }

    private void summary(Scores scores) {
        page.heading("Evaluation");
        page.table(
                List.of("figure", "value"),
                List.of(
                        List.of("incidents", Integer.toString(scores.incidents())),
                        List.of("pattern right", Page.percent(scores.pattern())),
                        List.of("service right", Page.percent(scores.service())),
                        List.of("both right", Page.percent(scores.both())),
                        List.of("right pattern among three", Page.percent(scores.topThree())),
                        List.of("false alarms", Long.toString(scores.falseAlarms())),
                        List.of("answered unknown", Page.percent(scores.unknown())),
                        List.of("Brier score", Page.number(scores.reliability().brier())),
                        List.of(
                                "calibration error",
                                Page.number(scores.reliability().error()))));
    }

    private void reliability(Reliability reliability) {
        page.heading("Reliability");
        page.table(
                List.of("confidence from", "answers", "mean confidence", "right"),
                reliability.bins().stream()
                        .filter(b -> b.count() > 0)
                        .map(b -> List.of(
                                Page.number(b.from()),
                                Integer.toString(b.count()),
                                Page.number(b.confidence()),
                                Page.percent(b.accuracy())))
                        .toList());
    }

    private void groups(String title, Map<String, Scores> groups) {
        page.heading(title);
        page.table(
                List.of("", "incidents", "pattern", "service", "both", "top 3"),
                groups.entrySet().stream()
                        .map(e -> List.of(
                                e.getKey(),
                                Integer.toString(e.getValue().incidents()),
                                Page.percent(e.getValue().pattern()),
                                Page.percent(e.getValue().service()),
                                Page.percent(e.getValue().both()),
                                Page.percent(e.getValue().topThree())))
                        .toList());
    }

    /// The parts alone, as `dataset/README.md` shows them.
    public static String parts(Evaluation evaluation, boolean markdown) {
        EvaluationText text = new EvaluationText(markdown);
        text.parts(evaluation);
        return text.page.toString();
    }

    private void parts(Evaluation evaluation) {
        page.table(
                List.of(
                        "",
                        "incidents",
                        "pattern",
                        "service",
                        "both",
                        "top 3",
                        "false alarms",
                        "unknown",
                        "Brier",
                        "calibration error"),
                evaluation.byPart().entrySet().stream()
                        .map(part -> part(part.getKey(), part.getValue()))
                        .toList());
    }

    private static List<String> part(String name, Scores scores) {
        return List.of(
                name,
                Integer.toString(scores.incidents()),
                Page.percent(scores.pattern()),
                Page.percent(scores.service()),
                Page.percent(scores.both()),
                Page.percent(scores.topThree()),
                Long.toString(scores.falseAlarms()),
                Page.percent(scores.unknown()),
                Page.number(scores.reliability().brier()),
                Page.number(scores.reliability().error()));
    }

    private void confusion(Map<String, Map<String, Long>> confusion) {
        page.heading("Answered instead");
        page.table(
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
        page.heading("Misses");
        if (misses.isEmpty()) {
            page.line("none");
        }
        misses.forEach(this::miss);
    }

    private void miss(Outcome miss) {
        Judgement judgement = miss.judgement();
        page.line("%s: expected %s in %s, but received %s in %s (%s, %s)"
                .formatted(
                        miss.id(),
                        miss.truth().pattern(),
                        miss.truth().service(),
                        judgement.pattern(),
                        judgement.service().isEmpty() ? "nobody" : judgement.service(),
                        judgement.verdict(),
                        Page.number(judgement.confidence())));
        judgement.evidence().stream()
                .limit(EVIDENCE)
                .forEach(e -> page.line("    %+.2f %s".formatted(e.weight(), e.says())));
        judgement.alternatives().stream()
                .limit(1)
                .forEach(a -> page.line("    then %s in %s (%s): %s"
                        .formatted(a.pattern(), a.service(), Page.number(a.confidence()), a.says())));
    }

    private void slowest(List<Outcome> slowest) {
        page.heading("Slowest");
        page.table(
                List.of("incident", "seconds"),
                slowest.stream()
                        .map(o -> List.of(o.id(), Page.number(o.took().toMillis() / 1000.0)))
                        .toList());
    }
}
