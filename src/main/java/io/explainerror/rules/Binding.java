package io.explainerror.rules;

/// A `$name` of a rule.
///
/// @param name    with its `$`
/// @param type    normalised as in [Term]
/// @param pattern number of the pattern of the rule that binds it
record Binding(String name, Class<?> type, int pattern) {}
