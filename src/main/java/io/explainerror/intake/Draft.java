package io.explainerror.intake;

import io.explainerror.model.Severity;
import org.jspecify.annotations.Nullable;

/// What one line turned out to be; filled by a format, reused for every line. Offsets point into [#bytes].
final class Draft {
    /// The line itself or, for JSON and logfmt, [#scratch].
    byte[] bytes = new byte[0];

    final Scratch scratch = new Scratch();
    String format = "";
    long time;
    /// Whether the time carried its zone; else UTC was assumed.
    boolean zoned;

    Severity severity = Severity.UNKNOWN;
    String service = "";
    String instance = "";
    String version = "";
    int messageFrom;
    int messageTo;
    int textFrom;
    int textTo;
    int traceFrom;
    int traceTo;
    /// Complete in one line: what follows is never a continuation of it.
    boolean closed;
    /// Belongs to the record before it (PostgreSQL DETAIL, HINT, STATEMENT).
    boolean detail;
    /// Fits no format.
    boolean plain;
    /// The next line holds the message (two-line layouts).
    boolean awaits;
    /// A JSON record that goes on in the next line.
    boolean unfinished;

    /// A bare number behind an access line is milliseconds.
    boolean millis;

    boolean access;
    String method = "";
    int pathFrom;
    int pathTo;
    int status;
    long duration = -1;
    String upstream = "";
    int upstreamStatus;
    long upstreamConnect = -1;
    long upstreamDuration = -1;
    int clientFrom;
    int clientTo;
    int agentFrom;
    int agentTo;
    String flags = "";

    void reset(byte[] line) {
        bytes = line;
        format = "";
        time = LogRecord.NO_TIME;
        zoned = false;
        severity = Severity.UNKNOWN;
        service = "";
        instance = "";
        version = "";
        messageFrom = messageTo = textFrom = textTo = traceFrom = traceTo = 0;
        closed = detail = awaits = plain = millis = unfinished = false;
        if (access) {
            access = false;
            method = upstream = flags = "";
            status = upstreamStatus = 0;
            duration = upstreamConnect = upstreamDuration = -1;
        }
        pathFrom = pathTo = clientFrom = clientTo = agentFrom = agentTo = 0;
    }

    void message(int from, int to) {
        messageFrom = textFrom = from;
        messageTo = textTo = to;
    }

    /// Moves the text behind all else in the scratch (the trace's id, a path), so that it can grow.
    void textLast() {
        int by = scratch.length - textFrom;
        if (scratch.length > textTo) {
            scratch.add(scratch.bytes, textFrom, textTo);
            messageFrom += by;
            messageTo += by;
            textFrom += by;
            textTo += by;
        }
    }

    /// The text reaches to the end of the scratch now, which is returned.
    int grown() {
        bytes = scratch.bytes;
        textTo = scratch.length;
        return textTo;
    }

    /// Forgets an access that turned out to be none.
    void noAccess() {
        access = false;
        method = upstream = flags = "";
        status = upstreamStatus = 0;
        duration = upstreamConnect = upstreamDuration = -1;
        pathFrom = pathTo = clientFrom = clientTo = agentFrom = agentTo = 0;
    }

    /// The answered request, its offsets moved by `delta` into `b`.
    @Nullable
    Access access(byte[] b, int delta) {
        if (!access) {
            return null;
        }
        return new Access(
                method,
                slice(b, pathFrom, pathTo, delta),
                status,
                duration,
                upstream,
                upstreamStatus,
                upstreamConnect,
                upstreamDuration,
                slice(b, clientFrom, clientTo, delta),
                slice(b, agentFrom, agentTo, delta),
                flags);
    }

    static Text slice(byte[] b, int from, int to, int delta) {
        return from >= to ? Text.EMPTY : new Text(b, from + delta, to + delta);
    }
}
