package io.explainerror.intake;

import io.explainerror.model.Severity;

/// The bracketed parts of a text header: level, process, thread, application, trace ids.
final class HeaderGroup {
    private static final byte[] KEY_TRACE = Ascii.bytes("trace");
    private static final byte[] KEY_REQUEST = Ascii.bytes("request");
    private static final byte[] MYSQL_CODE = Ascii.bytes("MY-");
    private static final byte[] ACCESS_LOG = Ascii.bytes("access-log");

    private final Names names;
    int count;
    private int firstFrom;
    private int firstTo;
    private boolean dashed;

    HeaderGroup(Names names) {
        this.names = names;
    }

    void begin() {
        count = 0;
        firstFrom = -1;
        dashed = false;
    }

    /// Takes the bracket's content in [from, to) as part of the header; false when it belongs to the message.
    boolean read(byte[] b, int from, int to, Draft d) {
        int start = Ascii.skipBlanks(b, from, to);
        int end = Ascii.trimEnd(b, start, to);
        if (d.severity == Severity.UNKNOWN && end - start < 24) {
            Severity severity = level(b, start, end);
            if (severity != Severity.UNKNOWN) {
                d.severity = severity;
                count++;
                return true;
            }
        }
        if (d.severity != Severity.UNKNOWN && (count >= 5 || Ascii.startsWith(b, start, end, MYSQL_CODE))) {
            return false;
        }
        // the logger of Quarkus' access log, whose %D are milliseconds
        d.millis |= Ascii.startsWith(b, Math.max(start, end - ACCESS_LOG.length), end, ACCESS_LOG);
        if (start == end || Ascii.allDigits(b, start, end)) {
            number(b, start, end, d);
        } else if (!trace(b, start, end, d)) {
            boolean padded = start > from || end < to || to - from == 15;
            if (d.severity != Severity.UNKNOWN && !padded && prose(b, start, end)) {
                return false;
            }
            if (firstFrom < 0 && !padded) {
                firstFrom = start;
                firstTo = end;
            } else {
                dashed |= firstFrom >= 0;
            }
        }
        count++;
        return true;
    }

    private static Severity level(byte[] b, int from, int to) {
        Severity severity = Levels.of(b, from, to);
        int colon = Ascii.find(b, from, to, ':');
        if (severity == Severity.UNKNOWN && colon < to && colon > from && !Ascii.digit(b[from])) {
            // Apache's [core:error]
            return Levels.of(b, colon + 1, to);
        }
        return severity == Severity.UNKNOWN
                        && to - from == 6
                        && (b[from] == 'S' || b[from] == 's')
                        && (b[from + 1] | 0x20) == 'y'
                ? system(b, from)
                : severity;
    }

    /// MySQL's `[System]`.
    private static Severity system(byte[] b, int from) {
        return b[from + 2] == 's' && b[from + 3] == 't' ? Severity.INFO : Severity.UNKNOWN;
    }

    private void number(byte[] b, int from, int to, Draft d) {
        if (from < to && d.instance.isEmpty()) {
            d.instance = names.of(b, from, to);
        }
    }

    /// Kafka's `[Broker id=1]` or `[Consumer clientId=x, groupId=y]` says something: it stays in the message.
    private static boolean prose(byte[] b, int from, int to) {
        return Ascii.find(b, from, to, ' ') < to && Ascii.find(b, from, to, '=') < to;
    }

    /// `[traceId-spanId]`, `[app,traceId,spanId]`, `[trace_id=... span_id=...]`, `[request uuid]`.
    private boolean trace(byte[] b, int from, int to, Draft d) {
        if (to - from < 16) {
            return false;
        }
        int hexEnd = from;
        int dashesSeen = 0;
        while (hexEnd < to && (Ascii.hex(b[hexEnd]) || (b[hexEnd] == '-' && dashesSeen++ < 5))) {
            hexEnd++;
        }
        if (hexEnd == to) {
            d.traceFrom = from;
            d.traceTo = to - from == 49 ? from + 32 : to;
            return true;
        }
        if (hexEnd - from >= 16 && b[hexEnd] == ',' && dashesSeen == 0) {
            d.traceFrom = from;
            d.traceTo = hexEnd;
            return true;
        }
        int comma = Ascii.find(b, from, to, ',');
        int second = Ascii.find(b, Math.min(to, comma + 1), to, ',');
        if (second < to && Ascii.find(b, from, to, '=') == to) {
            d.service = names.of(b, from, comma);
            d.traceFrom = comma + 1;
            d.traceTo = second;
            return true;
        }
        return keyed(b, from, to, d);
    }

    private static boolean keyed(byte[] b, int from, int to, Draft d) {
        int equals = Ascii.find(b, from, to, '=');
        if (equals == to
                || (!Ascii.startsWith(b, from, to, KEY_TRACE) && !Ascii.startsWith(b, from, to, KEY_REQUEST))) {
            return false;
        }
        int end = equals + 1;
        while (end < to && b[end] != ',' && b[end] != ' ') {
            end++;
        }
        d.traceFrom = equals + 1;
        d.traceTo = end;
        return true;
    }

    /// Spring Boot (behind `---`) writes the application's name in the first of several groups.
    void end(boolean spring, Draft d) {
        if (spring && dashed && firstFrom >= 0 && d.service.isEmpty()) {
            d.service = names.of(d.bytes, firstFrom, firstTo);
            d.format = "spring boot";
        }
    }
}
