package io.explainerror.evaluate;

import io.explainerror.model.Pattern;
import java.util.List;
import java.util.function.Predicate;

/// Figures over a set of labelled incidents; shares are 0 to 1.
///
/// @param incidents   how many
/// @param pattern     share whose first answer is right
/// @param service     share whose culprit is right
/// @param both        share with both right
/// @param topThree    share with a right pattern among the first three
/// @param falseAlarms healthy incidents that are called LIKELY or CONFIRMED anything else
/// @param unknown     share answered `unknown`
public record Scores(
        int incidents,
        double pattern,
        double service,
        double both,
        double topThree,
        long falseAlarms,
        double unknown,
        Reliability reliability) {

    /// Scores some outcomes.
    public static Scores of(List<Outcome> outcomes) {
        return new Scores(
                outcomes.size(),
                share(outcomes, Outcome::patternRight),
                share(outcomes, Outcome::serviceRight),
                share(outcomes, Outcome::bothRight),
                share(outcomes, Outcome::amongThree),
                outcomes.stream().filter(Outcome::falseAlarm).count(),
                share(outcomes, o -> o.judgement().pattern().equals(Pattern.UNKNOWN)),
                Reliability.of(outcomes.stream()
                        .map(o -> new Reliability.Answer(o.judgement().confidence(), o.patternRight()))
                        .toList()));
    }

    private static double share(List<Outcome> outcomes, Predicate<Outcome> condition) {
        return outcomes.isEmpty()
                ? 0
                : (double) outcomes.stream().filter(condition).count() / outcomes.size();
    }
}
