package io.explainerror.signal;

import java.nio.charset.StandardCharsets;

/// Turns a message into its template: what varies from one record to the next becomes `<*>`.
///
/// The template is a function of the message alone, so that two passes over two halves of a log find the same
/// templates
/// as one pass over both. A token is a run of bytes without white space and punctuation. It varies when it holds a
/// decimal digit or `@`, stands behind `=`, or stands in quotes of at most three words; [StateWords] and names of
/// exceptions in it stay. HTTP status codes become `5xx`. Neighbouring `<*>` become one, so that lists of different
/// lengths agree. Holds a buffer: one per thread.
final class TemplateMask {
    /// Bytes of a message that are looked at.
    static final int LIMIT = 512;

    private static final byte WORD = 0;
    private static final byte VARIES = 1;
    private static final byte BREAK = 2;
    private static final byte QUOTE = 4;
    private static final byte ASSIGN = 8;
    private static final byte SPACE = 16;
    private static final int DELIMITER = BREAK | QUOTE | ASSIGN | SPACE;
    private static final byte[] CLASSES = classes();
    private static final WordSet BEFORE_STATUS = WordSet.of("status code returned http response statuscode");
    private static final WordSet METHODS = WordSet.of("get post put delete patch head options");

    private final byte[] out = new byte[LIMIT * 4];
    private byte[] in = out;
    private int begin;
    private int end;
    private int quoteEnd;
    private int closing;
    private boolean request;
    /// Where the latest word of `out` begins and ends; what stands before a number tells what it counts.
    private int wordStart;

    private int wordEnd;
    /// Where the latest `<*>` of `out` ends, -1 when a word came after it.
    private int maskedEnd;

    /// Writes the template of a message into the buffer.
    ///
    /// @return its length in bytes
    int mask(byte[] text, int from, int to) {
        begin(text, from, to);
        int at = from;
        int length = 0;
        boolean value = false;
        while (at < end) {
            byte kind = CLASSES[text[at] & 0xff];
            if ((kind & DELIMITER) != 0) {
                value = kind == ASSIGN || (value && kind == QUOTE);
                if (kind == QUOTE) {
                    quote(at);
                }
                out[length++] = text[at++];
            } else {
                int start = at;
                int token = length;
                byte seen = WORD;
                do {
                    seen |= kind;
                    out[length++] = text[at++];
                } while (at < end && ((kind = CLASSES[text[at] & 0xff]) & DELIMITER) == 0);
                if (seen != WORD || value || at <= quoteEnd) {
                    length = variable(start, at, token);
                } else {
                    word(token, length, start == from);
                }
            }
        }
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
        end = Math.min(to, from + LIMIT);
        quoteEnd = -1;
        closing = -1;
        request = false;
        wordStart = 0;
        wordEnd = 0;
        maskedEnd = -1;
    }

    private void word(int from, int to, boolean first) {
        if (first) {
            request = METHODS.contains(out, from, to);
        }
        wordStart = from;
        wordEnd = to;
        maskedEnd = -1;
    }

    /// Replaces the token that was copied to `token` by what is to be seen of it.
    private int variable(int from, int to, int token) {
        int length = token;
        if (to - from == 3 && status(from, to)) {
            out[length] = in[from];
            out[length + 1] = 'x';
            out[length + 2] = 'x';
            maskedEnd = -1;
            return length + 3;
        }
        if (to - from == 1 && in[from] == '0' && countsFailures(to)) {
            maskedEnd = -1;
            return length + 1;
        }
        if (FailureWords.isErrorName(in, from, to) && wordsOnly(from, to)) {
            word(token, token + to - from, false);
            return token + to - from;
        }
        if (maskedEnd >= 0 && collapses(token)) {
            length = maskedEnd;
        } else {
            out[length++] = '<';
            out[length++] = '*';
            out[length++] = '>';
        }
        maskedEnd = length;
        return keepStates(from, to, length);
    }

    /// Appends the words of state that the token holds, e.g. `failed` of `payment-17_failed` or `PaymentFailed`.
    private int keepStates(int from, int to, int length) {
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
        return length;
    }

    private boolean isHump(int at) {
        return in[at] <= 'Z' && in[at - 1] >= 'a';
    }

    private boolean collapses(int token) {
        for (int i = maskedEnd; i < token; i++) {
            if (" ,/:|;.".indexOf(out[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean status(int from, int to) {
        return in[from] >= '1'
                && in[from] <= '5'
                && isDigit(from + 1)
                && isDigit(from + 2)
                && (to == end || in[to] != '/')
                && ((request && in[from - 1] == ' ') || BEFORE_STATUS.contains(out, wordStart, wordEnd));
    }

    private boolean countsFailures(int to) {
        if (wordEnd > wordStart
                && (FailureWords.isWord(out, wordStart, wordEnd) || BEFORE_STATUS.contains(out, wordStart, wordEnd))) {
            return true;
        }
        int next = to + 1;
        int after = next;
        while (after < end && FailureWords.isLetter(in[after])) {
            after++;
        }
        return after > next && in[to] == ' ' && FailureWords.isWord(in, next, after);
    }

    private boolean wordsOnly(int from, int to) {
        for (int i = from; i < to; i++) {
            if (CLASSES[in[i] & 0xff] != WORD) {
                return false;
            }
        }
        return true;
    }

    private boolean isDigit(int at) {
        return in[at] >= '0' && in[at] <= '9';
    }

    /// Finds out whether a quotation begins here; an apostrophe inside a word does not begin one, and a quoted JSON
    /// key
    /// is no value.
    private void quote(int at) {
        if (at <= closing || (in[at] == '\'' && at > begin && FailureWords.isLetter(in[at - 1]))) {
            return;
        }
        int spaces = 0;
        int close = at + 1;
        while (close < end && in[close] != in[at]) {
            spaces += in[close] == ' ' ? 1 : 0;
            close++;
        }
        boolean key = close + 1 < end && in[close + 1] == ':';
        closing = close < end ? close : -1;
        quoteEnd = close < end && spaces < 3 && !key ? close : -1;
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int i = 0; i <= ' '; i++) {
            classes[i] = SPACE;
        }
        for (char c = '0'; c <= '9'; c++) {
            classes[c] = VARIES;
        }
        classes['@'] = VARIES;
        for (char c : ",;()[]{}<>|/?&:\\^!".toCharArray()) {
            classes[c] = BREAK;
        }
        for (char c : "\"'`".toCharArray()) {
            classes[c] = QUOTE;
        }
        classes['='] = ASSIGN;
        return classes;
    }
}
