package io.explainerror.judge;

import io.explainerror.model.Pattern;
import io.explainerror.model.Verdict;
import java.util.Locale;

/// The judgement in one sentence.
final class Summary {
    private Summary() {}

    static String of(Ranking.Ranked primary, Pattern pattern, Verdict verdict) {
        String because = primary.suspect().supporting().stream()
                .findFirst()
                .map(f -> ": " + f.says())
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s%s (confidence %.2f, %s)",
                head(primary, pattern, verdict),
                because,
                primary.confidence(),
                verdict.name().toLowerCase(Locale.ROOT));
    }

    private static String head(Ranking.Ranked primary, Pattern pattern, Verdict verdict) {
        String where = primary.service().isEmpty() ? "" : " in " + primary.service();
        String what =
                switch (pattern.id()) {
                    case Pattern.HEALTHY -> "No incident to be seen" + where;
                    case Pattern.UNKNOWN -> "Something is wrong" + where + " that no pattern explains";
                    default -> pattern.title() + where;
                };
        return verdict == Verdict.INCONCLUSIVE ? "Not clear; first guess: " + what : what;
    }
}
