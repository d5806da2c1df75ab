package io.explainerror.intake;

/// Envoy's default access log behind its time, with Istio's additions.
///
///     "GET /x HTTP/2" 503 UF,URX 0 91 7 - "10.0.35.28" "curl/8" "req-id" "host" "10.0.2.1:80"
final class EnvoyLine {
    private final Names names;
    private final AccessLine line;

    EnvoyLine(Names names, AccessLine line) {
        this.names = names;
        this.line = line;
    }

    boolean parse(byte[] b, int quote, int to, Draft d) {
        int close = Ascii.closingQuote(b, quote + 1, to);
        int status = close + 2;
        d.status = Ascii.status(b, Math.min(status, to), to);
        int flags = status + 4;
        byte flag = Ascii.at(b, flags, to);
        boolean known = d.status != 0 || Ascii.at(b, status, to) == '0';
        if (!known || (d.status == 0 && Ascii.at(b, status + 1, to) != ' ') || (flag != '-' && !Ascii.upper(flag))) {
            return false;
        }
        if (d.status == 0) {
            flags = status + 2;
        }
        int flagsEnd = Ascii.wordEnd(b, flags, to);
        // Istio writes response code details and more before the byte counts
        int[] numbers = new int[5];
        int p = numbers(b, flagsEnd, to, numbers);
        if (p < 0) {
            return false;
        }
        d.access = true;
        line.requestLine(b, quote + 1, close, d);
        d.flags = b[flags] == '-' ? "" : names.of(b, flags, flagsEnd);
        d.duration = millis(b, numbers[2], to);
        d.upstreamDuration = millis(b, numbers[3], to);
        quoted(b, p, to, d);
        if (d.flags.isEmpty() && !d.upstream.isEmpty()) {
            d.upstreamStatus = d.status;
        }
        return true;
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
            int close = Ascii.closingQuote(b, open + 1, to);
            if (close - open > 2 || b[open + 1] != '-') {
                quotedField(b, open + 1, close, nth, d);
            }
            p = close + 1;
        }
    }

    private void quotedField(byte[] b, int from, int to, int nth, Draft d) {
        switch (nth) {
            case 0 -> {
                d.clientFrom = from;
                d.clientTo = to;
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
