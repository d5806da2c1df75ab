package io.explainerror.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known word that a misspelt one was probably meant to be.
public final class DidYouMean {
    private static final int MOST_LISTED = 25;

    private DidYouMean() {}

    /// A sentence such as `` Did you mean `service`?`` with a leading blank, else one that lists the known words when
    /// they are few, else "".
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known).map(near -> " Did you mean `" + near + "`?").orElseGet(() -> list(known));
    }

    /// The same sentence for those who list the known words themselves and quote as JSON does, or "".
    public static String quoted(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse("");
    }

    /// The same in the middle of a sentence, `` (did you mean `service`?)``, or "".
    public static String aside(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> " (did you mean `" + near + "`?)")
                .orElse("");
    }

    /// The known word that is one slip of the fingers away: a letter too many, too few, replaced or swapped.
    public static Optional<String> slip(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) == 1)
                .min(Comparator.naturalOrder());
    }

    static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(2, word.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String list(Collection<String> known) {
        return known.isEmpty() || known.size() > MOST_LISTED
                ? ""
                : " Known are: " + String.join(", ", known.stream().sorted().toList()) + ".";
    }

    /// Edits (insert, delete, replace, swap neighbours) between two words, whatever their case.
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
