package io.explainerror.model;

import java.util.List;

/// One firing of a rule: it speaks for (positive weight) or against (negative weight) a pattern in a service.
///
/// @param rule    which rule
/// @param service whom it blames; [#ANYWHERE] when it speaks about the pattern wherever it is suspected
/// @param says    the sentence, filled in
/// @param signals what it matched, in the order of its conditions
public record Firing(RuleInfo rule, String service, String says, List<Signal> signals) {
    /// The service of a firing that blames nobody in particular.
    public static final String ANYWHERE = "*";

    public Firing {
        signals = List.copyOf(signals);
    }
}
