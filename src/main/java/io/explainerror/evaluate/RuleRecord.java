package io.explainerror.evaluate;

import io.explainerror.model.RuleInfo;
import java.util.Comparator;
import java.util.List;

/// How one rule did on labelled incidents.
///
/// The suggested weight is by how much a firing moves the log-odds of the rule's pattern: odds after it to odds before,
/// `ln( ((right + 1/2) / (incidents of the pattern + 1)) / ((wrong + 1/2) / (other incidents + 1)) )`, which is the
/// weight of evidence (Good 1950) with half a firing added on each side (Jeffreys), so that what never happened is not
/// impossible. It looks at each rule alone: rules of one group, and rules that see the same cause, say together less
/// than the sum of their suggestions. And it knows nothing of what a rule is for: one that speaks against its pattern
/// fires where the pattern is suspected, so that it is often suggested a weight above zero.
///
/// @param right incidents of its pattern in which it fired
/// @param wrong other incidents in which it fired
/// @param of    incidents of its pattern
/// @param others other incidents
public record RuleRecord(RuleInfo rule, int right, int wrong, int of, int others) {
    /// Rules that fired more seldom tell nothing.
    public static final int ENOUGH = 5;

    static final Comparator<RuleRecord> FARTHEST_OFF = Comparator.comparingDouble((RuleRecord each) ->
                    -Math.abs(each.suggested() - each.rule().weight()))
            .thenComparing(each -> each.rule().name());

    static RuleRecord of(RuleInfo rule, List<Sample> samples) {
        int right = 0;
        int wrong = 0;
        int own = 0;
        for (Sample sample : samples) {
            boolean accepted = sample.truth().accepts(rule.pattern());
            boolean fired = sample.fired().contains(rule.name());
            own += accepted ? 1 : 0;
            right += accepted && fired ? 1 : 0;
            wrong += !accepted && fired ? 1 : 0;
        }
        return new RuleRecord(rule, right, wrong, own, samples.size() - own);
    }

    /// In how many incidents it fired.
    public int fired() {
        return right + wrong;
    }

    /// The weight in log-odds that these incidents alone would give it.
    public double suggested() {
        return Math.log(((right + 0.5) / (of + 1)) / ((wrong + 0.5) / (others + 1)));
    }
}
