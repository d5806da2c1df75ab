package io.explainerror.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The demands that the constraints of one condition make on its fact. What is more than a comparison with literals, or
/// stands in an alternative, demands nothing that could be told without a fact.
final class Demands {
    private static final Set<String> ORDERS = Set.of("<", "<=", ">", ">=", "==");
    private static final Set<String> SHARES =
            Set.of("Saturation.before", "Saturation.during", "ErrorRatioShift.before", "ErrorRatioShift.during");

    private final String type;
    private final List<Made> made = new ArrayList<>();

    /// @param type the fact type's name
    Demands(String type) {
        this.type = type;
    }

    /// @param written as the rule's author wrote it
    private record Made(String property, Demand demand, String written) {}

    /// Adds those of a constraint.
    ///
    /// @throws Refused with the place and the reason when no fact can meet it together with those before it
    void add(String constraint) {
        List<Token> tokens = Lexer.tokens(constraint);
        if (tokens.stream().anyMatch(token -> token.is("||"))) {
            return;
        }
        int start = 0;
        for (int at = 0; at < tokens.size(); at++) {
            if (tokens.get(at).is("&&") || tokens.get(at).kind() == Token.Kind.END) {
                one(constraint, tokens.subList(start, at), tokens.get(at).offset());
                start = at + 1;
            }
        }
    }

    private void one(String constraint, List<Token> written, int end) {
        List<Token> tokens = bare(written);
        boolean negated = !tokens.isEmpty() && tokens.getFirst().is("!");
        List<Token> words = negated ? tokens.subList(1, tokens.size()) : tokens;
        if (words.isEmpty() || words.getFirst().kind() != Token.Kind.WORD) {
            return;
        }
        String property = words.getFirst().text();
        List<Token> rest = words.subList(1, words.size());
        Optional<Demand> demand =
                negated ? Optional.<Demand>of(new Demand.Flag(false)).filter(_ -> rest.isEmpty()) : demand(rest);
        int from = written.getFirst().offset();
        String text = constraint.substring(from, end).strip();
        demand.ifPresent(found -> check(new Made(property, found, text), from));
    }

    /// Without the brackets around it all.
    private static List<Token> bare(List<Token> tokens) {
        boolean bracketed = tokens.size() > 2
                && tokens.getFirst().is("(")
                && tokens.getLast().is(")")
                && tokens.stream().filter(token -> token.is("(")).count() == 1;
        return bracketed ? tokens.subList(1, tokens.size() - 1) : tokens;
    }

    private static Optional<Demand> demand(List<Token> rest) {
        if (rest.isEmpty()) {
            return Optional.of(new Demand.Flag(true));
        }
        Token operator = rest.getFirst();
        boolean not = operator.is("not");
        if (rest.size() > (not ? 1 : 0) + 2 && rest.get(not ? 1 : 0).is("in")) {
            return texts(rest.subList(not ? 2 : 1, rest.size()), not);
        }
        List<Token> literal = rest.subList(1, rest.size());
        if (literal.size() == 1 && literal.getFirst().kind() == Token.Kind.TEXT) {
            return operator.is("==") || operator.is("!=") ? texts(literal, operator.is("!=")) : Optional.empty();
        }
        if (operator.is("==")
                && literal.size() == 1
                && (literal.getFirst().is("true") || literal.getFirst().is("false"))) {
            return Optional.of(new Demand.Flag(literal.getFirst().is("true")));
        }
        return ORDERS.contains(operator.text()) ? number(operator.text(), literal) : Optional.empty();
    }

    private static Optional<Demand> texts(List<Token> tokens, boolean not) {
        Set<String> texts = new TreeSet<>();
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.TEXT) {
                texts.add(token.text());
            } else if (!token.is("(") && !token.is(",") && !token.is(")")) {
                return Optional.empty();
            }
        }
        return Optional.of(not ? new Demand.NoneOf(texts) : new Demand.OneOf(texts));
    }

    private static Optional<Demand> number(String operator, List<Token> literal) {
        boolean negative = literal.size() == 2 && literal.getFirst().is("-");
        if ((literal.size() != 1 && !negative) || literal.getLast().kind() != Token.Kind.NUMBER) {
            return Optional.empty();
        }
        double bound = Double.parseDouble(literal.getLast().text());
        return Optional.of(Demand.Range.of(operator, negative ? -bound : bound));
    }

    private void check(Made next, int offset) {
        String property = type + "." + next.property;
        if (SHARES.contains(property) && Demand.Range.SHARE.excludes(next.demand)) {
            throw never(offset, "`" + next.written + "` can never hold: " + property + " is a share from 0 to 1");
        }
        for (Made before : made) {
            if (before.property.equals(next.property) && before.demand.excludes(next.demand)) {
                throw never(
                        offset,
                        "`" + next.written + "` can never hold together with `" + before.written
                                + "`: no fact meets this condition");
            }
        }
        made.add(next);
    }

    private static Refused never(int offset, String why) {
        return new Refused(io.explainerror.model.ProblemKind.NEVER_HOLDS, offset, why);
    }
}
