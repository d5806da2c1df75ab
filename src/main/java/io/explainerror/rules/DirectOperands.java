package io.explainerror.rules;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The sides of a comparison in a [DirectCondition]: properties, methods with at most one quoted argument, literals,
/// enum constants, and products of numbers.
final class DirectOperands {
    private final Class<?> fact;
    private final Tokens tokens;

    DirectOperands(Class<?> fact, Tokens tokens) {
        this.fact = fact;
        this.tokens = tokens;
    }

    /// The tokens of one expression, read from left to right.
    static final class Tokens {
        private final List<Token> tokens;
        private int at;

        Tokens(List<Token> tokens) {
            this.tokens = tokens;
        }

        Token peek() {
            return tokens.get(at);
        }

        Token skip() {
            return tokens.get(at++);
        }

        boolean take(String sign) {
            boolean there = peek().kind() == Token.Kind.SIGN && peek().text().equals(sign);
            at += there ? 1 : 0;
            return there;
        }

        void expect(String sign) {
            if (!take(sign)) {
                throw new Refused(peek().offset(), "expected " + sign);
            }
        }

        void end() {
            if (peek().kind() != Token.Kind.END) {
                throw new Refused(peek().offset(), "expected the end");
            }
        }
    }

    /// @param read     the value for a fact
    /// @param property the method that is read, when it is nothing but that
    /// @param constant the value of a literal
    record Operand(
            Class<?> type,
            Function<Object, Object> read,
            @Nullable Method property,
            @Nullable Object constant) {
        static Operand literal(Class<?> type, Object value) {
            return new Operand(type, _ -> value, null, value);
        }

        boolean isLiteral() {
            return constant != null;
        }

        boolean isNumber() {
            return type.isPrimitive() && type != boolean.class && type != char.class;
        }

        Object literal() {
            return Objects.requireNonNull(constant);
        }

        Object value(Object of) {
            return read.apply(of);
        }

        ToDoubleFunction<Object> number() {
            if (constant instanceof Number number) {
                double value = number.doubleValue();
                return _ -> value;
            }
            return of -> ((Number) read.apply(of)).doubleValue();
        }
    }

    Operand next() {
        Operand product = single();
        while (tokens.take("*")) {
            product = times(product, single());
        }
        return product;
    }

    private Operand times(Operand left, Operand right) {
        if (!left.isNumber() || !right.isNumber()) {
            throw new Refused(tokens.peek().offset(), "not known here");
        }
        ToDoubleFunction<Object> one = left.number();
        ToDoubleFunction<Object> other = right.number();
        return new Operand(double.class, of -> one.applyAsDouble(of) * other.applyAsDouble(of), null, null);
    }

    private Operand single() {
        Token token = tokens.skip();
        return switch (token.kind()) {
            case TEXT -> Operand.literal(String.class, token.text());
            case NUMBER -> Operand.literal(double.class, Double.valueOf(token.text()));
            case WORD -> word(token);
            case SIGN, END -> signed(token);
        };
    }

    private Operand signed(Token sign) {
        Token number = tokens.peek();
        if (!sign.is("-") || number.kind() != Token.Kind.NUMBER) {
            throw new Refused(sign.offset(), "not known here");
        }
        tokens.skip();
        return Operand.literal(double.class, -Double.parseDouble(number.text()));
    }

    private Operand word(Token word) {
        if (word.text().equals("true") || word.text().equals("false")) {
            return Operand.literal(boolean.class, Boolean.valueOf(word.text()));
        }
        if (tokens.take("(")) {
            return call(word);
        }
        Class<? extends Enum<?>> choice = FactTypes.enumNamed(word.text());
        if (choice != null && tokens.take(".")) {
            return constant(choice, tokens.skip());
        }
        Method method =
                FactTypes.property(fact, word.text()).orElseThrow(() -> new Refused(word.offset(), "no property"));
        if (tokens.peek().is(".") || tokens.peek().is("[")) {
            throw new Refused(word.offset(), "not known here");
        }
        return new Operand(method.getReturnType(), of -> FactReaders.read(method, of), method, null);
    }

    private static Operand constant(Class<? extends Enum<?>> choice, Token name) {
        for (Enum<?> each : choice.getEnumConstants()) {
            if (each.name().equals(name.text())) {
                return Operand.literal(choice, each);
            }
        }
        throw new Refused(name.offset(), "no such constant");
    }

    private Operand call(Token name) {
        if (tokens.take(")")) {
            Method method = method(name);
            return new Operand(method.getReturnType(), of -> FactReaders.read(method, of), method, null);
        }
        Token argument = tokens.skip();
        tokens.expect(")");
        if (argument.kind() != Token.Kind.TEXT) {
            throw new Refused(argument.offset(), "not known here");
        }
        Method method = method(name, String.class);
        return new Operand(method.getReturnType(), of -> FactReaders.read(method, of, argument.text()), null, null);
    }

    private Method method(Token name, Class<?>... parameters) {
        try {
            return fact.getMethod(name.text(), parameters);
        } catch (NoSuchMethodException e) {
            throw new Refused(name.offset(), "no such method");
        }
    }
}
