package io.explainerror.judge;

/// Numbers as people read them.
final class Rounding {
    private Rounding() {}

    /// To two decimals; never -0.
    static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
