package io.explainerror.intake;

/// The line with which a web framework closes a request, in words of its own.
///
///     Request finished HTTP/1.1 GET http://localhost/x - 200 12 text/plain 3.4ms     ASP.NET Core
///     Request finished HTTP/1.1 POST http://localhost/x application/json 62 - 201 0 - 3.4ms
///     Request finished in 3.4ms 200 text/plain                    ASP.NET Core 3
///     Sent 200 in 12ms                                            Phoenix
///     request_id=F1 [info] Sent 500 in 2012ms                     Phoenix with its usual format
///     200 OK (0.004s, 250.000/s)                                  Mojolicious
///     200 OK: GET - /orders/1 in 12ms                             Ktor
///     request{method=GET uri=/orders/1}: tower_http::trace::on_response: finished processing request latency=3 ms
/// status=200
final class FrameworkAnswer {
    private static final byte[] REQUEST_FINISHED = Ascii.bytes("Request finished ");
    private static final byte[] IN_TIME = Ascii.bytes("in ");
    private static final byte[] DASHED = Ascii.bytes(" - ");
    private static final byte[] SENT = Ascii.bytes("Sent ");
    private static final byte[] CHUNKED = Ascii.bytes("Chunked ");
    private static final byte[] IN = Ascii.bytes(" in ");
    private static final byte[] TIME = Ascii.bytes(" (");
    private static final byte[] RATE = Ascii.bytes("/s)");
    private static final byte[] DASH = Ascii.bytes(" - /");
    private static final byte[] FINISHED = Ascii.bytes("finished processing request latency=");
    private static final byte[] STATUS = Ascii.bytes(" status=");
    private static final byte[] METHOD = Ascii.bytes("method=");
    private static final byte[] URI = Ascii.bytes(" uri=/");

    /// How far into a message metadata in front of the words may reach.
    private static final int LONGEST_PREFIX = 128;

    private final Names names;
    private final Durations durations;

    FrameworkAnswer(Names names, Durations durations) {
        this.names = names;
        this.durations = durations;
    }

    /// Fills the draft's access; leaves it alone and answers false when the message is none of these.
    boolean read(byte[] b, int from, int to, Draft d) {
        byte first = b[from];
        if (Ascii.digit(first)) {
            return Ascii.at(b, from + 3, to) == ' ' && Ascii.status(b, from, to) != 0 && statusFirst(b, from, to, d);
        }
        if (first == 'r') {
            return phoenix(b, tagged(b, from, to), to, d) || tower(b, from, to, d);
        }
        if (first == 'R') {
            return Ascii.startsWith(b, from, to, REQUEST_FINISHED) && aspnet(b, from + REQUEST_FINISHED.length, to, d);
        }
        return (first == 'S' || first == 'C') && phoenix(b, from, to, d);
    }

    private boolean aspnet(byte[] b, int from, int to, Draft d) {
        int method = Ascii.wordEnd(b, from, to) + 1;
        if (Ascii.startsWith(b, from, to, IN_TIME)) {
            int status = Ascii.wordEnd(b, Math.min(to, method), to) + 1;
            return answered(d, Ascii.status(b, status, to), durations.withUnit(b, method, to));
        }
        int methodEnd = method < to ? AccessMessage.methodEnd(b, method, to) : method;
        if (methodEnd == method) {
            return false;
        }
        int pathEnd = Ascii.wordEnd(b, methodEnd + 1, to);
        int dash = Ascii.find(b, pathEnd, to, DASHED);
        while (dash >= 0 && Ascii.status(b, dash + DASHED.length, to) == 0) {
            dash = Ascii.find(b, dash + 2, to, DASHED);
        }
        int last = to;
        while (last > pathEnd && !Ascii.blank(b[last - 1])) {
            last--;
        }
        return dash >= 0
                && answered(d, Ascii.status(b, dash + DASHED.length, to), durations.withUnit(b, last, to))
                && asked(b, method, methodEnd, methodEnd + 1, pathEnd, d);
    }

    /// Behind `[info] `, where Elixir puts the level when metadata stands before it.
    private static int tagged(byte[] b, int from, int to) {
        int close = Ascii.find(b, from, Math.min(to, from + LONGEST_PREFIX), ']');
        return Ascii.at(b, close, to) == ']' ? Math.min(to, close + 2) : to;
    }

    private boolean phoenix(byte[] b, int from, int to, Draft d) {
        boolean chunked = Ascii.startsWith(b, from, to, CHUNKED);
        if (!chunked && !Ascii.startsWith(b, from, to, SENT)) {
            return false;
        }
        int status = from + (chunked ? CHUNKED.length : SENT.length);
        return Ascii.startsWith(b, status + 3, to, IN)
                && answered(d, Ascii.status(b, status, to), durations.withUnit(b, status + 3 + IN.length, to));
    }

    private boolean statusFirst(byte[] b, int from, int to, Draft d) {
        int method = Ascii.find(b, from, to, ':') + 2;
        int methodEnd = method < to ? AccessMessage.methodEnd(b, method, to) : method;
        if (methodEnd > method && Ascii.startsWith(b, methodEnd, to, DASH)) {
            int path = methodEnd + DASH.length - 1;
            int pathEnd = Ascii.wordEnd(b, path, to);
            return Ascii.startsWith(b, pathEnd, to, IN)
                    && answered(d, Ascii.status(b, from, to), durations.withUnit(b, pathEnd + IN.length, to))
                    && asked(b, method, methodEnd, path, pathEnd, d);
        }
        int time = Ascii.find(b, from, to, TIME);
        return time >= 0
                && Ascii.startsWith(b, to - RATE.length, to, RATE)
                && answered(d, Ascii.status(b, from, to), durations.withUnit(b, time + TIME.length, to));
    }

    private boolean tower(byte[] b, int from, int to, Draft d) {
        int finished = Ascii.find(b, from, to, FINISHED);
        int status = finished < 0 ? -1 : Ascii.find(b, finished, to, STATUS);
        if (status < 0
                || !answered(
                        d,
                        Ascii.status(b, status + STATUS.length, to),
                        durations.withUnit(b, finished + FINISHED.length, to))) {
            return false;
        }
        int method = Ascii.find(b, from, finished, METHOD) + METHOD.length;
        int path = Ascii.find(b, from, finished, URI) + URI.length - 1;
        if (method >= METHOD.length && path >= URI.length - 1) {
            int end = Ascii.wordEnd(b, path, finished);
            int brace = Ascii.find(b, path, end, '}');
            asked(b, method, Ascii.wordEnd(b, method, finished), path, brace, d);
        }
        return true;
    }

    private static boolean answered(Draft d, int status, long duration) {
        if (status == 0 || duration < 0) {
            return false;
        }
        d.access = true;
        d.status = status;
        d.duration = duration;
        return true;
    }

    private boolean asked(byte[] b, int method, int methodEnd, int path, int pathEnd, Draft d) {
        d.method = names.of(b, method, methodEnd);
        d.pathFrom = path;
        d.pathTo = pathEnd;
        return true;
    }
}
