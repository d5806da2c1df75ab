package io.explainerror.intake;

/// What follows the first line of a JSON record written on several lines. Elasticsearch 7 does so with stack traces:
///
///     {"type": "server", "level": "WARN", "message": "path: /orders/_search",
///     "stacktrace": ["org.elasticsearch.action.search.SearchPhaseExecutionException: all shards failed",
///     "at java.lang.Thread.run(Thread.java:840) [?:?]"] }
final class JsonRest {
    private JsonRest() {}

    static boolean is(byte[] b, int from) {
        return b[from] == '"' || b[from] == '}' || b[from] == ']';
    }

    /// Adds the line's value to the text; whether the record ends with this line.
    static boolean read(byte[] b, int from, int to, Scratch text) {
        int end = Ascii.trimEnd(b, from, to);
        int value = value(b, from, end);
        if (Ascii.at(b, value, end) == '"') {
            text.add((byte) '\n');
            text.addUnescaped(b, value + 1, Math.min(end, Ascii.closingQuote(b, value + 1, end)));
        }
        return b[end - 1] == '}';
    }

    /// Behind a key and the bracket that opens its array.
    private static int value(byte[] b, int from, int to) {
        int p = Ascii.skipBlanks(b, Math.min(to, Ascii.closingQuote(b, from + 1, to) + 1), to);
        if (Ascii.at(b, p, to) != ':') {
            return from;
        }
        p = Ascii.skipBlanks(b, p + 1, to);
        return Ascii.at(b, p, to) == '[' ? Ascii.skipBlanks(b, p + 1, to) : p;
    }
}
