package io.explainerror.rules;

import io.explainerror.model.ProblemKind;
import io.explainerror.rules.Term.Origin;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one constraint of a pattern: the third wall, and the place where types are checked. What this grammar does not
/// produce is refused.
///
/// ```
/// constraint := [ "$name" ":" ] or            or   := and { "||" and }          and  := test { "&&" test }
/// test       := "!" test | sum [ operator sum | ["not"] "in" "(" sum {"," sum} ")"
///                                                  | ["not"] ("matches" | "contains" | "memberOf") sum
///                                                  | "str" "[" ("startsWith" | "endsWith") "]" sum ]
/// sum        := product { ("+" | "-") product }     product := unary { ("*" | "/" | "%") unary }
/// ```
final class ExpressionReader {
    private static final Set<String> EQUALITIES = Set.of("==", "!=");
    private static final Set<String> ORDERS = Set.of("<", "<=", ">", ">=");
    private static final int MAX_DEPTH = 30;

    private final Tokens tokens;
    private final OperandReader operands;
    private final Comparison comparison;
    private final Scope scope;
    private final int pattern;
    private int depth;

    /// @param own     type of the fact that the expression is about, null when it is about none
    /// @param pattern number of the pattern in its rule
    ExpressionReader(String text, Words words, Scope scope, @Nullable Class<?> own, int pattern) {
        this.tokens = new Tokens(text);
        this.comparison = new Comparison(words);
        this.scope = scope;
        this.pattern = pattern;
        this.operands = new OperandReader(tokens, scope, own, pattern, this::nested);
    }

    /// A whole constraint; what it binds is in the scope afterwards.
    Term constraint() {
        Token name = tokens.peek();
        if (name.text().startsWith("$") && tokens.peek(1).is(":")) {
            tokens.take();
            tokens.take();
            return binding(name);
        }
        Term term = or();
        end();
        if (!term.isFlag()) {
            throw new Refused(
                    ProblemKind.TYPE_MISMATCH, name.offset(), "expected a condition, but this is " + term.shown());
        }
        return term;
    }

    /// A whole expression of any type, e.g. what an accumulate function sums up.
    Term value() {
        Term term = sum();
        end();
        return term;
    }

    private Term binding(Token name) {
        Term term = sum();
        if (!tokens.atEnd()) {
            throw new Refused(
                    tokens.peek().offset(),
                    "bind and compare separately, with a comma between: `" + name.text() + " : ..., ... "
                            + tokens.peek().text() + " ...`");
        }
        scope.bind(name.offset(), new Binding(name.text(), term.type(), pattern));
        return Term.flag(Origin.OWN, false, false);
    }

    private void end() {
        if (!tokens.atEnd()) {
            throw new Refused(
                    tokens.peek().offset(),
                    "expected a comma or the end, but received " + tokens.peek().shown());
        }
    }

    private Term nested() {
        if (++depth > MAX_DEPTH) {
            throw new Refused(tokens.peek().offset(), "brackets are nested deeper than " + MAX_DEPTH + " levels");
        }
        Term term = or();
        depth--;
        return term;
    }

    private Term or() {
        Term all = and();
        while (tokens.peek().is("||")) {
            all = comparison.or(tokens.take(), all, and());
        }
        return all;
    }

    private Term and() {
        Term all = test();
        while (tokens.peek().is("&&")) {
            all = comparison.and(tokens.take(), all, test());
        }
        return all;
    }

    private Term test() {
        Token first = tokens.peek();
        if (isOperator(first)) {
            throw new Refused(
                    first.offset(),
                    "the left side is missing: write `a == 1 || a == 2`, or for texts `a in ( \"x\", \"y\" )`");
        }
        if (!first.is("!")) {
            return compared(sum());
        }
        tokens.take();
        if (++depth > MAX_DEPTH) {
            throw new Refused(first.offset(), "too many negations");
        }
        Term negated = comparison.not(first, test());
        depth--;
        return negated;
    }

    private Term compared(Term left) {
        Token operator = tokens.peek();
        if (EQUALITIES.contains(operator.text()) && operator.kind() == Token.Kind.SIGN) {
            tokens.take();
            return comparison.equal(operator, left, sum());
        }
        if (ORDERS.contains(operator.text()) && operator.kind() == Token.Kind.SIGN) {
            tokens.take();
            return comparison.ordered(operator, left, sum());
        }
        return operator.kind() == Token.Kind.WORD && isOperator(operator) ? worded(left) : left;
    }

    private Term worded(Term left) {
        boolean negated = tokens.taken("not");
        Token operator = tokens.take();
        return switch (operator.text()) {
            case "in" -> in(operator, left, negated);
            case "matches" -> comparison.matches(operator, left, tokens.expect(Token.Kind.TEXT, "a quoted pattern"));
            case "contains" -> comparison.contains(operator, left, sum());
            case "memberOf" -> comparison.contains(operator, sum(), left);
            case "str" -> affix(operator, left);
            default -> throw new Refused(operator.offset(), "unknown operator " + operator.shown());
        };
    }

    private Term in(Token operator, Term left, boolean negated) {
        tokens.expect("(");
        Term all = comparison.equal(operator, left, sum());
        while (tokens.taken(",")) {
            all = comparison.or(operator, all, comparison.equal(operator, left, sum()));
        }
        tokens.expect(")");
        return negated ? Term.flag(all.origin(), false, false) : all;
    }

    private Term affix(Token operator, Term left) {
        tokens.expect("[");
        Token which = tokens.take();
        if (!which.is("startsWith") && !which.is("endsWith")) {
            throw new Refused(which.offset(), "expected str[startsWith] or str[endsWith]");
        }
        tokens.expect("]");
        return comparison.contains(operator, left, sum());
    }

    private static boolean isOperator(Token token) {
        return switch (token.kind()) {
            case SIGN -> EQUALITIES.contains(token.text()) || ORDERS.contains(token.text());
            case WORD ->
                Set.of("in", "not", "matches", "contains", "memberOf", "str").contains(token.text());
            case NUMBER, TEXT, END -> false;
        };
    }

    private Term sum() {
        Term left = product();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            left = comparison.arithmetic(tokens.take(), left, product());
        }
        return left;
    }

    private Term product() {
        Term left = operands.read();
        while (tokens.peek().is("*") || tokens.peek().is("/") || tokens.peek().is("%")) {
            left = comparison.arithmetic(tokens.take(), left, operands.read());
        }
        return left;
    }
}
