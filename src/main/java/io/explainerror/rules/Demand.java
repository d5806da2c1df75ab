package io.explainerror.rules;

import java.util.Set;

/// What a comparison with literals demands of a property.
sealed interface Demand {

    /// Whether no value meets both.
    boolean excludes(Demand other);

    /// A number between two bounds.
    ///
    /// @param lowIn  whether the lower bound itself will do
    /// @param highIn whether the upper bound itself will do
    record Range(double low, boolean lowIn, double high, boolean highIn) implements Demand {
        static final Range SHARE = new Range(0, true, 1, true);

        static Range of(String operator, double bound) {
            return switch (operator) {
                case "<" -> new Range(Double.NEGATIVE_INFINITY, false, bound, false);
                case "<=" -> new Range(Double.NEGATIVE_INFINITY, false, bound, true);
                case ">" -> new Range(bound, false, Double.POSITIVE_INFINITY, false);
                case ">=" -> new Range(bound, true, Double.POSITIVE_INFINITY, false);
                default -> new Range(bound, true, bound, true);
            };
        }

        @Override
        public boolean excludes(Demand other) {
            return other instanceof Range range && (below(range) || range.below(this));
        }

        private boolean below(Range other) {
            return high < other.low || (high == other.low && !(highIn && other.lowIn));
        }
    }

    /// One of these texts.
    record OneOf(Set<String> texts) implements Demand {
        @Override
        public boolean excludes(Demand other) {
            return switch (other) {
                case OneOf(Set<String> others) -> texts.stream().noneMatch(others::contains);
                case NoneOf(Set<String> others) -> others.containsAll(texts);
                case Range _, Flag _ -> false;
            };
        }
    }

    /// None of these texts.
    record NoneOf(Set<String> texts) implements Demand {
        @Override
        public boolean excludes(Demand other) {
            return other instanceof OneOf(Set<String> others) && texts.containsAll(others);
        }
    }

    /// True, or false.
    record Flag(boolean value) implements Demand {
        @Override
        public boolean excludes(Demand other) {
            return other instanceof Flag(boolean otherValue) && value != otherValue;
        }
    }
}
