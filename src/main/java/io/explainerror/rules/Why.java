package io.explainerror.rules;

import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import java.util.List;
import java.util.Optional;

/// What every rule of one pattern made of the signals of an incident, fired or not.
///
/// @param pattern id
/// @param trials  those that fired first, each half by weight, strongest first
public record Why(String pattern, List<Trial> trials) {
    public Why {
        trials = List.copyOf(trials);
    }

    /// One rule.
    ///
    /// @param says what it said, once for each service it spoke of; empty when it did not fire
    /// @param gap  what kept it from firing; empty when it fired
    public record Trial(RuleInfo rule, List<Said> says, Optional<Gap> gap) {
        public Trial {
            says = List.copyOf(says);
        }

        /// Whether it fired.
        public boolean fired() {
            return gap.isEmpty();
        }
    }

    /// @param service whom it blames, [io.explainerror.model.Firing#ANYWHERE] when nobody in particular
    public record Said(String service, String sentence) {}

    /// The first condition that nothing matched, given what matched the conditions before it.
    ///
    /// @param number    of the condition, from 1
    /// @param condition as written, on one line
    /// @param near      what was missing, in words, e.g. `factor() >= 3: the highest was 1.4`; "" when nothing is
    /// near
    /// @param nearest   the signal that came nearest, or the one that must not be there
    public record Gap(int number, String condition, String near, Optional<Signal> nearest) {}
}
