package io.explainerror.signal;

/// Finds payment card numbers: 13 to 19 digits, in groups parted by a blank or a hyphen or in one piece, with a known
/// issuer's prefix and a right check digit.
final class CardNumbers {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int VISIBLE = 4;

    private CardNumbers() {}

    /// The line with all but the last four digits of each card number replaced.
    static String mask(String line) {
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        int at = 0;
        while (at < line.length()) {
            if (!isDigit(line, at)) {
                at++;
                continue;
            }
            int end = runEnd(line, at);
            String digits = line.substring(at, end).replace(" ", "").replace("-", "");
            if (standsAlone(line, at, end) && isCard(digits)) {
                masked.append(line, copied, at).append("***").append(digits.substring(digits.length() - VISIBLE));
                copied = end;
            }
            at = end;
        }
        return copied == 0 ? line : masked.append(line, copied, line.length()).toString();
    }

    private static int runEnd(String line, int from) {
        int end = from;
        while (isDigit(line, end) || (isSeparator(line, end) && isDigit(line, end + 1) && isGroup(line, from, end))) {
            end++;
        }
        return end;
    }

    /// Card numbers are written in groups of four or, with American Express, 4-6-5: other numbers in a row are not
    /// one.
    private static boolean isGroup(String line, int from, int end) {
        int start = end;
        while (start > from && isDigit(line, start - 1)) {
            start--;
        }
        int next = end + 1;
        while (isDigit(line, next)) {
            next++;
        }
        int length = next - end - 1;
        boolean amex = end - start == 4 ? length == 6 : end - start == 6 && length == 5;
        return (end - start == 4 && length <= 4) || amex;
    }

    private static boolean standsAlone(String line, int from, int end) {
        return (from == 0 || "._-*/#:".indexOf(line.charAt(from - 1)) < 0 || line.startsWith(": ", from - 2))
                && (from == 0 || !Character.isLetterOrDigit(line.charAt(from - 1)))
                && (end == line.length()
                        || !(Character.isLetterOrDigit(line.charAt(end)) || "_-".indexOf(line.charAt(end)) >= 0));
    }

    private static boolean isCard(String digits) {
        return digits.length() >= SHORTEST && digits.length() <= LONGEST && hasIssuer(digits) && checks(digits);
    }

    private static boolean hasIssuer(String digits) {
        int length = digits.length();
        int two = Integer.parseInt(digits.substring(0, 2));
        int four = Integer.parseInt(digits.substring(0, 4));
        return switch (two / 10) {
            case 4 -> length == 13 || length == 16 || length == 19;
            case 5 -> length == 16 && two >= 51 && two <= 55;
            case 2 -> length == 16 && four >= 2221 && four <= 2720;
            case 3 ->
                (length == 15 && (two == 34 || two == 37))
                        || (length == 16 && two == 35)
                        || (length == 14 && (two == 30 || two == 36 || two == 38));
            case 6 -> length == 16 && (four == 6011 || two == 65 || (four >= 6440 && four <= 6499));
            default -> false;
        };
    }

    /// The Luhn sum, ISO/IEC 7812-1.
    private static boolean checks(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    private static boolean isDigit(String line, int at) {
        return at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9';
    }

    private static boolean isSeparator(String line, int at) {
        return at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '-');
    }
}
