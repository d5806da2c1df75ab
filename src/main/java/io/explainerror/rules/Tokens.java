package io.explainerror.rules;

import java.util.List;

/// A position in a list of tokens.
final class Tokens {
    private final List<Token> tokens;
    private int next;

    Tokens(String text) {
        this.tokens = Lexer.tokens(text);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean taken(String sign) {
        if (peek().is(sign)) {
            take();
            return true;
        }
        return false;
    }

    Token expect(String sign) {
        if (!peek().is(sign)) {
            throw new Refused(peek().offset(), "expected `" + sign + "`, but received " + peek().shown());
        }
        return take();
    }

    Token expect(Token.Kind kind, String what) {
        if (peek().kind() != kind) {
            throw new Refused(peek().offset(), "expected " + what + ", but received " + peek().shown());
        }
        return take();
    }

    boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }
}
