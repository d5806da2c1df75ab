package io.explainerror.rules;

import io.explainerror.model.Signal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A constraint that compares a number, e.g. `factor() >= 3`: how near did facts come?
///
/// @param most whether more is nearer
record Measure(ToDoubleFunction<Object> value, boolean most) {
    /// Empty when the constraint compares no number with another.
    static Optional<Measure> of(Class<?> type, String constraint) {
        try {
            DirectOperands.Tokens tokens = new DirectOperands.Tokens(Lexer.tokens(constraint));
            DirectOperands.Operand left = new DirectOperands(type, tokens).next();
            String sign = tokens.peek().text();
            boolean compares = left.isNumber() && List.of("<", "<=", ">", ">=").contains(sign);
            return compares ? Optional.of(new Measure(left.number(), sign.startsWith(">"))) : Optional.empty();
        } catch (Refused notSimple) {
            return Optional.empty();
        }
    }

    Signal nearest(List<Signal> facts) {
        Comparator<Signal> byValue = Comparator.comparingDouble(value);
        return facts.stream().max(most ? byValue : byValue.reversed()).orElseThrow();
    }

    /// How far the nearest came, in words.
    String reached(Signal nearest) {
        return (most ? "the highest was " : "the lowest was ") + Amount.PLAIN.write(value.applyAsDouble(nearest));
    }
}
