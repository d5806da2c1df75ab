package io.explainerror.intake;

import io.explainerror.model.Severity;

/// gin's request log: `[GIN] 2024/01/02 - 15:04:05 | 200 |   1.234ms |   127.0.0.1 | GET      "/ping"`.
final class GinLine {
    private static final byte[] GIN = Ascii.bytes("[GIN] ");

    private final Stamps stamps;
    private final Names names;
    private final Durations durations;

    GinLine(Stamps stamps, Names names, Durations durations) {
        this.stamps = stamps;
        this.names = names;
        this.durations = durations;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        if (!Ascii.startsWith(b, from, to, GIN) || !stamps.at(b, from + GIN.length, to)) {
            return false;
        }
        int status = column(b, stamps.end, to);
        int duration = column(b, status, to);
        int client = column(b, duration, to);
        int method = column(b, client, to);
        int quote = Ascii.find(b, method, to, '"');
        d.status = Ascii.status(b, status, to);
        d.access = true;
        if (quote >= to || d.status == 0) {
            d.noAccess();
            return false;
        }
        d.time = stamps.micros;
        d.format = "access log";
        d.closed = true;
        d.duration = durations.withUnit(b, duration, to);
        d.clientFrom = client;
        d.clientTo = Ascii.wordEnd(b, client, to);
        d.method = names.of(b, method, Ascii.wordEnd(b, method, quote));
        d.pathFrom = quote + 1;
        d.pathTo = Ascii.closingQuote(b, quote + 1, to);
        d.severity = d.status >= 500 ? Severity.ERROR : Severity.INFO;
        d.message(status, to);
        return true;
    }

    private static int column(byte[] b, int from, int to) {
        return Ascii.skipBlanks(b, Math.min(to, Ascii.find(b, from, to, '|') + 1), to);
    }
}
