package io.explainerror.signal;

/// Is told where literals stand.
@FunctionalInterface
interface LiteralSink {
    /// Literal number `literal` begins at byte `at`; may be told twice of the same place.
    void found(int literal, int at);
}
