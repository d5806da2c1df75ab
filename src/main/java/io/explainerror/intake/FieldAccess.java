package io.explainerror.intake;

import io.explainerror.model.Severity;

/// The answered request among the fields of a structured record.
final class FieldAccess {
    private static final byte[] HTTP = Ascii.bytes("HTTP/");
    private static final byte[] TS = Ascii.bytes("ts");
    private static final byte[] REQUEST_COMPLETED = Ascii.bytes("request completed");

    private final FieldRecord r;
    private final Names names;
    private final Durations durations;
    private final AccessMessage messages;

    FieldAccess(FieldRecord record, Names names, Durations durations, AccessMessage messages) {
        this.r = record;
        this.names = names;
        this.durations = durations;
        this.messages = messages;
    }

    void read(byte[] b, Draft d) {
        int status = r.at(Field.STATUS);
        int path = r.at(Field.PATH);
        boolean line = inOneLine(b);
        int code = code(b);
        boolean failing = r.has(Field.ERROR_MESSAGE)
                && duration(b) < 0; // Fastify: the error first, its answer in the next record
        boolean envoy = status >= 0 && r.has(Field.FLAGS); // also of a TCP connection, without request and status
        if (!envoy && (code == 0 || failing || !(asked(b) || completed(d)))) {
            messages.read(d.bytes, d.messageFrom, d.messageTo, d);
            return;
        }
        d.access = true;
        d.status = code;
        int method = r.at(Field.METHOD);
        d.method = method >= 0 ? names.of(b, r.from[method], r.to[method]) : "";
        d.duration = duration(b);
        if (path >= 0) {
            d.pathFrom = d.scratch.length;
            r.copy(b, path, d.scratch);
            d.pathTo = d.scratch.length;
        }
        if (line) {
            requested(b, d);
        }
        peers(b, d);
    }

    private int code(byte[] b) {
        int status = r.at(Field.STATUS);
        return status >= 0 ? Ascii.status(b, r.from[status], r.to[status]) : 0;
    }

    private boolean inOneLine(byte[] b) {
        return !r.has(Field.PATH) && !r.has(Field.METHOD) && requestLine(b);
    }

    private boolean asked(byte[] b) {
        int path = r.at(Field.PATH);
        return inOneLine(b) || (path >= 0 ? b[r.from[path]] == '/' : r.has(Field.METHOD));
    }

    /// Access logs in JSON have no message: `GET /x 200` becomes it.
    void summary(byte[] b, Scratch s) {
        if (code(b) == 0 || !asked(b)) {
            return;
        }
        if (inOneLine(b)) {
            int request = r.at(Field.REQUEST_LINE);
            int path = Ascii.wordEnd(b, r.from[request], r.to[request]) + 1;
            s.add(b, r.from[request], Ascii.wordEnd(b, path, r.to[request]));
        } else {
            add(b, Field.METHOD, s);
            s.add((byte) ' ');
            add(b, Field.PATH, s);
        }
        s.add(" " + code(b));
    }

    private void add(byte[] b, Field field, Scratch s) {
        if (r.has(field)) {
            r.copy(b, r.at(field), s);
        }
    }

    /// Whether there is a field that holds method, path and protocol.
    boolean requestLine(byte[] b) {
        int i = r.at(Field.REQUEST_LINE);
        if (i < 0) {
            return false;
        }
        int path = Ascii.wordEnd(b, r.from[i], r.to[i]) + 1;
        int protocol = path < r.to[i] ? Ascii.wordEnd(b, path, r.to[i]) + 1 : r.to[i];
        return protocol < r.to[i] && Ascii.startsWith(b, protocol, r.to[i], HTTP);
    }

    private void requested(byte[] b, Draft d) {
        int i = r.at(Field.REQUEST_LINE);
        int path = Ascii.wordEnd(b, r.from[i], r.to[i]) + 1;
        d.method = names.of(b, r.from[i], path - 1);
        d.pathFrom = d.scratch.length;
        d.scratch.add(b, path, Ascii.wordEnd(b, path, r.to[i]));
        d.pathTo = d.scratch.length;
    }

    /// Fastify names the request when it comes in and only the status when it is answered.
    private static boolean completed(Draft d) {
        return Ascii.startsWith(d.bytes, d.messageFrom, d.messageTo, REQUEST_COMPLETED);
    }

    private void peers(byte[] b, Draft d) {
        int forwarded = r.at(Field.FORWARDED_FOR);
        int client = forwarded >= 0 && b[r.from[forwarded]] != '-' ? forwarded : r.at(Field.CLIENT);
        if (client >= 0) {
            d.clientFrom = d.scratch.length;
            r.copy(b, client, d.scratch);
            d.clientTo = Ascii.find(d.scratch.bytes, d.clientFrom, d.scratch.length, ',');
        }
        int agent = r.at(Field.AGENT);
        if (agent >= 0) {
            d.agentFrom = d.scratch.length;
            r.copy(b, agent, d.scratch);
            d.agentTo = d.scratch.length;
        }
        int upstream = r.at(Field.UPSTREAM);
        if (upstream >= 0 && b[r.from[upstream]] != '-') {
            d.upstream = names.of(b, AccessTail.last(b, r.from[upstream], r.to[upstream]), r.to[upstream]);
        }
        int cluster = r.at(Field.UPSTREAM_CLUSTER);
        String host = cluster < 0 ? "" : EnvoyLine.outbound(b, r.from[cluster], r.to[cluster], names);
        d.upstream = host.isEmpty() ? d.upstream : host;
        int upstreamStatus = r.at(Field.UPSTREAM_STATUS);
        d.upstreamStatus = upstreamStatus >= 0
                ? Ascii.status(
                        b, AccessTail.last(b, r.from[upstreamStatus], r.to[upstreamStatus]), r.to[upstreamStatus])
                : 0;
        d.upstreamDuration = micros(b, Field.UPSTREAM_SECONDS, Durations.Unit.SECONDS);
        if (d.upstreamDuration < 0) {
            d.upstreamDuration = micros(b, Field.UPSTREAM_MILLIS, Durations.Unit.MILLIS);
        }
        if (d.upstreamDuration < 0 && !d.upstream.isEmpty()) {
            long nanos = micros(b, Field.UPSTREAM_NANOS, Durations.Unit.NANOS);
            d.upstreamDuration = nanos == 0 ? -1 : nanos; // Traefik's 0: not measured
        }
        d.upstreamConnect = micros(b, Field.UPSTREAM_CONNECT, Durations.Unit.SECONDS);
        int flags = r.at(Field.FLAGS);
        if (flags >= 0 && b[r.from[flags]] != '-') {
            d.flags = names.of(b, r.from[flags], r.to[flags]);
        } else if (flags >= 0 && upstream >= 0) {
            d.upstreamStatus = d.status;
        }
    }

    private long duration(byte[] b) {
        long micros = micros(b, Field.MILLIS, Durations.Unit.MILLIS);
        micros = micros >= 0 ? micros : micros(b, Field.NANOS, Durations.Unit.NANOS);
        micros = micros >= 0 ? micros : micros(b, Field.MICROS, Durations.Unit.MICROS);
        micros = micros >= 0 ? micros : micros(b, Field.SECONDS, Durations.Unit.SECONDS);
        return micros >= 0 ? micros : micros(b, Field.DURATION, unit(b));
    }

    private long micros(byte[] b, Field field, Durations.Unit unit) {
        int i = r.at(field);
        return i < 0 ? -1 : durations.read(b, AccessTail.last(b, r.from[i], r.to[i]), r.to[i], unit);
    }

    /// A bare number's unit by its library: slog's `level` is upper case and durations are nanoseconds, zap's `ts` is a
    /// float and durations are seconds, everybody else's are milliseconds.
    private Durations.Unit unit(byte[] b) {
        int i = r.at(Field.DURATION);
        if (i < 0) {
            return Durations.Unit.MILLIS;
        }
        boolean point = Ascii.find(b, r.from[i], r.to[i], '.') < r.to[i];
        if (b[r.keyFrom[i]] == 'D' && r.has(Field.UPSTREAM_STATUS)) {
            return Durations.Unit.NANOS; // Traefik
        }
        int time = r.at(Field.TIME);
        boolean zap = time >= 0 && Ascii.same(b, r.keyFrom[time], r.keyTo[time], TS) && point;
        if (zap) {
            return Durations.Unit.SECONDS;
        }
        int level = r.at(Field.LEVEL);
        boolean slog = level >= 0 && Ascii.upper(b[r.from[level]]) && !point && r.to[i] - r.from[i] > 4;
        return slog ? Durations.Unit.NANOS : Durations.Unit.MILLIS;
    }

    /// Whether a service's name is Traefik's for one of its backends (`payments@docker`), not that of who logs.
    boolean backend(byte[] b, int i) {
        return r.fields[i] == Field.SERVICE && Ascii.find(b, r.from[i], r.to[i], '@') < r.to[i];
    }

    /// Whether a field of a proxy is told behind the message: its backend, or Envoy's response flags, which say what
    /// went wrong, and `-` when nothing did.
    boolean tells(byte[] b, int i) {
        return backend(b, i) || (r.fields[i] == Field.FLAGS && b[r.from[i]] != '-');
    }

    /// Completes the severity, which access logs in JSON leave out.
    void complete(Draft d) {
        if (!d.access) {
            return;
        }
        // Traefik writes every answer at level info and without a message
        if (d.severity == Severity.UNKNOWN || (d.severity == Severity.INFO && !r.has(Field.MESSAGE))) {
            d.severity = d.status >= 500 || EnvoyLine.failed(d) ? Severity.ERROR : Severity.INFO;
        }
    }
}
