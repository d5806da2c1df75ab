package io.explainerror.api;

/// The limits of `src/test/resources/application.properties`.
final class RestLimits {
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_DECODED_BYTES = 4 << 20;

    private RestLimits() {}
}
