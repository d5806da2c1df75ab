package io.explainerror.report;

import io.explainerror.model.Judgement;
import io.explainerror.model.Pattern;
import io.explainerror.model.Verdict;
import java.util.Locale;

/// The words that every report shares.
final class Headline {
    /// How much of a rule base's version a person compares.
    private static final int SHORT_VERSION = 8;

    private Headline() {}

    /// What is wrong and where, e.g. `connection-pool-exhaustion in checkout`.
    static String what(Judgement j) {
        String where = j.service().isEmpty() ? "" : " in " + j.service();
        String what =
                switch (j.pattern()) {
                    case Pattern.HEALTHY -> "healthy" + where + ": no incident to be seen";
                    case Pattern.UNKNOWN -> "unknown problem" + where + ": none of the patterns explains it";
                    default -> j.pattern() + where;
                };
        return Printable.of(j.verdict() == Verdict.INCONCLUSIVE ? "perhaps " + what : what);
    }

    /// A probability with two decimals.
    static String share(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /// Log-odds with their sign.
    static String weight(double value) {
        return String.format(Locale.ROOT, "%+.2f", value);
    }

    /// A pattern and its service, if any.
    static String suspect(String pattern, String service) {
        return Printable.of(service.isEmpty() ? pattern : pattern + " in " + service);
    }

    /// What was read and by which rules it was judged.
    static String input(Judgement j) {
        Judgement.Input input = j.input();
        String window = input.from()
                .flatMap(from -> input.to().map(to -> ", " + from + " to " + to))
                .orElse("");
        String version =
                j.rules().substring(0, Math.min(SHORT_VERSION, j.rules().length()));
        return Printable.of(String.format(
                Locale.ROOT,
                "Read %,d %s (%,d not understood)%s. Rules %s.",
                input.lines(),
                input.lines() == 1 ? "line" : "lines",
                input.unparsed(),
                window,
                version));
    }

    /// A text cut to a length, with a sign that it was.
    static String cut(String text, int length) {
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, length - 1))) + "…";
    }
}
