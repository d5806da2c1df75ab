package io.explainerror.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/// How a number is written in a sentence: with as many digits as a reader can use.
enum Amount {
    /// Up to three significant digits, whole from 100 on.
    PLAIN(""),
    /// A duration in milliseconds: `450 ms`, `3.0 s`, `2.5 min`.
    MILLISECONDS("ms"),
    /// A duration in seconds.
    SECONDS("s"),
    /// A share of 0 to 1: `97 %`.
    PERCENT("percent"),
    /// Per second: `12/s`.
    RATE("rate"),
    /// Per minute: `12/min`.
    PER_MINUTE("permin");

    private static final double MINUTE = 60_000;
    private static final double HOUR = 3_600_000;

    private final String suffix;

    Amount(String suffix) {
        this.suffix = suffix;
    }

    static Optional<Amount> of(String suffix) {
        for (Amount amount : values()) {
            if (amount.suffix.equals(suffix)) {
                return Optional.of(amount);
            }
        }
        return Optional.empty();
    }

    String write(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        return switch (this) {
            case PLAIN -> digits(value);
            case MILLISECONDS -> duration(value);
            case SECONDS -> duration(value * 1000);
            case PERCENT -> digits(value * 100) + " %";
            case RATE -> digits(value) + "/s";
            case PER_MINUTE -> digits(value) + "/min";
        };
    }

    private static String duration(double milliseconds) {
        double size = Math.abs(milliseconds);
        if (size < 999.5) {
            return digits(milliseconds) + " ms";
        }
        if (size < 2 * MINUTE) {
            return oneDecimal(milliseconds / 1000) + " s";
        }
        return size < 2 * HOUR ? oneDecimal(milliseconds / MINUTE) + " min" : oneDecimal(milliseconds / HOUR) + " h";
    }

    private static String oneDecimal(double value) {
        int decimals = Math.abs(value) < 10 ? 1 : 0;
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String digits(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = Math.abs(value) >= 100
                ? exact.setScale(0, RoundingMode.HALF_UP)
                : exact.round(new MathContext(3, RoundingMode.HALF_UP));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
