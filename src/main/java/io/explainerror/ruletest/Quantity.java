package io.explainerror.ruletest;

import io.explainerror.catalogue.CatalogueNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads quantities as people write them: `4ms`, `2.3s`, `12%`, `214`.
final class Quantity {
    private static final Pattern DURATION = Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*(us|µs|ms|s|m|min|h)?");
    private static final Map<String, Double> SECONDS =
            Map.of("us", 1e-6, "µs", 1e-6, "ms", 1e-3, "s", 1.0, "m", 60.0, "min", 60.0, "h", 3600.0);

    private Quantity() {}

    /// A duration in milliseconds; a number without a unit is in milliseconds.
    static double millis(CatalogueNode at) {
        return duration(at, 1e-3) * 1000;
    }

    /// A duration in seconds; a number without a unit is in seconds.
    static double seconds(CatalogueNode at) {
        return duration(at, 1);
    }

    private static double duration(CatalogueNode at, double unitless) {
        Matcher matcher = DURATION.matcher(at.text());
        if (!matcher.matches()) {
            throw at.problem("expected a duration such as 4ms, 2.3s or 5m, but received `" + at.text() + "`");
        }
        String unit = matcher.group(2);
        double factor = unit == null ? unitless : SECONDS.getOrDefault(unit, unitless);
        return Double.parseDouble(matcher.group(1)) * factor;
    }

    /// A share: `0.12` or `12%`.
    static double share(CatalogueNode at) {
        String text = at.text();
        if (!text.endsWith("%")) {
            return at.number();
        }
        try {
            return Double.parseDouble(text.substring(0, text.length() - 1).strip()) / 100;
        } catch (NumberFormatException e) {
            throw at.problem("expected a share such as 0.12 or 12%, but received `" + text + "`");
        }
    }

    /// A whole number of 0 or more.
    static long count(CatalogueNode at) {
        double number = at.number();
        if (number < 0 || number != Math.rint(number)) {
            throw at.problem("expected a whole number of 0 or more, but received `" + at.text() + "`");
        }
        return (long) number;
    }

    static boolean flag(CatalogueNode at) {
        return switch (at.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw at.problem("expected true or false, but received `" + at.text() + "`");
        };
    }
}
