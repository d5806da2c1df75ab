package io.explainerror.intake;

import io.explainerror.model.Severity;

/// RFC 3164, RFC 5424 and journald's short formats. What the program wrote is looked at again: it may have a header of
/// its own.
///
///     <134>Nov 22 13:19:14 web1 haproxy[123]: message
///     2026-11-22T13:19:14.123456+00:00 web1 kernel: message
///     <34>1 2026-11-22T13:19:14.003Z web1 app 123 ID47 [sd k="v"] message
final class SyslogLine {
    private final Stamps stamps;
    private final Names names;
    private final LineFormats formats;

    SyslogLine(Stamps stamps, Names names, LineFormats formats) {
        this.stamps = stamps;
        this.names = names;
        this.formats = formats;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        int p = from;
        long priority = -1;
        if (b[p] == '<') {
            int close = Ascii.find(b, p, Math.min(to, p + 5), '>');
            priority = Ascii.number(b, p + 1, close);
            if (priority < 0) {
                return false;
            }
            p = close + 1;
            int version = Ascii.digitsEnd(b, p, Math.min(to, p + 2));
            if (version > p && Ascii.at(b, version, to) == ' ') {
                return rfc5424(b, version + 1, to, priority, d);
            }
        }
        if (!stamps.at(b, p, to) || Ascii.at(b, stamps.end, to) != ' ') {
            return false;
        }
        long time = stamps.micros;
        boolean zoned = stamps.zoned;
        boolean iso = Ascii.digit(b[p]);
        return tag(b, stamps.end + 1, to, priority, time, zoned, iso, d);
    }

    /// `host program[pid]: ` or, as HAProxy and busybox write it, without the host.
    private boolean tag(byte[] b, int p, int to, long priority, long time, boolean zoned, boolean iso, Draft d) {
        int hostEnd = Ascii.wordEnd(b, p, to);
        int program = p;
        if (hostEnd > p && b[hostEnd - 1] != ':') {
            program = Math.min(to, hostEnd + 1);
        }
        int end = program;
        while (end < to && end - program < 64 && b[end] != ':' && b[end] != '[' && b[end] != ' ' && b[end] != '(') {
            end++;
        }
        int close = end;
        if (Ascii.at(b, end, to) == '[') {
            close = Ascii.find(b, end, Math.min(to, end + 12), ']') + 1;
        }
        if (end == program || Ascii.at(b, close, to) != ':' || (iso && program == p)) {
            return false;
        }
        if (Levels.of(b, program, end) != Severity.UNKNOWN) {
            return false;
        }
        inner(b, Ascii.skipBlanks(b, close + 1, to), to, priority, time, zoned, d);
        if (d.service.isEmpty()) {
            d.service = names.of(b, program, end);
        }
        if (d.instance.isEmpty()) {
            d.instance = close > end ? names.of(b, end + 1, close - 1) : program > p ? names.of(b, p, hostEnd) : "";
        }
        return true;
    }

    private boolean rfc5424(byte[] b, int from, int to, long priority, Draft d) {
        long time = LogRecord.NO_TIME;
        int p = from;
        if (stamps.at(b, p, to)) {
            time = stamps.micros;
        } else if (b[p] != '-') {
            return false;
        }
        p = Ascii.wordEnd(b, p, to);
        int host = Ascii.skipBlanks(b, p, to);
        int hostEnd = Ascii.wordEnd(b, host, to);
        int app = Ascii.skipBlanks(b, hostEnd, to);
        int appEnd = Ascii.wordEnd(b, app, to);
        int process = Ascii.skipBlanks(b, appEnd, to);
        int processEnd = Ascii.wordEnd(b, process, to);
        int id = Ascii.skipBlanks(b, processEnd, to);
        p = Ascii.skipBlanks(b, Ascii.wordEnd(b, id, to), to);
        p = structuredDataEnd(b, p, to);
        p = Ascii.skipBlanks(b, p, to);
        if (p + 2 < to && b[p] == (byte) 0xEF && b[p + 1] == (byte) 0xBB && b[p + 2] == (byte) 0xBF) {
            p += 3;
        }
        inner(b, p, to, priority, time, true, d);
        if (d.service.isEmpty() && b[app] != '-') {
            d.service = names.of(b, app, appEnd);
        }
        if (d.instance.isEmpty()) {
            d.instance = b[process] != '-' ? names.of(b, process, processEnd) : names.of(b, host, hostEnd);
        }
        return true;
    }

    private static int structuredDataEnd(byte[] b, int from, int to) {
        int p = from;
        if (Ascii.at(b, p, to) == '-') {
            return p + 1;
        }
        while (Ascii.at(b, p, to) == '[') {
            boolean quoted = false;
            for (p++; p < to && (quoted || b[p] != ']'); p++) {
                if (b[p] == '"') {
                    quoted = !quoted;
                } else if (b[p] == '\\') {
                    p++;
                }
            }
            p++;
        }
        return Math.min(p, to);
    }

    private void inner(byte[] b, int p, int to, long priority, long time, boolean zoned, Draft d) {
        boolean own = p < to && formats.application(b, p, to, d);
        if (!own) {
            d.reset(b);
            d.message(p, to);
            formats.answered(b, p, to, d);
        }
        if (d.time == LogRecord.NO_TIME || (zoned && !d.zoned)) {
            d.time = time;
            d.zoned = zoned;
        }
        if (d.severity == Severity.UNKNOWN && priority >= 0) {
            d.severity = Levels.ofSyslog(priority);
        }
        d.format = own && !d.format.isEmpty() ? d.format : "syslog";
    }
}
