package io.explainerror.signal;

import java.util.Set;

/// Tells secrets from words.
final class SecretShape {
    private static final Set<String> NO_VALUES = Set.of("null", "nil", "none", "true", "false", "undefined", "***");

    private SecretShape() {}

    /// Whether something stands here at all.
    static boolean isValue(String text) {
        return !NO_VALUES.contains(text);
    }

    /// Whether this is no plain word or number: letters with digits, or upper and lower case mixed inside.
    static boolean looksLikeSecret(String text) {
        boolean letter = text.chars().anyMatch(Character::isLetter);
        boolean digit = text.chars().anyMatch(Character::isDigit);
        boolean padded = text.endsWith("=");
        boolean humps = text.chars().skip(1).filter(Character::isUpperCase).count() >= 2
                && text.chars().anyMatch(Character::isLowerCase);
        return letter && (digit || padded || humps);
    }

    /// Whether this looks drawn at random rather than put together from words and numbers: at every fourth place or
    /// more the kind of character (digit, upper case, lower case) changes.
    static boolean looksRandom(String text) {
        if (!looksLikeSecret(text)) {
            return false;
        }
        int changes = 0;
        for (int i = 1; i < text.length(); i++) {
            changes += Character.getType(text.charAt(i)) == Character.getType(text.charAt(i - 1)) ? 0 : 1;
        }
        return changes * 4 >= text.length();
    }
}
