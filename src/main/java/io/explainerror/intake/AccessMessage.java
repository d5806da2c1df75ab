package io.explainerror.intake;

/// Messages of applications that say that a request was answered.
///
///     GET /stock/SKU-1 200 3ms
///     POST /a -> 201 (12.3 ms)
///     "GET /x HTTP/1.1" 200 12
///     127.0.0.1:5123 - "GET /x HTTP/1.1" 200 OK
///     Completed 200 OK in 12ms (Views: 3.2ms)
///     HTTP GET /x responded 200 in 12.3 ms
///     Request finished HTTP/1.1 GET http://localhost/x - 200 12 text/plain 3.4ms
///     method=GET path=/x status=200 duration=12.34
///     127.0.0.1:4242 [200]: GET /x
///     [0f1e] Completed 200 OK in 12ms
///     10.0.0.7 "GET /x HTTP/1.1" 200 12 "-" "curl/8" 0.004123
///     [GIN] 2024/01/02 - 15:04:05 | 200 |   1.2ms |  10.0.0.7 | GET      "/x"
final class AccessMessage {
    private static final byte[] COMPLETED = Ascii.bytes("Completed ");
    private static final byte[] RESPONDED = Ascii.bytes(" responded ");
    private static final byte[] HTTP = Ascii.bytes("HTTP ");
    private static final byte[] VERSION = Ascii.bytes("HTTP/");
    private static final byte[] IN = Ascii.bytes(" in ");

    /// How far into a message its request may begin.
    private static final int LONGEST_PREFIX = 48;

    private final Names names;
    private final Durations durations;
    private final AccessLine line;
    private final KeyedRequest keyed;
    private final FrameworkAnswer frameworks;

    AccessMessage(Names names, Durations durations, AccessLine line) {
        this.names = names;
        this.durations = durations;
        this.line = line;
        this.keyed = new KeyedRequest(names, durations);
        this.frameworks = new FrameworkAnswer(names, durations);
    }

    /// Looks at the message in [from, to) and fills the draft's access when it reports an answer.
    void read(byte[] b, int start, int to, Draft d) {
        int from = afterTags(b, start, to);
        if (to - from < 8) {
            return;
        }
        boolean found =
                switch (b[from]) {
                    case 'G', 'P', 'D', 'O' -> method(b, from, to, d);
                    case 'H' ->
                        Ascii.startsWith(b, from, to, HTTP) ? responded(b, from + 5, to, d) : method(b, from, to, d);
                    case '"' -> Ascii.upper(b[from + 1]) && quoted(b, from, to, d);
                    case 'C' -> Ascii.startsWith(b, from, to, COMPLETED) && completed(b, from + 10, to, d);
                    default -> Ascii.digit(b[from]) && client(b, from, to, d);
                };
        if (!found
                && !frameworks.read(b, from, to, d)
                && !keyed.read(b, from, to, d)
                && !afterPrefix(b, from, to, d)
                && d.access) {
            d.noAccess();
        }
    }

    /// Rails puts request ids in brackets before each message.
    private static int afterTags(byte[] b, int from, int to) {
        int at = from;
        while (Ascii.at(b, at, to) == '[') {
            int close = Ascii.find(b, at, Math.min(to, at + LONGEST_PREFIX), ']');
            if (Ascii.at(b, close, to) != ']' || Ascii.at(b, close + 1, to) != ' ') {
                return at;
            }
            at = close + 2;
        }
        return at;
    }

    /// `[22] billing: POST /charges 201 29ms`: what stands before the request may be a logger's name that the layout
    /// does not tell from the message, but must not speak of a call to somebody else.
    private boolean afterPrefix(byte[] b, int from, int to, Draft d) {
        int end = Math.min(to, from + LONGEST_PREFIX);
        for (int p = from + 1; p < end; p++) {
            if (b[p - 1] == ' ' && methodEnd(b, p, to) > p) {
                int path = methodEnd(b, p, to) + 1;
                return Ascii.at(b, path, to) == '/' && !Outbound.speaks(b, from, p) && method(b, p, to, d);
            }
        }
        return false;
    }

    /// The end of an HTTP method at `from`, or `from`.
    static int methodEnd(byte[] b, int from, int to) {
        int end = from;
        while (end < to && end - from < 8 && Ascii.upper(b[end])) {
            end++;
        }
        if (end - from < 3 || Ascii.at(b, end, to) != ' ') {
            return from;
        }
        return switch (b[from]) {
                    case 'G' -> end - from == 3 && b[from + 1] == 'E';
                    case 'P' ->
                        (end - from == 3 && b[from + 1] == 'U')
                                || (end - from == 4 && b[from + 1] == 'O')
                                || (end - from == 5 && b[from + 1] == 'A');
                    case 'D' -> end - from == 6 && b[from + 1] == 'E';
                    case 'H' -> end - from == 4 && b[from + 1] == 'E';
                    case 'O' -> end - from == 7 && b[from + 1] == 'P';
                    default -> false;
                }
                ? end
                : from;
    }

    private boolean method(byte[] b, int from, int to, Draft d) {
        int methodEnd = methodEnd(b, from, to);
        if (methodEnd == from) {
            return false;
        }
        int path = Ascii.skipBlanks(b, methodEnd, to);
        if (Ascii.at(b, path, to) != '/' && !Ascii.startsWith(b, path, to, URL)) {
            return false;
        }
        int pathEnd = Ascii.wordEnd(b, path, to);
        int p = separators(b, pathEnd, to);
        int status = Ascii.status(b, p, to);
        if (status == 0) {
            return false;
        }
        set(b, from, methodEnd, path, pathEnd, status, d);
        d.duration = duration(b, p + 3, to);
        return true;
    }

    private static final byte[] URL = Ascii.bytes("http");

    /// Skips ` HTTP/1.1`, ` -> `, ` - `, `: `, ` => `, `status=` between path and status.
    private static int separators(byte[] b, int from, int to) {
        int p = Ascii.skipBlanks(b, from, to);
        if (Ascii.startsWith(b, p, to, VERSION)) {
            p = Ascii.skipBlanks(b, Ascii.wordEnd(b, p, to), to);
        }
        while (p < to && (b[p] == '-' || b[p] == '>' || b[p] == '=' || b[p] == ':' || b[p] == '|' || b[p] == ' ')) {
            p++;
        }
        if (Ascii.startsWith(b, p, to, STATUS)) {
            p += STATUS.length;
        }
        return p;
    }

    private static final byte[] STATUS = Ascii.bytes("status=");

    /// The first duration with a unit within the next few words.
    private long duration(byte[] b, int from, int to) {
        int end = Math.min(to, from + 80);
        for (int p = from; p < end; p++) {
            if (Ascii.digit(b[p]) && !Ascii.digit(b[p - 1]) && b[p - 1] != '.') {
                long micros = durations.withUnit(b, p, to);
                if (micros >= 0) {
                    return micros;
                }
                p = Ascii.digitsEnd(b, p, end);
            }
        }
        return -1;
    }

    private void set(byte[] b, int from, int methodEnd, int path, int pathEnd, int status, Draft d) {
        d.access = true;
        d.method = names.of(b, from, methodEnd);
        d.pathFrom = path;
        d.pathTo = pathEnd;
        d.status = status;
    }

    private boolean quoted(byte[] b, int from, int to, Draft d) {
        int methodEnd = methodEnd(b, from + 1, to);
        if (methodEnd == from + 1 || !line.request(b, from, to, d)) {
            return false;
        }
        int close = Ascii.closingQuote(b, from + 1, to);
        if (d.duration < 0) {
            d.duration = duration(b, close + 1, to);
        }
        return true;
    }

    private boolean client(byte[] b, int from, int to, Draft d) {
        int end = Ascii.find(b, from, Math.min(to, from + 64), ' ');
        int quote = end + 3;
        if (Ascii.at(b, end + 1, to) == '-' && Ascii.at(b, quote, to) == '"' && quoted(b, quote, to, d)) {
            d.clientFrom = from;
            d.clientTo = end;
            return true;
        }
        if (Ascii.at(b, end + 1, to) == '"' && Ascii.upper(Ascii.at(b, end + 2, to)) && quoted(b, end + 1, to, d)) {
            actix(b, from, end, to, d);
            return true;
        }
        if (Ascii.at(b, end + 1, to) == '[') {
            return builtIn(b, from, end, to, d);
        }
        if (Ascii.at(b, end + 1, to) != '-' || Ascii.at(b, end + 2, to) != ' ') {
            return false;
        }
        long time = d.time;
        boolean zoned = d.zoned;
        String format = d.format;
        boolean is = line.parse(b, from, to, d);
        if (is) {
            d.time = time == LogRecord.NO_TIME ? d.time : time;
            d.zoned = zoned;
            d.format = format;
            d.closed = false;
        }
        return is;
    }

    /// actix-web ends its line with the seconds, bare.
    private void actix(byte[] b, int from, int clientEnd, int to, Draft d) {
        d.clientFrom = from;
        d.clientTo = clientEnd;
        int last = to;
        while (last > clientEnd && !Ascii.blank(b[last - 1])) {
            last--;
        }
        if (d.duration < 0 && Ascii.find(b, last, to, '.') < to) {
            d.duration = durations.read(b, last, to, Durations.Unit.SECONDS);
        }
    }

    /// PHP's built-in server: the status in brackets, then method and path.
    private boolean builtIn(byte[] b, int from, int clientEnd, int to, Draft d) {
        int status = Ascii.status(b, clientEnd + 2, to);
        int method = clientEnd + 8;
        if (status == 0 || Ascii.at(b, clientEnd + 5, to) != ']' || Ascii.at(b, clientEnd + 6, to) != ':') {
            return false;
        }
        int methodEnd = methodEnd(b, method, to);
        if (methodEnd == method || Ascii.at(b, methodEnd + 1, to) != '/') {
            return false;
        }
        set(b, method, methodEnd, methodEnd + 1, Ascii.wordEnd(b, methodEnd + 1, to), status, d);
        d.clientFrom = from;
        d.clientTo = clientEnd;
        return true;
    }

    private boolean completed(byte[] b, int from, int to, Draft d) {
        d.status = Ascii.status(b, from, to);
        int in = Ascii.find(b, from, to, IN);
        if (d.status == 0 || in < 0) {
            return false;
        }
        d.access = true;
        d.duration = durations.withUnit(b, in + 4, to);
        return d.duration >= 0;
    }

    private boolean responded(byte[] b, int from, int to, Draft d) {
        int methodEnd = methodEnd(b, from, to);
        int responded = Ascii.find(b, from, to, RESPONDED);
        if (methodEnd == from || responded < 0) {
            return false;
        }
        int status = responded + RESPONDED.length;
        set(b, from, methodEnd, methodEnd + 1, responded, Ascii.status(b, status, to), d);
        d.duration = duration(b, status + 3, to);
        return d.status != 0;
    }
}
