package io.explainerror.signal;

import io.explainerror.intake.Text;
import java.util.List;
import java.util.Locale;

/// Takes secrets and personal data out of lines that leave the process, and leaves the rest readable: `password=***`,
/// `Authorization: Bearer ***`, `j***@example.com`, `***1111` for a card number.
///
/// Masked are private keys, credentials behind their names (JSON, query string, `key=value`, header, JDBC), user data
/// in URLs, JSON web tokens, keys of known vendors by their prefix, e-mail addresses and card numbers. Addresses of
/// hosts, trace ids and order numbers stay. Masking twice changes nothing more; time is linear in the line's length.
public final class Masker {
    private static final int PASSES = 4;
    private static final String WORD_START = "(?:^|[^A-Za-z0-9])";
    private static final String NAME_START = "(?:^|[^A-Za-z0-9_.-])(?:[A-Za-z0-9_.-]*[_.-]|[A-Za-z0-9]*[a-z0-9])?";
    private static final String ASSIGNED = "\\\\?[\"']?\\s{0,3}(?:=>|[=:])\\s{0,3}";

    private static final List<Mask> MASKS = List.of(
            Mask.of(
                    "private key",
                    "(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----(?P<secret>.*?)(?:-----END [A-Z ]*PRIVATE KEY-----|$)",
                    secret -> !secret.isEmpty(),
                    "***"),
            Mask.of(
                    "authorization",
                    "(?i)authorization\\\\?[\"']?\\s*[=:]\\s*\\\\?[\"']?(?:[a-z][a-z0-9-]+ +)?"
                            + "(?P<secret>[^\\s\"',;&)}\\]\\\\]+)"),
            Mask.of(
                    "cookie",
                    "(?i)cookie\\\\?[\"']?\\s*[=:]\\s*\\\\?[\"']?(?P<secret>[^\"'\\\\\\r\\n\\s][^\"'\\\\\\r\\n]*)"),
            Mask.of(
                    "bearer ",
                    "(?i)\\bbearer +(?P<secret>[A-Za-z0-9._~+/=-]{8,})",
                    SecretShape::looksLikeSecret,
                    "***"),
            Mask.of("basic ", "(?i)\\bbasic +(?P<secret>[A-Za-z0-9+/]{6,}={0,2})", SecretShape::looksLikeSecret, "***"),
            Mask.of(
                    "eyj",
                    "\\b(?P<secret>eyJ[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?)",
                    _ -> true,
                    "eyJ***"),
            Mask.of("akia|asia|aroa|aida", WORD_START + "(?:AKIA|ASIA|AROA|AIDA)(?P<secret>[A-Z0-9]{16})\\b"),
            Mask.of(
                    "gh|_pat_|k_live_|k_test_|npm_|hf_|whsec_",
                    WORD_START + "(?:gh[pousr]_|github_pat_|[sr]k_(?:live|test)_|npm_|hf_|whsec_)"
                            + "(?P<secret>[A-Za-z0-9_]{16,})"),
            Mask.of("glpat-|xox|sk-", WORD_START + "(?:glpat-|xox[abeoprs]-|sk-)(?P<secret>[A-Za-z0-9_-]{16,})"),
            Mask.of("aiza", WORD_START + "AIza(?P<secret>[A-Za-z0-9_-]{35})"),
            Mask.of("://", "://[^\\s/:@\"']*:(?P<secret>[^\\s/@\"']+)@"),
            Mask.of("@", "\\b[A-Za-z0-9_.-]+:(?P<secret>[^\\s:@/\"']+)@(?:tcp|unix)\\("),
            named("pass", "pass|password|passwd|passphrase|passcode|pgpassword"),
            named("pwd", "pwd"),
            named("secret", "secret"),
            named("credential", "credentials?"),
            named("key", "(?:api|access|secret|private|account|shared|auth|encryption|signing)[_.-]?key(?:[_.-]?id)?"),
            named("token", "(?:access|refresh|id|auth|session|api|bearer|security|csrf|xsrf|client|secret)[_.-]?token"),
            named("sess", "jsessionid|phpsessid"),
            named("signature", "x-amz-signature"),
            Mask.of(
                    "token",
                    "(?i)" + NAME_START + "token" + ASSIGNED + "[\"']?(?P<secret>[^\\s\"',;&)}\\]\\\\<>|]{8,})",
                    SecretShape::looksLikeSecret,
                    "***"),
            Mask.of(
                    "key",
                    "(?i)" + NAME_START + "key" + ASSIGNED + "[\"']?(?P<secret>[A-Za-z0-9+/_=-]{20,})",
                    SecretShape::looksRandom,
                    "***"),
            Mask.of(
                    "@",
                    "(?:^|[^A-Za-z0-9._%+*-])[A-Za-z0-9_](?P<secret>[A-Za-z0-9._%+-]*)@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}",
                    _ -> true,
                    "***"));

    private Masker() {}

    /// The line without secrets and personal data.
    public static String mask(String line) {
        // What one mask leaves can look like another's secret; a second pass leaves nothing but constructed cases.
        String masked = line;
        String before;
        int passes = 0;
        do {
            before = masked;
            masked = pass(before);
            passes++;
        } while (!masked.equals(before) && passes < PASSES);
        return masked;
    }

    private static String pass(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        String masked = line;
        for (Mask mask : MASKS) {
            masked = mask.apply(masked, lower);
        }
        return CardNumbers.mask(masked);
    }

    /// One masked line for a reader: colour codes and control characters removed, white space of any kind as one
    /// blank, cut to `maxChars` with an ellipsis.
    ///
    /// @param maxChars at least 1
    public static String excerpt(Text raw, int maxChars) {
        // What is cut off may be the name in front of a secret or its end, so masking comes first, with room to spare.
        int bytes = (int) Math.min(raw.length(), 8L * maxChars + 4096);
        String plain = PlainText.of(new Text(raw.bytes(), raw.from(), raw.from() + bytes).string());
        String masked = mask(plain);
        if (masked.length() <= maxChars && bytes == raw.length()) {
            return masked;
        }
        int end = Math.min(masked.length(), maxChars - 1);
        if (end > 0 && Character.isHighSurrogate(masked.charAt(end - 1))) {
            end--;
        }
        return masked.substring(0, end).stripTrailing() + "…";
    }

    /// An ampersand ends a value only where another `name=` follows, as in a query string: passwords may hold one.
    private static Mask named(String hint, String names) {
        String end = "\\s\"',;&)}\\]\\\\<>|";
        return Mask.of(
                hint,
                "(?i)" + NAME_START + "(?:" + names + ")" + ASSIGNED
                        + "(?:\\\\?\"(?P<quoted>[^\"\\\\]+)"
                        + "|'?(?P<whole>[^" + end + "]+(?:&+[^" + end + "=]*)+)(?:$|[\\s\"',;)}\\]\\\\<>|])"
                        + "|'?(?P<secret>[^" + end + "]+))",
                SecretShape::isValue,
                "***");
    }
}
