package io.explainerror.signal;

import java.nio.charset.StandardCharsets;

/// Turns a message into its template: what varies from one record to the next becomes `<*>`.
///
/// The template is a function of the message alone, so that two passes over two halves of a log find the same
/// templates as one pass over both. A token is a run of bytes without white space and punctuation. It varies when it
/// holds a decimal digit or `@`, stands behind `=`, or stands in quotes of at most three words; [StateWords] and
/// names of exceptions in it stay. HTTP status codes become `5xx`. Neighbouring `<*>` become one, so that lists of
/// different lengths agree. Holds a buffer: one per thread.
final class TemplateMask {
    private static final WordSet BEFORE_STATUS = WordSet.of("status code returned http response statuscode");
    private static final WordSet METHODS = WordSet.of("get post put delete patch head options");

    private final TokenMap map = new TokenMap();
    private final byte[] out = new byte[TokenMap.LIMIT * 4];
    private byte[] in = out;
    private int begin;
    private int end;
    private int copied;
    private int length;
    private int closing;
    /// Where the latest `<*>` of `out` ends, -1 when none may grow.
    private int maskedEnd;

    /// Writes the template of a message into the buffer.
    ///
    /// @return its length in bytes
    int mask(byte[] text, int from, int to) {
        begin(text, from, Math.min(to, from + TokenMap.LIMIT));
        int size = end - begin;
        int look = map.nextLook(0);
        while (look < size) {
            int at = begin + look;
            look = switch (TokenMap.kind(in[at])) {
                case TokenMap.QUOTE -> quote(at) - begin;
                case TokenMap.ASSIGN -> assigned(at) - begin;
                default -> token(at) - begin;
            };
            look = map.nextLook(look);
        }
        copyTo(end);
        return length;
    }

    /// Hash of the template that [#mask] wrote.
    long key(int length) {
        return Bytes.hash(out, 0, length);
    }

    /// The template that [#mask] wrote.
    String template(int length) {
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    /// Whether the template that [#mask] wrote speaks of failure.
    boolean failure(int length) {
        return FailureWords.speakIn(out, 0, length);
    }

    private void begin(byte[] text, int from, int to) {
        in = text;
        begin = from;
        end = to;
        copied = from;
        length = 0;
        closing = -1;
        maskedEnd = -1;
        map.fill(text, from, to);
    }

    private void copyTo(int to) {
        int count = to - copied;
        if (count > 0) {
            System.arraycopy(in, copied, out, length, count);
            length += count;
            copied = to;
        }
    }

    /// A token that varies; the answer is where to look on.
    private int token(int at) {
        int from = begin + map.tokenStart(at - begin);
        int to = begin + map.nextBreak(at - begin);
        variable(from, to);
        return to;
    }

    /// What stands behind `=`, perhaps in quotes.
    private int assigned(int at) {
        int from = at + 1;
        if (from < end && TokenMap.kind(in[from]) == TokenMap.QUOTE) {
            int next = quote(from);
            if (next > from + 1) {
                return next;
            }
            from++;
        }
        int to = begin + map.nextBreak(from - begin);
        if (to > from) {
            variable(from, to);
        }
        return to;
    }

    /// A quotation mark: when it opens a value, the value's tokens are masked. An apostrophe inside a word opens
    /// nothing, and a quoted JSON key is no value.
    private int quote(int at) {
        if (at <= closing || (in[at] == '\'' && at > begin && FailureWords.isLetter(in[at - 1]))) {
            return at + 1;
        }
        int spaces = 0;
        int close = at + 1;
        while (close < end && in[close] != in[at]) {
            spaces += in[close] == ' ' ? 1 : 0;
            close++;
        }
        if (close == end) {
            return at + 1;
        }
        closing = close;
        boolean key = close + 1 < end && in[close + 1] == ':';
        return key || spaces > 2 ? at + 1 : quoted(at + 1, close);
    }

    private int quoted(int from, int close) {
        int at = from;
        while (at < close) {
            if (TokenMap.isBreak(in[at])) {
                at++;
            } else {
                int to = begin + map.nextBreak(at - begin);
                variable(at, to);
                at = to;
            }
        }
        return close;
    }

    /// Writes what is to be seen of a token that varies.
    private void variable(int from, int to) {
        copyTo(from);
        boolean status = to - from == 3 && status(from, to);
        boolean zero = to - from == 1 && in[from] == '0' && countsFailures(to);
        if (zero || (FailureWords.isErrorName(in, from, to) && wordsOnly(from, to))) {
            maskedEnd = -1;
            copyTo(to);
        } else {
            copied = to;
            if (status) {
                append(in[from], 'x', 'x');
                maskedEnd = -1;
            } else {
                hide();
                keepStates(from, to);
            }
        }
    }

    private void hide() {
        if (maskedEnd >= 0 && collapses()) {
            length = maskedEnd;
        } else {
            append('<', '*', '>');
        }
        maskedEnd = length;
    }

    private void append(int first, int second, int third) {
        out[length] = (byte) first;
        out[length + 1] = (byte) second;
        out[length + 2] = (byte) third;
        length += 3;
    }

    /// Whether only punctuation stands between the latest `<*>` and here.
    private boolean collapses() {
        for (int i = maskedEnd; i < length; i++) {
            if (!joins(out[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean joins(byte b) {
        return switch (b) {
            case ' ', ',', '/', ':', '|', ';', '.' -> true;
            default -> false;
        };
    }

    /// Appends the words of state that the token holds, e.g. `failed` of `payment-17_failed` or `PaymentFailed`.
    private void keepStates(int from, int to) {
        int at = from;
        while (at < to) {
            int start = at;
            while (at < to && FailureWords.isLetter(in[at]) && !(at > start && isHump(at))) {
                at++;
            }
            if (at - start > 1 && StateWords.contains(in, start, at)) {
                out[length++] = ' ';
                for (int i = start; i < at; i++) {
                    out[length++] = (byte) (in[i] | 0x20);
                }
                maskedEnd = -1;
            }
            at = Math.max(at, start + 1);
        }
    }

    private boolean isHump(int at) {
        return in[at] <= 'Z' && in[at - 1] >= 'a';
    }

    private boolean status(int from, int to) {
        return in[from] >= '1'
                && in[from] <= '5'
                && isDigit(from + 1)
                && isDigit(from + 2)
                && (to == end || in[to] != '/')
                && ((from > begin && in[from - 1] == ' ' && METHODS.contains(in, begin, begin + map.nextBreak(0)))
                        || wordBefore(BEFORE_STATUS));
    }

    private boolean countsFailures(int to) {
        if (wordBefore(BEFORE_STATUS) || wordBefore(FailureWords.WORDS)) {
            return true;
        }
        int next = to + 1;
        int after = next;
        while (after < end && FailureWords.isLetter(in[after])) {
            after++;
        }
        return after > next && in[to] == ' ' && FailureWords.isWord(in, next, after);
    }

    /// Whether the last word written, punctuation aside, is one of these.
    private boolean wordBefore(WordSet words) {
        int last = length;
        while (last > 0 && TokenMap.isBreak(out[last - 1])) {
            last--;
        }
        int first = last;
        while (first > 0 && !TokenMap.isBreak(out[first - 1])) {
            first--;
        }
        return words.contains(out, first, last);
    }

    private boolean wordsOnly(int from, int to) {
        for (int i = from; i < to; i++) {
            if (TokenMap.kind(in[i]) != TokenMap.PLAIN) {
                return false;
            }
        }
        return true;
    }

    private boolean isDigit(int at) {
        return in[at] >= '0' && in[at] <= '9';
    }
}
