package io.explainerror.rules;

import java.util.ArrayList;
import java.util.List;

/// Cuts an expression into tokens. Whatever is not on its list is refused: the list is the first wall between rule
/// text and the expression language behind it, which can do anything.
final class Lexer {
    private static final List<String> SIGNS = List.of(
            "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", ".",
            ":", ";");

    /// As many as a double keeps, and fewer than the engine stumbles over.
    private static final int MOST_DIGITS = 15;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        return new Lexer(text).read();
    }

    private List<Token> read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = endOf("\n", text.length());
            } else if (text.startsWith("/*", at)) {
                at = endOf("*/", -1);
            } else if (c == '"' || c == '\'') {
                quoted(c);
            } else if (isDigit(c)) {
                number();
            } else if (isLetter(c)) {
                word();
            } else {
                sign();
            }
        }
        tokens.add(new Token(Token.Kind.END, "", text.length()));
        return tokens;
    }

    private int endOf(String mark, int otherwise) {
        int found = text.indexOf(mark, at + 2);
        if (found < 0 && otherwise < 0) {
            throw new Refused(at, "the comment has no end");
        }
        return found < 0 ? otherwise : found + mark.length();
    }

    private void quoted(char quote) {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c == '\\') {
                value.append(escaped(start));
            } else {
                value.append(c);
            }
        }
        if (at >= text.length()) {
            throw new Refused(start, "the text has no closing quote");
        }
        at++;
        tokens.add(new Token(Token.Kind.TEXT, value.toString(), start));
    }

    private char escaped(int start) {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '\\', '"', '\'' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> throw new Refused(start, "the escape \\" + c + " is not known: expected \\\\ \\\" \\' \\n \\t");
        };
    }

    private void number() {
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
        }
        if (at < text.length() && isLetter(text.charAt(at))) {
            throw new Refused(start, "expected a plain number such as 3 or 1.5, without unit or suffix");
        }
        if (at - start > MOST_DIGITS) {
            throw new Refused(start, "expected a number of at most " + MOST_DIGITS + " digits");
        }
        tokens.add(new Token(Token.Kind.NUMBER, text.substring(start, at), start));
    }

    private void word() {
        int start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        tokens.add(new Token(Token.Kind.WORD, text.substring(start, at), start));
    }

    private void sign() {
        String sign = SIGNS.stream()
                .filter(s -> text.startsWith(s, at))
                .findFirst()
                .orElseThrow(() -> new Refused(at, unknownSign()));
        tokens.add(new Token(Token.Kind.SIGN, sign, at));
        at += sign.length();
    }

    private String unknownSign() {
        int c = text.codePointAt(at);
        return c < 128
                ? "the character `" + (char) c + "` has no place in a rule"
                : "the character `" + Character.toString(c) + "` (U+" + String.format("%04X", c)
                        + ") may stand only in quoted texts: some letters of other alphabets look like Latin ones";
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
    }
}
