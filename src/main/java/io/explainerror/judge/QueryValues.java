package io.explainerror.judge;

import io.explainerror.model.SourceLine;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a query is filled with. Texts are "" when they are not known.
///
/// @param literal words that the lines in question hold
/// @param from    begin of the window to search
/// @param to      its end
record QueryValues(String service, String peer, String literal, Optional<Instant> from, Optional<Instant> to) {
    /// How long before the onset a search begins, in seconds: what led to it stands before it.
    private static final long LEAD = 900;

    // Digits, quotes and brackets are where a message's variable parts begin and end.
    private static final Pattern VARIABLE = Pattern.compile("[^\\p{L} .,:;_/-]+|\\S*\\d\\S*");
    private static final int LONGEST = 60;
    private static final int SHORTEST = 8;

    /// The values of a primary suspect.
    static QueryValues of(Suspect suspect, Case c) {
        Wording wording = Wording.of(suspect);
        Optional<Instant> onset = Timeline.onset(c);
        String literal = suspect.supporting().stream()
                .flatMap(f -> f.lines().stream())
                .map(QueryValues::literal)
                .filter(s -> !s.isEmpty())
                .findFirst()
                .orElse("");
        return new QueryValues(
                wording.service(),
                wording.peer(),
                literal,
                onset.map(o -> o.minusSeconds(LEAD)).or(() -> c.input().from()),
                c.input().to());
    }

    /// The longest part of a line that has no variable in it, "" when all parts are short.
    static String literal(SourceLine line) {
        return Arrays.stream(VARIABLE.split(line.text()))
                .map(part -> part.strip().replaceAll("^[ .,:;_/-]+|[ .,:;_/-]+$", ""))
                .filter(part -> part.length() >= SHORTEST)
                .max(Comparator.comparingInt(String::length))
                .map(part -> part.substring(0, Math.min(LONGEST, part.length())).strip())
                .orElse("");
    }
}
