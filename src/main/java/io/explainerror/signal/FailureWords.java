package io.explainerror.signal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells whether a message speaks of failure by its words, since the level of a record is not to be believed.
///
/// A word counts unless it is negated (`0 errors`, `no error`, `errors=0`, `error=null`), names a setting
/// (`timeout=30s`) or begins a compound (`error-rate`, `error.log`).
final class FailureWords {
    static final List<String> LINES = List.of(
            "error errors errored exception exceptions fail fails failed failing failure failures fatal panic panicked",
            "refused refusing denied timeout timeouts exceeded cannot unable unreachable unavailable rejected rejecting",
            "aborted aborting crashed crash killed unhandled uncaught deadlock exhausted corrupt corrupted broken lost",
            "unexpected unexpectedly critical severe emergency oom segfault traceback expired forbidden unauthorized",
            "unresolved unhealthy overloaded interrupted undeliverable");
    static final WordSet WORDS = new WordSet(LINES);

    /// First and second words of failures that take two, e.g. `timed out`; `no` and `not` need a particular second.
    private static final WordSet FIRST = WordSet.of("timed gave giving couldn could can");

    private static final WordSet SECOND = WordSet.of("out up t not");
    private static final WordSet NEGATION = WordSet.of("no not");
    private static final WordSet NEGATED =
            WordSet.of("available permit permitted responding respond reachable route healthy live space such");
    private static final List<String> SUFFIXES = List.of("Exception", "Error", "Failure", "Timeout", "Errors");
    private static final Set<String> NOTHING_BEFORE = Set.of("0", "no", "without", "zero", "non", "not", "never");
    private static final Set<String> NOTHING_AFTER =
            Set.of("0", "null", "none", "nil", "false", "no", "undefined", "0%");

    private FailureWords() {}

    /// Whether this range speaks of failure.
    static boolean speakIn(byte[] text, int from, int to) {
        int at = from;
        while (at < to) {
            int start = at;
            while (at < to && isLetter(text[at])) {
                at++;
            }
            if (at - start > 1 && speaks(text, from, start, at, to)) {
                return true;
            }
            at = Math.max(at, start + 1);
        }
        return false;
    }

    /// Whether the word in this range is a failure word, whatever stands around it.
    static boolean isWord(byte[] text, int from, int to) {
        return WORDS.contains(text, from, to);
    }

    /// Whether this range ends like the name of an exception class.
    static boolean isErrorName(byte[] text, int from, int to) {
        if (to - from < 6 || !endsSuffix(text[to - 1])) {
            return false;
        }
        for (int i = 0; i < SUFFIXES.size(); i++) {
            if (endsWith(text, from, to, SUFFIXES.get(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean isLetter(byte b) {
        int folded = b | 0x20;
        return folded >= 'a' && folded <= 'z';
    }

    private static boolean speaks(byte[] text, int from, int start, int end, int to) {
        return (WORDS.contains(text, start, end) || isErrorName(text, start, end) || isPair(text, start, end, to))
                && !negatedBefore(text, from, start)
                && !negatedAfter(text, start, end, to)
                && !beginsCompound(text, end, to);
    }

    private static boolean isPair(byte[] text, int start, int end, int to) {
        boolean first = FIRST.contains(text, start, end);
        if (!first && !NEGATION.contains(text, start, end)) {
            return false;
        }
        int next = end + 1;
        int after = next;
        while (after < to && isLetter(text[after])) {
            after++;
        }
        return after > next && (first ? SECOND : NEGATED).contains(text, next, after);
    }

    private static boolean negatedBefore(byte[] text, int from, int start) {
        int end = start;
        while (end > from && start - end < 2 && (text[end - 1] == ' ' || text[end - 1] == '-')) {
            end--;
        }
        int begin = end;
        while (begin > from && end - begin < 8 && isWordByte(text[begin - 1])) {
            begin--;
        }
        return end < start && NOTHING_BEFORE.contains(lower(text, begin, end));
    }

    private static boolean negatedAfter(byte[] text, int start, int end, int to) {
        int at = end;
        boolean separator = false;
        while (at < to && at < end + 5 && " =:\"'\\[".indexOf(text[at]) >= 0) {
            separator |= text[at] == '=' || text[at] == ':';
            at++;
        }
        int stop = at;
        while (stop < to && stop - at < 10 && (isWordByte(text[stop]) || text[stop] == '%')) {
            stop++;
        }
        boolean setting = (text[start] | 0x20) == 't' && stop > at && isDigit(text[at]);
        boolean empty = separator && stop == at && text[at - 1] == '"' && text[at - 2] == '"';
        return setting || empty || (separator && NOTHING_AFTER.contains(lower(text, at, stop)));
    }

    private static boolean beginsCompound(byte[] text, int end, int to) {
        return end + 1 < to && (text[end] == '-' || text[end] == '_' || text[end] == '.') && isLetter(text[end + 1]);
    }

    private static boolean endsSuffix(byte last) {
        return last == 'n' || last == 'r' || last == 'e' || last == 't' || last == 's';
    }

    private static boolean endsWith(byte[] text, int from, int to, String suffix) {
        int start = to - suffix.length();
        if (start <= from) {
            return false;
        }
        for (int i = 0; i < suffix.length(); i++) {
            if (text[start + i] != suffix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordByte(byte b) {
        return isLetter(b) || isDigit(b) || b == '.';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static String lower(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
