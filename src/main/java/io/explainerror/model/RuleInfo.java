package io.explainerror.model;

/// What a rule says of itself in its metadata.
///
/// @param name    its name, a sentence, unique in the rule base
/// @param pattern the pattern it speaks about
/// @param weight  log-odds it adds to the pattern, -5 to 5; negative speaks against it
/// @param group   rules of one group look at the same fact: only the strongest of a group counts; the rule's own name
///                when it has none
/// @param says    sentence template, e.g. `{service} waits for its own pool`
/// @param ask     the recipe that would answer it when it does not fire, "" when there is none
/// @param file    where it stands, relative to the rule folder
/// @param line    1-based
public record RuleInfo(
        String name, String pattern, double weight, String group, String says, String ask, String file, int line) {}
