package io.explainerror.judge;

import io.explainerror.model.Firing;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;

/// What a rule's weight is worth, given how much was observed.
///
/// `effective = weight * n / (n + 1)`, where n is the support of the best supported signal the rule matched (see
/// [Signal#support]); without any signal n is [Signal#SERIES]. One lonely log line gives half the weight, two give two
/// thirds, twenty give 95 %: whoever saw little may not be sure. The formula is Laplace's rule of succession for n
/// observations that all agree, scaled so that no observation is worth nothing.
final class EffectiveWeight {
    private EffectiveWeight() {}

    /// Of a firing.
    static double of(Firing firing) {
        return of(
                firing.rule().weight(),
                firing.signals().stream().mapToLong(Signal::support).max().orElse(Signal.SERIES));
    }

    /// Of a rule that is not tied to single observations: a causal link, or a rule that did not fire.
    static double of(RuleInfo rule) {
        return of(rule.weight(), Signal.SERIES);
    }

    private static double of(double weight, long support) {
        double n = Math.max(1, support);
        return weight * n / (n + 1);
    }
}
