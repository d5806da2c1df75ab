package io.explainerror.rules;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.ProblemKind;
import io.explainerror.rules.Term.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what stands on one side of an operator: a literal, a bracket, a property, a binding, and what follows their
/// dots.
final class OperandReader {
    private final Tokens tokens;
    private final Scope scope;
    private final @Nullable Class<?> own;
    private final int pattern;
    private final Supplier<Term> nested;

    /// @param nested reads the inside of a bracket
    OperandReader(Tokens tokens, Scope scope, @Nullable Class<?> own, int pattern, Supplier<Term> nested) {
        this.tokens = tokens;
        this.scope = scope;
        this.own = own;
        this.pattern = pattern;
        this.nested = nested;
    }

    Term read() {
        Token token = tokens.take();
        return switch (token.kind()) {
            case NUMBER -> Term.of(double.class, Origin.LITERAL, token.text());
            case TEXT -> Term.of(String.class, Origin.LITERAL, token.text());
            case WORD -> chain(word(token));
            case SIGN -> sign(token);
            case END -> throw new Refused(token.offset(), "expected a property, a binding or a literal here");
        };
    }

    private Term sign(Token token) {
        if (token.is("(")) {
            Term inner = nested.get();
            tokens.expect(")");
            return inner;
        }
        if (token.is("-") && tokens.peek().kind() == Token.Kind.NUMBER) {
            return Term.of(double.class, Origin.LITERAL, "-" + tokens.take().text());
        }
        throw new Refused(token.offset(), "expected a property, a binding or a literal, but received " + token.shown());
    }

    private Term word(Token token) {
        return switch (token.text()) {
            case "true", "false" -> Term.of(boolean.class, Origin.LITERAL, token.text());
            case "null" -> Term.of(void.class, Origin.LITERAL, "null");
            case "this" -> Term.of(ownType(token), Origin.OWN, "");
            default -> token.text().startsWith("$") ? binding(token) : property(token);
        };
    }

    private Term binding(Token token) {
        Binding binding = scope.get(token.text());
        if (binding == null) {
            throw new Refused(
                    ProblemKind.UNKNOWN_BINDING,
                    token.offset(),
                    "`" + token.text() + "` is not bound before this place."
                            + DidYouMean.hint(token.text(), List.copyOf(scope.names())));
        }
        return Term.of(binding.type(), binding.pattern() == pattern ? Origin.OWN : Origin.OUTER, "");
    }

    private Term property(Token token) {
        Class<? extends Enum<?>> words = FactTypes.enumNamed(token.text());
        return words == null ? member(Term.of(ownType(token), Origin.OWN, ""), token) : constant(token, words);
    }

    private Term constant(Token token, Class<? extends Enum<?>> type) {
        tokens.expect(".");
        Token name = tokens.expect(Token.Kind.WORD, "a constant of " + token.text());
        List<String> known = new ArrayList<>();
        for (Enum<?> constant : type.getEnumConstants()) {
            known.add(constant.name());
        }
        if (!known.contains(name.text())) {
            throw new Refused(
                    ProblemKind.UNKNOWN_CONSTANT,
                    name.offset(),
                    token.text() + " has no constant `" + name.text() + "`." + DidYouMean.hint(name.text(), known));
        }
        return Term.of(type, Origin.LITERAL, name.text());
    }

    private Class<?> ownType(Token token) {
        if (own == null) {
            throw new Refused(
                    ProblemKind.UNKNOWN_BINDING,
                    token.offset(),
                    token.shown() + " is not known here: expected a `$binding`");
        }
        return own;
    }

    private Term chain(Term start) {
        Term term = start;
        while (true) {
            if (tokens.taken(".")) {
                term = member(term, tokens.expect(Token.Kind.WORD, "a property"));
            } else if (term.type() == Map.class && tokens.taken("[")) {
                tokens.expect(Token.Kind.TEXT, "a quoted name");
                tokens.expect("]");
                term = Term.of(String.class, term.origin(), "");
            } else {
                return term;
            }
        }
    }

    private Term member(Term of, Token name) {
        Class<?> found = tokens.peek().is("(")
                ? Members.method(of.type(), name.text(), arguments())
                : Members.property(of.type(), name.text());
        if (found == null) {
            throw new Refused(
                    ProblemKind.UNKNOWN_FIELD,
                    name.offset(),
                    of.type().getSimpleName() + " has no property `" + name.text() + "` that rules may use."
                            + DidYouMean.hint(name.text(), Members.names(of.type())));
        }
        return Term.of(found, of.origin(), of.type().getSimpleName() + "." + name.text());
    }

    private List<Class<?>> arguments() {
        tokens.expect("(");
        List<Class<?>> types = new ArrayList<>();
        while (!tokens.taken(")")) {
            if (!types.isEmpty()) {
                tokens.expect(",");
            }
            types.add(nested.get().type());
        }
        return types;
    }
}
