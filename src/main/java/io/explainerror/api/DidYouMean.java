package io.explainerror.api;

import java.util.Collection;
import java.util.Comparator;

/// Finds the name that a misspelt one was probably meant to be.
final class DidYouMean {
    private DidYouMean() {}

    /// A sentence such as ` Did you mean "service"?` with a leading blank, or "" when nothing is near.
    static String sentence(String given, Collection<String> known) {
        int tolerance = Math.max(2, given.length() / 3);
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(given, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(nearest -> distance(given, nearest) <= tolerance)
                .map(nearest -> " Did you mean \"" + nearest + "\"?")
                .orElse("");
    }

    /// Levenshtein distance, upper and lower case being the same.
    static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = same(one.charAt(i - 1), other.charAt(j - 1)) ? 0 : 1;
                row[j] = Math.min(Math.min(above[j] + 1, row[j - 1] + 1), above[j - 1] + change);
            }
            above = row;
        }
        return above[other.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
