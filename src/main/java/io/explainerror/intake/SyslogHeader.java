package io.explainerror.intake;

import io.explainerror.model.Severity;

/// The header of RFC 3164, RFC 5424 and journald's short formats.
///
///     <134>Nov 22 13:19:14 web1 haproxy[123]: message
///     2026-11-22T13:19:14.123456+00:00 web1 kernel: message
///     <34>1 2026-11-22T13:19:14.003Z web1 app 123 ID47 [sd k="v"] message
final class SyslogHeader {
    private final Stamps stamps;
    long priority;
    long time;
    boolean zoned;
    int host;
    int hostEnd;
    int program;
    int programEnd;
    int process;
    int processEnd;
    int message;

    SyslogHeader(Stamps stamps) {
        this.stamps = stamps;
    }

    boolean read(byte[] b, int from, int to) {
        int p = from;
        priority = -1;
        if (Ascii.at(b, p, to) == '<') {
            int close = Ascii.find(b, p, Math.min(to, p + 5), '>');
            priority = Ascii.number(b, p + 1, close);
            if (priority < 0) {
                return false;
            }
            p = close + 1;
            int version = Ascii.digitsEnd(b, p, Math.min(to, p + 2));
            if (version > p && Ascii.at(b, version, to) == ' ') {
                return rfc5424(b, version + 1, to);
            }
        }
        if (!stamps.at(b, p, to) || Ascii.at(b, stamps.end, to) != ' ') {
            return false;
        }
        time = stamps.micros;
        zoned = stamps.zoned;
        return tag(b, stamps.end + 1, to, Ascii.digit(b[p]));
    }

    /// `host program[pid]: ` or, as HAProxy and busybox write it, without the host.
    private boolean tag(byte[] b, int p, int to, boolean iso) {
        host = p;
        hostEnd = Ascii.wordEnd(b, p, to);
        program = p;
        if (hostEnd > p && b[hostEnd - 1] != ':') {
            program = Math.min(to, hostEnd + 1);
        }
        int end = program;
        while (end < to && end - program < 64 && b[end] != ':' && b[end] != '[' && b[end] != ' ') {
            end++;
        }
        int close = end;
        if (Ascii.at(b, end, to) == '[') {
            close = Ascii.find(b, end, Math.min(to, end + 12), ']') + 1;
        }
        boolean ended = Ascii.at(b, close, to) == ':' && (close + 1 == to || b[close + 1] == ' ');
        if (end == program || !ended || (iso && program == p)) {
            return false;
        }
        if (Levels.of(b, program, end) != Severity.UNKNOWN || (iso && close == end && !program(b, program, end))) {
            return false;
        }
        programEnd = end;
        process = close > end ? end + 1 : end;
        processEnd = close > end ? close - 1 : end;
        hostEnd = program > p ? hostEnd : host;
        message = close + 1 < to ? close + 2 : to;
        return true;
    }

    /// Without a process id only lower-case names are taken for programs: `Foo:` may be anything.
    private static boolean program(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!(b[i] >= 'a' && b[i] <= 'z') && b[i] != '-' && b[i] != '_' && !Ascii.digit(b[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean rfc5424(byte[] b, int from, int to) {
        time = LogRecord.NO_TIME;
        zoned = true;
        if (stamps.at(b, from, to)) {
            time = stamps.micros;
        } else if (Ascii.at(b, from, to) != '-') {
            return false;
        }
        host = Ascii.skipBlanks(b, Ascii.wordEnd(b, from, to), to);
        hostEnd = Ascii.wordEnd(b, host, to);
        program = Ascii.skipBlanks(b, hostEnd, to);
        if (hostEnd - host == 1 && b[host] == '-') {
            hostEnd = host;
        }
        programEnd = Ascii.wordEnd(b, program, to);
        process = Ascii.skipBlanks(b, programEnd, to);
        processEnd = Ascii.wordEnd(b, process, to);
        int id = Ascii.skipBlanks(b, processEnd, to);
        int data = Ascii.skipBlanks(b, Ascii.wordEnd(b, id, to), to);
        message = Ascii.skipBlanks(b, structuredDataEnd(b, data, to), to);
        if (message + 2 < to && b[message] == (byte) 0xEF && b[message + 1] == (byte) 0xBB) {
            message += 3;
        }
        if (programEnd - program == 1 && b[program] == '-') {
            programEnd = program;
        }
        if (processEnd - process == 1 && b[process] == '-') {
            processEnd = process;
        }
        return message <= to && id < to;
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
}
