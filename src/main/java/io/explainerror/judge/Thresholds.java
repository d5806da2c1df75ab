package io.explainerror.judge;

import io.explainerror.model.Pattern;
import io.explainerror.model.Verdict;

/// What a verdict takes. Each level needs all of its conditions.
///
/// | verdict | confidence | margin | evidence |
/// | --- | --- | --- | --- |
/// | CONFIRMED | 0.85 | 0.5 | two independent groups, completeness 0.2 |
/// | LIKELY | 0.6 | 0.25 | one group |
/// | POSSIBLE | 0.35 | | |
///
/// `unknown` is never more than POSSIBLE: that none of the patterns fits is not a finding to act on. `healthy` may have
/// any verdict: CONFIRMED says that nothing is wrong in what was read. A script that stops on LIKELY must therefore
/// look at the pattern as well.
final class Thresholds {
    /// Act on it.
    static final double CONFIRMED_CONFIDENCE = 0.85;

    /// The runner-up must be far behind, or acting on the primary alone is a gamble.
    static final double CONFIRMED_MARGIN = 0.5;

    /// One fact, however strong, may have another cause: two facts that do not depend on each other must agree.
    static final int CONFIRMED_GROUPS = 2;

    /// Share of what the pattern's rules could have found that must have been found.
    static final double CONFIRMED_COMPLETENESS = 0.2;

    /// Act on it, verify while acting: more likely than all others together.
    static final double LIKELY_CONFIDENCE = 0.6;

    /// Clearly ahead of the runner-up.
    static final double LIKELY_MARGIN = 0.25;

    /// A prior is no finding: without a single rule that speaks for it a pattern is at most POSSIBLE.
    static final int LIKELY_GROUPS = 1;

    /// Worth checking first.
    static final double POSSIBLE_CONFIDENCE = 0.35;

    private Thresholds() {}

    /// @param groups       independent groups of rules that speak for the primary
    /// @param completeness share of the weight of the primary's supporting rules that fired, by group, 0 to 1
    static Verdict verdict(String pattern, double confidence, double margin, int groups, double completeness) {
        if (confidence < POSSIBLE_CONFIDENCE) {
            return Verdict.INCONCLUSIVE;
        }
        if (pattern.equals(Pattern.UNKNOWN)
                || confidence < LIKELY_CONFIDENCE
                || margin < LIKELY_MARGIN
                || groups < LIKELY_GROUPS) {
            return Verdict.POSSIBLE;
        }
        return confidence >= CONFIRMED_CONFIDENCE
                        && margin >= CONFIRMED_MARGIN
                        && groups >= CONFIRMED_GROUPS
                        && completeness >= CONFIRMED_COMPLETENESS
                ? Verdict.CONFIRMED
                : Verdict.LIKELY;
    }
}
