package io.explainerror.intake;

import io.explainerror.model.Severity;

/// Records that begin with their level: klog, uvicorn, Python `basicConfig`, .NET console, Rails, Dropwizard,
/// log4j with `%-5p` first. Most carry no time.
final class LevelLine {
    static final String RUBY = "ruby logger";

    private final Stamps stamps;
    private final Names names;
    private final HeaderLine header;

    LevelLine(Stamps stamps, Names names, HeaderLine header) {
        this.stamps = stamps;
        this.names = names;
        this.header = header;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        if (Ascii.digit(Ascii.at(b, from + 1, to))) {
            return klog(b, from, to, d);
        }
        if (Ascii.at(b, from + 1, to) == ',' && Ascii.at(b, from + 3, to) == '[') {
            return rails(b, from, to, d);
        }
        int end = from;
        while (end < to && end - from < 12 && Ascii.letter(b[end])) {
            end++;
        }
        if (end - from == 4 && Ascii.at(b, end, to) == '[' && Ascii.digit(Ascii.at(b, end + 1, to))) {
            return logrus(b, from, end + 1, to, d);
        }
        Severity severity = Levels.of(b, from, end);
        if (severity == Severity.UNKNOWN) {
            return false;
        }
        return Ascii.at(b, end, to) == ':' ? colon(b, from, end, to, severity, d) : timed(b, end, to, severity, d);
    }

    /// E0106 12:00:00.123456       1 file.go:12] msg
    private boolean klog(byte[] b, int from, int to, Draft d) {
        Severity severity = Levels.ofLetter(b[from]);
        if (severity == Severity.UNKNOWN || !stamps.monthDayTime(b, from + 1, to)) {
            return false;
        }
        int process = Ascii.skipBlanks(b, stamps.end, to);
        int processEnd = Ascii.digitsEnd(b, process, to);
        int close = Ascii.find(b, processEnd, Math.min(to, processEnd + 100), ']');
        if (Ascii.at(b, close, to) != ']') {
            return false;
        }
        d.time = stamps.micros;
        d.severity = severity;
        d.instance = names.of(b, process, processEnd);
        d.format = "klog";
        d.message(Math.min(to, close + 2), to);
        return true;
    }

    /// `ERRO[0042] msg`, the seconds since the start, or `ERRO[2026-11-22T21:22:41Z] msg`: logrus on a terminal.
    private boolean logrus(byte[] b, int from, int time, int to, Draft d) {
        int close = Ascii.find(b, time, Math.min(to, time + 40), ']');
        Severity severity = b[from] == 'P' ? Severity.FATAL : Levels.ofLetter(b[from]);
        if (Ascii.at(b, close, to) != ']' || severity == Severity.UNKNOWN || !Ascii.upper(b[from + 3])) {
            return false;
        }
        if (stamps.at(b, time, close)) {
            d.time = stamps.micros;
            d.zoned = stamps.zoned;
        } else if (!Ascii.allDigits(b, time, close)) {
            return false;
        }
        return untimed(severity, Ascii.skipBlanks(b, close + 1, to), to, "logrus", d);
    }

    /// I, [2024-01-01T10:00:00.123456 #123]  INFO -- : msg
    private boolean rails(byte[] b, int from, int to, Draft d) {
        if (!header.parse(b, from + 3, to, d)) {
            return false;
        }
        if (d.severity == Severity.UNKNOWN) {
            d.severity = Levels.ofLetter(b[from]);
        }
        // Rails begins the report of an exception with a blank line
        d.awaits = Ascii.skipBlanks(b, d.messageFrom, d.messageTo) == d.messageTo;
        d.format = RUBY;
        return true;
    }

    /// `INFO:root:msg`, `INFO:     msg` (uvicorn), `info: Category[0]` (.NET)
    private boolean colon(byte[] b, int from, int end, int to, Severity severity, Draft d) {
        byte next = Ascii.at(b, end + 1, to);
        if (next == ' ') {
            int message = Ascii.skipBlanks(b, end + 1, to);
            if (Ascii.upper(b[from]) && message - from == 10 && message < to) {
                return untimed(severity, message, to, "uvicorn", d);
            }
            d.severity = severity;
            return DotnetConsole.parse(b, from, to, d);
        }
        int logger = Ascii.find(b, end + 1, Math.min(to, end + 80), ':');
        boolean python = Ascii.upper(b[from])
                && logger < to
                && b[logger] == ':'
                && logger > end + 1
                && Ascii.find(b, end + 1, logger, ' ') == logger;
        return python && untimed(severity, logger + 1, to, "python logging", d);
    }

    private static boolean untimed(Severity severity, int message, int to, String format, Draft d) {
        d.severity = severity;
        d.format = format;
        d.message(message, to);
        return true;
    }

    /// `INFO  [2024-01-01 10:00:00,123] logger: msg`, `INFO 2024-01-01 10:00:00,123 msg`, `INFO [main] 2024-...`
    private boolean timed(byte[] b, int end, int to, Severity severity, Draft d) {
        int p = Ascii.skipBlanks(b, Ascii.at(b, end, to) == ']' ? end + 1 : end, to);
        if (p == end || p >= to) {
            return false;
        }
        boolean bracketed = b[p] == '[' && p + 1 < to && !Ascii.digit(b[p + 1]);
        if (bracketed) {
            int close = Ascii.find(b, p, Math.min(to, p + 80), ']');
            p = Ascii.skipBlanks(b, Math.min(to, close + 1), to);
        }
        int digit = p < to && b[p] == '[' ? p + 1 : p;
        if (digit >= to || !Ascii.digit(b[digit])) {
            return false;
        }
        d.severity = severity;
        if (!header.parse(b, p, to, d)) {
            d.severity = Severity.UNKNOWN;
            return false;
        }
        return true;
    }
}
