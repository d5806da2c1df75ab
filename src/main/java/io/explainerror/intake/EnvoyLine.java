package io.explainerror.intake;

/// Envoy's default access log behind its time, with Istio's additions. A TCP connection has no request and status 0, as
/// has a request whose client left before the answer. Envoy escapes nothing: paths and agents may hold quotes.
///
///     "GET /x HTTP/2" 503 UF,URX 0 91 7 - "10.0.35.28" "curl/8" "req-id" "host" "10.0.2.1:80"
///     "- - -" 0 UF,URX - - "-" 0 0 401 - "-" "-" "-" "-" "10.0.2.1:80" outbound|5432||db.shop.svc.cluster.local ...
final class EnvoyLine {
    private static final byte[] OUTBOUND = Ascii.bytes("outbound|");
    private static final byte[] NEXT = Ascii.bytes("\" \"");

    private final Names names;
    private final AccessLine line;

    EnvoyLine(Names names, AccessLine line) {
        this.names = names;
        this.line = line;
    }

    boolean parse(byte[] b, int quote, int to, Draft d) {
        int close = requestEnd(b, quote + 1, to);
        int status = Math.min(to, close + 2);
        int statusEnd = Ascii.wordEnd(b, status, to);
        d.status = Ascii.status(b, status, to);
        boolean none = statusEnd - status == 1 && b[status] == '0';
        int flags = Math.min(to, statusEnd + 1);
        byte flag = Ascii.at(b, flags, to);
        if ((d.status == 0 && !none) || (flag != '-' && !Ascii.upper(flag))) {
            return false;
        }
        int flagsEnd = Ascii.wordEnd(b, flags, to);
        // Istio writes response code details and more before the byte counts
        int[] numbers = new int[5];
        int p = numbers(b, flagsEnd, to, numbers);
        if (p < 0) {
            return false;
        }
        d.access = true;
        if (b[quote + 1] != '-') {
            line.requestLine(b, quote + 1, close, d);
        }
        d.flags = b[flags] == '-' ? "" : names.of(b, flags, flagsEnd);
        d.duration = millis(b, numbers[2], to);
        d.upstreamDuration = millis(b, numbers[3], to);
        quoted(b, p, to, d);
        if (d.flags.isEmpty() && !d.upstream.isEmpty()) {
            d.upstreamStatus = d.status;
        }
        return true;
    }

    /// Whether the flags say that the upstream failed, which the status of a TCP connection or of an answer that broke
    /// off does not.
    static boolean failed(Draft d) {
        return d.status < 400 && (d.flags.startsWith("U") || d.flags.contains(",U"));
    }

    /// The quote that ends the request: the first one before a number.
    private static int requestEnd(byte[] b, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if (b[i] == '"' && b[i + 1] == ' ' && Ascii.digit(b[i + 2])) {
                return i;
            }
        }
        return to;
    }

    private static int numbers(byte[] b, int from, int to, int[] starts) {
        int found = 0;
        int p = from;
        while (p < to && found < 4) {
            p = Ascii.skipBlanks(b, p, to);
            if (p < to && b[p] == '"') {
                p = Ascii.closingQuote(b, p + 1, to) + 1;
                found = 0;
                continue;
            }
            int end = Ascii.wordEnd(b, p, to);
            if (Ascii.allDigits(b, p, end) || (found == 3 && end - p == 1 && b[p] == '-')) {
                starts[found++] = p;
            } else {
                found = 0;
            }
            p = end;
        }
        return found == 4 ? p : -1;
    }

    private static long millis(byte[] b, int from, int to) {
        long millis = Ascii.number(b, from, Ascii.wordEnd(b, from, to));
        return millis < 0 ? -1 : millis * 1000;
    }

    private void quoted(byte[] b, int from, int to, Draft d) {
        int p = from;
        for (int nth = 0; nth < 5; nth++) {
            int open = Ascii.find(b, p, to, '"');
            if (open >= to) {
                return;
            }
            int next = nth < 4 ? Ascii.find(b, open + 1, to, NEXT) : -1;
            int close = next < 0 ? Ascii.find(b, open + 1, to, '"') : next;
            if (close - open > 2 || Ascii.at(b, open + 1, to) != '-') {
                quotedField(b, open + 1, close, nth, d);
            }
            p = Math.min(to, close + 1);
        }
        String host = outbound(b, Ascii.skipBlanks(b, p, to), to, names);
        d.upstream = host.isEmpty() ? d.upstream : host;
    }

    /// The host of Istio's cluster `outbound|8083||payments.shop.svc.cluster.local`, which names the service where the
    /// upstream's address is that of one of its pods; "" when this is none.
    static String outbound(byte[] b, int from, int to, Names names) {
        if (!Ascii.startsWith(b, from, to, OUTBOUND)) {
            return "";
        }
        int end = Ascii.wordEnd(b, from, to);
        int host = end;
        while (b[host - 1] != '|') {
            host--;
        }
        return names.of(b, host, end);
    }

    private void quotedField(byte[] b, int from, int to, int nth, Draft d) {
        switch (nth) {
            case 0 -> {
                // the proxies that passed the request on stand behind the one who sent it
                d.clientFrom = from;
                d.clientTo = Ascii.find(b, from, to, ',');
            }
            case 1 -> {
                d.agentFrom = from;
                d.agentTo = to;
            }
            case 2 -> {
                d.traceFrom = from;
                d.traceTo = to;
            }
            case 4 -> d.upstream = names.of(b, from, to);
            default -> {}
        }
    }
}
