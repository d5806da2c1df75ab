package io.explainerror.signal;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.function.Predicate;

/// Replaces one kind of secret wherever it stands in a line.
///
/// @param hints   pieces of text, in lower case, of which the line must hold one to hold the secret
/// @param pattern what surrounds the secret, which is the only group that takes part in a match
/// @param secret  tells secrets from harmless text of the same shape
/// @param instead what to write for a secret
record Mask(List<String> hints, Pattern pattern, Predicate<String> secret, String instead) {
    /// @param hints separated by `|`
    static Mask of(String hints, String regex) {
        return of(hints, regex, SecretShape::isValue, "***");
    }

    static Mask of(String hints, String regex, Predicate<String> secret, String instead) {
        return new Mask(List.of(hints.split("[|]")), Pattern.compile(regex), secret, instead);
    }

    /// @param lower the line in lower case
    String apply(String line, String lower) {
        return hints.stream().anyMatch(lower::contains) ? replace(line) : line;
    }

    private String replace(String line) {
        Matcher matcher = pattern.matcher(line);
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        int next = 0;
        // Going on behind the secret and not behind the match lets one match be the other's surroundings.
        while (next <= line.length() && matcher.find(next)) {
            int group = 1;
            while (matcher.start(group) < 0) {
                group++;
            }
            if (secret.test(matcher.group(group))) {
                masked.append(line, copied, matcher.start(group)).append(instead);
                copied = matcher.end(group);
            }
            next = Math.max(next + 1, matcher.end(group));
        }
        return copied == 0 ? line : masked.append(line, copied, line.length()).toString();
    }
}
