package io.explainerror.signal;

/// Tells whether an expression treats all decimal digits alike, so that `waited 3001ms` and `waited 4711ms` match at
/// the same offsets or not at all.
///
/// Digits are alike when none is written outside a repetition `{2,3}`, a group name or the range `0-9`: a range
/// without a digit at its ends holds all ten digits or none. Escapes with numbers (`\x41`, `\p`, `\Q`) are not
/// analysed.
final class DigitBlindness {
    private DigitBlindness() {}

    static boolean of(String regex) {
        int at = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '\\') {
                if (at + 1 < regex.length() && "xpPQ01234567".indexOf(regex.charAt(at + 1)) >= 0) {
                    return false;
                }
                at += 2;
            } else if (regex.startsWith("0-9", at)) {
                at += 3;
            } else if (regex.startsWith("(?<", at) || regex.startsWith("(?P<", at)) {
                at = after(regex, at, '>');
            } else if (c == '{' && repetition(regex, at)) {
                at = after(regex, at, '}');
            } else if (c >= '0' && c <= '9') {
                return false;
            } else {
                at++;
            }
        }
        return true;
    }

    private static int after(String regex, int from, char end) {
        int at = regex.indexOf(end, from);
        return at < 0 ? regex.length() : at + 1;
    }

    private static boolean repetition(String regex, int from) {
        int end = regex.indexOf('}', from);
        return end > from + 1
                && regex.substring(from + 1, end).chars().allMatch(c -> c == ',' || (c >= '0' && c <= '9'));
    }
}
