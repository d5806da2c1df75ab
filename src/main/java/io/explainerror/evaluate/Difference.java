package io.explainerror.evaluate;

import io.explainerror.model.Judgement;
import io.explainerror.rules.RuleChanges;
import java.util.List;

/// What an edit of the rules does: to the rules, to the judgements of labelled incidents, to the scores.
///
/// @param before the older version, sha-256
/// @param after  the newer one
/// @param rules  what changed in the rules
/// @param pairs  every incident as it was and is judged, in the order of their ids
public record Difference(String before, String after, RuleChanges rules, List<Pair> pairs) {
    /// Confidences are shown with two decimals: what differs by less than this looks the same.
    private static final double VISIBLE = 0.005;

    public Difference {
        pairs = List.copyOf(pairs);
    }

    /// One incident, judged twice.
    public record Pair(Outcome before, Outcome after) {
        /// Whether pattern, service or verdict changed: another answer.
        public boolean otherAnswer() {
            Judgement was = before.judgement();
            Judgement is = after.judgement();
            return !was.pattern().equals(is.pattern())
                    || !was.service().equals(is.service())
                    || was.verdict() != is.verdict();
        }

        /// Whether the answer is the same, but visibly more or less sure.
        public boolean otherConfidence() {
            return !otherAnswer() && Math.abs(rise()) >= VISIBLE;
        }

        /// By how much it is surer now, -1 to 1.
        public double rise() {
            return after.judgement().confidence() - before.judgement().confidence();
        }

        /// What it means: `still right`, `still wrong`, `now right` or `now wrong`.
        public String effect() {
            if (before.bothRight() == after.bothRight()) {
                return before.bothRight() ? "still right" : "still wrong";
            }
            return after.bothRight() ? "now right" : "now wrong";
        }
    }

    /// Incidents with another answer.
    public List<Pair> otherAnswers() {
        return pairs.stream().filter(Pair::otherAnswer).toList();
    }

    /// Incidents with the same answer, visibly more or less sure.
    public List<Pair> otherConfidences() {
        return pairs.stream().filter(Pair::otherConfidence).toList();
    }

    /// Figures by the older version.
    public Scores scoresBefore() {
        return Scores.of(pairs.stream().map(Pair::before).toList());
    }

    /// Figures by the newer one.
    public Scores scoresAfter() {
        return Scores.of(pairs.stream().map(Pair::after).toList());
    }
}
