package io.explainerror.model;

/// One firing of a causal rule: the cause's pattern in one service brought about the effect's in another (or the same).
///
/// The rule's own pattern and weight are those of the cause.
///
/// @param rule          which rule
/// @param causeService  where the cause sits
/// @param effect        pattern id of the effect
/// @param effectService where the effect shows
/// @param says          the sentence, filled in
public record Link(RuleInfo rule, String causeService, String effect, String effectService, String says) {
    /// Pattern id of the cause.
    public String cause() {
        return rule.pattern();
    }
}
