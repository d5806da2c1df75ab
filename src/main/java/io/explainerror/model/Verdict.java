package io.explainerror.model;

/// How far the judgement may be relied on, from weakest to strongest.
public enum Verdict {
    /// The evidence does not carry an answer.
    INCONCLUSIVE,
    /// Worth checking first.
    POSSIBLE,
    /// Act on it, verify while acting.
    LIKELY,
    /// Act on it.
    CONFIRMED
}
