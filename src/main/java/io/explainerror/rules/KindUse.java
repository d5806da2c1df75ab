package io.explainerror.rules;

import java.util.ArrayList;
import java.util.List;

/// A condition's demand for symptoms of a kind.
///
/// @param offset where the kind stands in the constraint
record KindUse(String kind, int offset) {

    /// The kinds that a constraint of a symptom asks for: `kind == "a"`, `kind in ( "a", "b" )`.
    static List<KindUse> in(String constraint) {
        List<KindUse> uses = new ArrayList<>();
        List<Token> tokens = Lexer.tokens(constraint);
        for (int at = 0; at + 2 < tokens.size(); at++) {
            boolean asks =
                    tokens.get(at).is("kind") && (at == 0 || !tokens.get(at - 1).is("."));
            if (asks && tokens.get(at + 1).is("==")) {
                add(uses, tokens.get(at + 2));
            } else if (asks && tokens.get(at + 1).is("in")) {
                for (int next = at + 3;
                        next < tokens.size() && !tokens.get(next).is(")");
                        next++) {
                    add(uses, tokens.get(next));
                }
            }
        }
        return uses;
    }

    private static void add(List<KindUse> uses, Token token) {
        if (token.kind() == Token.Kind.TEXT) {
            uses.add(new KindUse(token.text(), token.offset()));
        }
    }

    /// Where a rule asks for a kind.
    record At(String kind, Place place) {}
}
