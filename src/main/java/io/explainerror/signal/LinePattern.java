package io.explainerror.signal;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A recogniser's regular expression, matched byte by byte: the text is read as ISO 8859-1 and so are the UTF-8 bytes
/// of the expression, which makes an offset in the match an offset in the bytes and lets invalid UTF-8 pass.
final class LinePattern {
    /// What a failed search answers.
    static final int[] NO_MATCH = {};

    private static final int BEFORE = 1024;
    private static final int AFTER = 3072;

    private final String bytewise;
    private final int flags;
    private final boolean multiline;
    private final boolean blindToDigits;

    /// Hundreds of compiled expressions take megabytes, and an incident asks a few dozen of them.
    private volatile @Nullable Pattern compiled;

    /// @throws com.google.re2j.PatternSyntaxException when this is not RE2 syntax
    LinePattern(String regex, boolean ignoreCase) {
        this.bytewise = new String(regex.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        this.flags = ignoreCase ? Pattern.CASE_INSENSITIVE : 0;
        this.compiled = Pattern.compile(bytewise, flags);
        this.multiline = regex.contains("\\n") || regex.contains("(?s");
        this.blindToDigits = DigitBlindness.of(regex);
    }

    /// Names of the groups with their numbers.
    Map<String, Integer> groups() {
        return pattern().namedGroups();
    }

    /// Frees the compiled expression and what its searches left behind; it is compiled again when it is asked.
    void forget() {
        compiled = null;
    }

    private Pattern pattern() {
        Pattern known = compiled;
        if (known == null) {
            known = Pattern.compile(bytewise, flags);
            compiled = known;
        }
        return known;
    }

    /// Where the part of the text begins that is searched around the literal at `hit`.
    int windowStart(byte[] text, int from, int hit) {
        int limit = Math.max(from, hit - BEFORE);
        int start = multiline ? limit : hit;
        while (start > limit && text[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /// Where it ends.
    int windowEnd(byte[] text, int to, int hit) {
        int limit = Math.min(to, hit + AFTER);
        int end = multiline ? limit : hit;
        while (end < limit && text[end] != '\n') {
            end++;
        }
        return end > hit && text[end - 1] == '\r' ? end - 1 : end;
    }

    /// A hash of the window; two windows of the same hash match at the same offsets.
    long fingerprint(byte[] text, int from, int to) {
        return blindToDigits ? Bytes.hashBlindToDigits(text, from, to) : Bytes.hash(text, from, to);
    }

    /// Start and end of every group relative to `from` (-1 when it took no part), or [#NO_MATCH].
    int[] search(byte[] text, int from, int to) {
        Matcher matcher = pattern().matcher(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            return NO_MATCH;
        }
        int[] offsets = new int[2 * (matcher.groupCount() + 1)];
        Arrays.setAll(offsets, i -> i % 2 == 0 ? matcher.start(i / 2) : matcher.end(i / 2));
        return offsets;
    }
}
