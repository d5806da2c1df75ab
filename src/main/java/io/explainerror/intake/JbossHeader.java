package io.explainerror.intake;

/// What Quarkus and JBoss write around the level besides brackets.
///
///     2026-11-23 00:23:07,303 pricing-7d9f /usr/bin/java[29203] INFO  [io.quarkus] (main) msg
///     00:23:23 INFO  traceId=5b8aa5a2, parentId=, spanId=051581bf, sampled=true [or.ac.PriceResource] (main) msg
final class JbossHeader {
    private static final byte[] TRACE = Ascii.bytes("traceId=");
    private static final int LONGEST_KEYS = 200;

    private JbossHeader() {}

    /// Behind `host process[pid]`, if that stands at `from` and a level follows; else `from`.
    static int process(byte[] b, int from, int to, Names names, Draft d) {
        int host = Ascii.skipBlanks(b, from, to);
        int hostEnd = Ascii.wordEnd(b, host, to);
        int end = Ascii.wordEnd(b, Math.min(to, hostEnd + 1), to);
        int open = Ascii.find(b, Math.min(to, hostEnd + 1), end, '[');
        boolean closed = host < hostEnd && open + 2 < end && b[end - 1] == ']' && Ascii.allDigits(b, open + 1, end - 1);
        boolean named = Ascii.letter(b[host]) && b[hostEnd - 1] != ':';
        if (!closed || !named || !HeaderWords.levelAhead(b, end, to)) {
            return from;
        }
        d.instance = names.of(b, host, hostEnd);
        return end;
    }

    /// Behind the keys of the trace, if they stand at `from` and the logger's bracket follows; else `from`.
    static int keys(byte[] b, int from, int to, Draft d) {
        int open = Ascii.find(b, from, Math.min(to, from + LONGEST_KEYS), '[');
        if (!Ascii.startsWith(b, from, to, TRACE) || Ascii.at(b, open, to) != '[' || b[open - 1] != ' ') {
            return from;
        }
        int value = from + TRACE.length;
        int end = Math.min(Ascii.find(b, value, open, ','), Ascii.wordEnd(b, value, open));
        d.traceFrom = value;
        d.traceTo = end;
        return open;
    }
}
