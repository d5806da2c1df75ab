package io.explainerror.rules;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Reads the conditions that rules are mostly made of (`grows`, `kind in ( ... )`, `factor() >= 2`) into predicates, so
/// that they need not be interpreted for each fact anew.
///
/// What it does not know word for word it leaves to the expression language of Drools; it decides nothing otherwise.
final class DirectCondition {
    private static final Set<String> SIGNS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final DirectOperands operands;
    private final DirectOperands.Tokens tokens;

    private DirectCondition(Class<?> type, String expression) {
        this.tokens = new DirectOperands.Tokens(Lexer.tokens(expression));
        this.operands = new DirectOperands(type, tokens);
    }

    /// The predicate over facts of a type that an expression states, if it is one of the known forms.
    static Optional<Predicate<Object>> of(Class<?> type, String expression) {
        try {
            DirectCondition reader = new DirectCondition(type, expression);
            Predicate<Object> condition = reader.either();
            reader.tokens.end();
            return Optional.of(condition);
        } catch (Refused unknownForm) {
            return Optional.empty();
        }
    }

    private Predicate<Object> either() {
        Predicate<Object> left = both();
        while (tokens.take("||")) {
            left = or(left, both());
        }
        return left;
    }

    private static Predicate<Object> or(Predicate<Object> left, Predicate<Object> right) {
        if (left instanceof OneOf one && right instanceof OneOf other && one.property.equals(other.property)) {
            return one.with(other);
        }
        return fact -> left.test(fact) || right.test(fact);
    }

    private Predicate<Object> both() {
        Predicate<Object> condition = single();
        while (tokens.take("&&")) {
            Predicate<Object> left = condition;
            Predicate<Object> right = single();
            condition = fact -> left.test(fact) && right.test(fact);
        }
        return condition;
    }

    private Predicate<Object> single() {
        if (tokens.take("!")) {
            return single().negate();
        }
        if (tokens.take("(")) {
            Predicate<Object> inner = either();
            tokens.expect(")");
            return inner;
        }
        DirectOperands.Operand left = operands.next();
        Token sign = tokens.peek();
        if (sign.kind() == Token.Kind.SIGN && SIGNS.contains(sign.text())) {
            tokens.skip();
            return compared(left, sign, operands.next());
        }
        return flag(left, sign);
    }

    private static Predicate<Object> flag(DirectOperands.Operand operand, Token at) {
        if (operand.type() != boolean.class || operand.isLiteral()) {
            throw new Refused(at.offset(), "no flag");
        }
        return fact -> (Boolean) operand.value(fact);
    }

    private static Predicate<Object> compared(DirectOperands.Operand left, Token sign, DirectOperands.Operand right) {
        if (left.isNumber() && right.isNumber()) {
            return numbers(left.number(), sign, right.number());
        }
        boolean comparable = left.type() == right.type() && !left.isNumber();
        if (!comparable || left.isLiteral()) {
            throw new Refused(sign.offset(), "not known here");
        }
        return switch (sign.text()) {
            case "==" -> equal(left, right);
            case "!=" -> equal(left, right).negate();
            default -> throw new Refused(sign.offset(), "not known here");
        };
    }

    private static Predicate<Object> equal(DirectOperands.Operand left, DirectOperands.Operand right) {
        Method property = left.property();
        if (property != null && right.isLiteral()) {
            return new OneOf(property, Set.of(right.literal()));
        }
        return fact -> Objects.equals(left.value(fact), right.value(fact));
    }

    private static Predicate<Object> numbers(
            ToDoubleFunction<Object> left, Token sign, ToDoubleFunction<Object> right) {
        return switch (sign.text()) {
            case "==" -> fact -> left.applyAsDouble(fact) == right.applyAsDouble(fact);
            case "!=" -> fact -> left.applyAsDouble(fact) != right.applyAsDouble(fact);
            case "<" -> fact -> left.applyAsDouble(fact) < right.applyAsDouble(fact);
            case "<=" -> fact -> left.applyAsDouble(fact) <= right.applyAsDouble(fact);
            case ">" -> fact -> left.applyAsDouble(fact) > right.applyAsDouble(fact);
            default -> fact -> left.applyAsDouble(fact) >= right.applyAsDouble(fact);
        };
    }

    /// A property that has one of a few values: `kind in ( ... )`, and any `==` with a literal.
    private record OneOf(Method property, Set<Object> values) implements Predicate<Object> {
        @Override
        public boolean test(@Nullable Object fact) {
            return fact != null && values.contains(FactReaders.read(property, fact));
        }

        OneOf with(OneOf other) {
            Set<Object> all = new HashSet<>(values);
            all.addAll(other.values);
            return new OneOf(property, Set.copyOf(all));
        }
    }
}
