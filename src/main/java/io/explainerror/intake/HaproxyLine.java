package io.explainerror.intake;

import io.explainerror.model.Severity;

/// HAProxy's HTTP and TCP log formats; times in milliseconds, -1 when the phase was not reached.
///
///     127.0.0.1:3317 [22/Nov/2026:13:19:14.655] edge api/s1 10/0/30/69/109 503 27 - - sH-- 1/1/1/1/0 0/0 "GET / ..."
///     127.0.0.1:33317 [22/Nov/2026:13:19:14.655] pg pg/s1 0/0/5007 212 -- 1/1/1/1/0 0/0
final class HaproxyLine {
    private final Stamps stamps;
    private final Names names;
    private final AccessLine line;
    private final long[] timers = new long[6];

    HaproxyLine(Stamps stamps, Names names, AccessLine line) {
        this.stamps = stamps;
        this.names = names;
        this.line = line;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        int clientEnd = Ascii.find(b, from, Math.min(to, from + 64), ' ');
        if (Ascii.at(b, clientEnd + 1, to) != '[' || !stamps.at(b, clientEnd + 2, to)) {
            return false;
        }
        long time = stamps.micros;
        boolean zoned = stamps.zoned;
        int frontend = stamps.end + 2;
        if (Ascii.at(b, stamps.end, to) != ']') {
            return false;
        }
        int backend = Ascii.wordEnd(b, frontend, to) + 1;
        int backendEnd = Ascii.wordEnd(b, Math.min(backend, to), to);
        int times = Math.min(to, backendEnd + 1);
        int timesEnd = Ascii.wordEnd(b, times, to);
        int count = timers(b, times, timesEnd);
        if (Ascii.find(b, Math.min(backend, to), backendEnd, '/') == backendEnd || count < 3) {
            return false;
        }
        d.time = time;
        d.zoned = zoned;
        d.format = "haproxy";
        d.closed = true;
        d.access = true;
        d.clientFrom = from;
        d.clientTo = clientEnd;
        d.upstream = names.of(b, backend, backendEnd);
        d.message(frontend, to);
        if (count == 5) {
            http(b, Math.min(to, timesEnd + 1), to, d);
        } else {
            tcp(b, Math.min(to, timesEnd + 1), to, d);
        }
        return true;
    }

    /// `10/0/30/69/109` or with `+` when logged before the end; how many there are, 0 when these are none.
    private int timers(byte[] b, int from, int to) {
        int count = 0;
        int p = from;
        while (p < to && count < 6) {
            boolean negative = b[p] == '-';
            int start = negative || b[p] == '+' ? p + 1 : p;
            int end = Ascii.digitsEnd(b, start, to);
            if (end == start) {
                return 0;
            }
            long value = Ascii.number(b, start, end);
            timers[count++] = negative ? -1 : value;
            if (end < to && b[end] != '/') {
                return 0;
            }
            p = end + 1;
        }
        return count;
    }

    private static long micros(long millis) {
        return millis < 0 ? -1 : millis * 1000;
    }

    private void http(byte[] b, int from, int to, Draft d) {
        d.status = Ascii.status(b, from, to);
        d.duration = micros(timers[4]);
        d.upstreamConnect = micros(timers[2]);
        d.upstreamDuration = micros(timers[3]);
        int p = from;
        for (int skip = 0; skip < 4; skip++) {
            p = Ascii.skipBlanks(b, Ascii.wordEnd(b, p, to), to);
        }
        int flagsEnd = Ascii.wordEnd(b, p, to);
        d.flags = names.of(b, p, flagsEnd);
        if (Ascii.at(b, p, to) == '-' && d.upstreamDuration >= 0) {
            d.upstreamStatus = d.status;
        }
        int quote = Ascii.find(b, flagsEnd, to, '"');
        if (quote < to) {
            line.requestLine(b, quote + 1, Ascii.closingQuote(b, quote + 1, to), d);
        }
        d.severity = d.status >= 500 ? Severity.ERROR : Severity.INFO;
    }

    private void tcp(byte[] b, int from, int to, Draft d) {
        d.duration = micros(timers[2]);
        d.upstreamConnect = micros(timers[1]);
        int flags = Ascii.skipBlanks(b, Ascii.wordEnd(b, from, to), to);
        d.flags = names.of(b, flags, Ascii.wordEnd(b, flags, to));
        d.severity = d.flags.startsWith("-") ? Severity.INFO : Severity.WARN;
    }
}
