package io.explainerror.intake;

import io.explainerror.model.Severity;

/// Access logs in common or combined format and what stacks append to it: nginx with timing variables, Apache,
/// gunicorn, werkzeug, Quarkus, Traefik.
///
///     198.51.100.3 - - [22/Nov/2026:13:19:14 +0000] "GET /x HTTP/1.1" 200 24 "-" "curl/8" rt=0.006 urt="0.005"
final class AccessLine {
    private final Stamps stamps;
    private final Names names;
    private final AccessTail tail;

    AccessLine(Stamps stamps, Names names, Durations durations) {
        this.stamps = stamps;
        this.names = names;
        this.tail = new AccessTail(names, durations);
    }

    /// Whether `client ident user [time] "request" status` begins at `from`; fills the draft when it does.
    boolean parse(byte[] b, int from, int to, Draft d) {
        int clientEnd = Ascii.find(b, from, Math.min(to, from + 256), ' ');
        int bracket = bracket(b, clientEnd, to);
        int client = from;
        if (bracket > 0 && words(b, from, bracket) == 4) {
            // Apache's vhost_combined names the virtual host first
            client = clientEnd + 1;
            clientEnd = Ascii.wordEnd(b, client, bracket);
        }
        if (bracket < 0 || !stamps.at(b, bracket + 1, to)) {
            return false;
        }
        long time = stamps.micros;
        boolean zoned = stamps.zoned;
        int close = stamps.end;
        if (Ascii.at(b, close, to) != ']' || Ascii.at(b, close + 1, to) != ' ' || Ascii.at(b, close + 2, to) != '"') {
            return false;
        }
        if (!request(b, close + 2, to, d)) {
            return false;
        }
        d.time = time;
        d.zoned = zoned;
        d.format = "access log";
        d.closed = true;
        d.severity = d.status >= 500 ? Severity.ERROR : Severity.INFO;
        if (b[client] != '-') {
            d.clientFrom = client;
            d.clientTo = clientEnd;
        }
        d.message(close + 2, to);
        return true;
    }

    /// `"GET /x HTTP/1.1" 200 24 "referer" "agent" tail`
    boolean request(byte[] b, int quote, int to, Draft d) {
        int close = Ascii.closingQuote(b, quote + 1, to);
        if (close >= to) {
            return false;
        }
        int status = Ascii.skipBlanks(b, close + 1, to);
        d.status = Ascii.status(b, status, to);
        if (d.status == 0 && Ascii.at(b, status, to) != '-' && !Ascii.startsWith(b, status, to, ZEROES)) {
            return false;
        }
        d.access = true;
        requestLine(b, quote + 1, close, d);
        int bytes = Ascii.skipBlanks(b, Ascii.wordEnd(b, status, to), to);
        tail.read(b, bytes, to, d);
        return true;
    }

    private static final byte[] ZEROES = Ascii.bytes("000");

    /// `GET /x HTTP/1.1`: method and path, as far as they are there.
    void requestLine(byte[] b, int from, int to, Draft d) {
        int methodEnd = Ascii.find(b, from, to, ' ');
        if (methodEnd >= to) {
            return;
        }
        d.method = names.of(b, from, Math.min(methodEnd, from + 20));
        d.pathFrom = methodEnd + 1;
        d.pathTo = Ascii.find(b, methodEnd + 1, to, ' ');
    }

    private static int words(byte[] b, int from, int to) {
        int words = 0;
        for (int i = from; i < to; i++) {
            words += b[i] == ' ' ? 1 : 0;
        }
        return words;
    }

    /// The bracket that opens the time, after client, ident and user.
    private static int bracket(byte[] b, int from, int to) {
        int end = Math.min(to - 20, from + 200);
        for (int i = from; i < end; i++) {
            if (b[i] == '[' && Ascii.digit(b[i + 1]) && (b[i + 3] == '/' || b[i + 5] == '-' || b[i + 2] == '/')) {
                return b[i - 1] == ' ' ? i : -1;
            }
            if (b[i] == '"') {
                return -1;
            }
        }
        return -1;
    }
}
