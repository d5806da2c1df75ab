package io.explainerror.model;

/// What the alert says: a hint about where it hurts, never evidence of a cause.
///
/// @param service whom the alert names, "" when nobody
/// @param title   its title
public record Alerted(String service, String title, Exemplars lines) implements Signal {}
