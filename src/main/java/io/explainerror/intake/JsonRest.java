package io.explainerror.intake;

/// What follows the first line of a JSON record written on several lines. Elasticsearch 7 does so with stack traces:
///
///     {"type": "server", "level": "WARN", "message": "path: /orders/_search",
///     "stacktrace": ["org.elasticsearch.action.search.SearchPhaseExecutionException: all shards failed",
///     "at java.lang.Thread.run(Thread.java:840) [?:?]"] }
final class JsonRest {
    private static final byte[] STACK_TRACE = Ascii.bytes("\"stacktrace\"");

    private JsonRest() {}

    static boolean is(byte[] b, int from) {
        return b[from] == '"' || b[from] == '}' || b[from] == ']';
    }

    /// Adds a line of the stack trace to the text, and any other line as it is; whether the record ends with this line.
    static boolean read(byte[] b, int from, int to, Scratch text) {
        int end = Ascii.trimEnd(b, from, to);
        int value = value(b, from, end);
        int close = Ascii.closingQuote(b, Math.min(end, value + 1), end);
        boolean traced = value == from || Ascii.startsWith(b, from, end, STACK_TRACE);
        if (traced && b[value] == '"' && onlyBrackets(b, Math.min(end, close + 1), end)) {
            text.add((byte) '\n');
            text.addUnescaped(b, value + 1, close);
        } else if (!onlyBrackets(b, from, end)) {
            text.add((byte) '\n');
            text.add(b, from, end);
        }
        return b[end - 1] == '}';
    }

    private static boolean onlyBrackets(byte[] b, int from, int to) {
        int i = from;
        while (i < to && (b[i] == ']' || b[i] == '}' || b[i] == ',' || Ascii.blank(b[i]))) {
            i++;
        }
        return i == to;
    }

    /// Behind a key and the bracket that opens its array.
    private static int value(byte[] b, int from, int to) {
        int p = Ascii.skipBlanks(b, Math.min(to, Ascii.closingQuote(b, from + 1, to) + 1), to);
        if (Ascii.at(b, p, to) != ':') {
            return from;
        }
        p = Ascii.skipBlanks(b, p + 1, to);
        int first = Ascii.at(b, p, to) == '[' ? Ascii.skipBlanks(b, p + 1, to) : p;
        return Math.min(first, to - 1);
    }
}
