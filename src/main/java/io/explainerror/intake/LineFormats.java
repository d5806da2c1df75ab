package io.explainerror.intake;

import io.explainerror.model.Severity;
import java.time.Instant;

/// All line formats. Whether a line begins a record is decided by the line alone, so that a file can be read in pieces;
/// its first byte leads to the formats that can begin so.
final class LineFormats {
    private static final int LONGEST_PREFIX = 40;

    private final AccessLine access;
    private final AccessMessage messages;
    private final HeaderLine header;
    private final HaproxyLine haproxy;
    private final SyslogLine syslog;
    private final LevelLine level;
    private final ElasticLine elastic;
    private final GcLine gc;
    private final RedisLine redis;
    private final JsonLine json;
    private final LogfmtLine logfmt;
    private final GinLine gin;
    private final CsvLine csv;
    private final SlowQueryLine slowQuery;
    private final EventLine event;
    private final OtpReport otp;
    private final NestLine nest;
    private final Stamps stamps;

    LineFormats(Instant reference) {
        stamps = new Stamps(reference);
        Names names = new Names();
        Durations durations = new Durations();
        access = new AccessLine(stamps, names, durations);
        messages = new AccessMessage(names, durations, access);
        header = new HeaderLine(stamps, names, access, new EnvoyLine(names, access));
        haproxy = new HaproxyLine(stamps, names, access);
        syslog = new SyslogLine(stamps, names, this);
        level = new LevelLine(stamps, names, header);
        elastic = new ElasticLine(stamps, names);
        gc = new GcLine(stamps, names);
        redis = new RedisLine(stamps, names);
        FieldRecord fields = new FieldRecord(stamps, names, durations, messages);
        json = new JsonLine(fields);
        logfmt = new LogfmtLine(fields);
        gin = new GinLine(stamps, names, durations);
        csv = new CsvLine(names);
        slowQuery = new SlowQueryLine(stamps);
        event = new EventLine(durations, names, reference);
        otp = new OtpReport(stamps);
        nest = new NestLine(stamps, names);
    }

    /// Whether a record begins at `from`; fills the draft when it does.
    boolean parse(byte[] b, int from, int to, Draft d) {
        d.reset(b);
        if (to - from < 4) {
            return false;
        }
        return switch (b[from]) {
            case '<' -> syslog.parse(b, from, to, d);
            case '{', '[', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> application(b, from, to, d);
            default -> b[from] > ' ' && named(b, from, to, d);
        };
    }

    private boolean named(byte[] b, int from, int to, Draft d) {
        if (application(b, from, to, d)) {
            return true;
        }
        return Ascii.upper(b[from]) && syslog.parse(b, from, to, d);
    }

    /// The formats applications write themselves, as they also stand behind a syslog header.
    boolean application(byte[] b, int from, int to, Draft d) {
        d.reset(b);
        byte c = b[from];
        if (c == '{') {
            return json.parse(b, from, to, d);
        }
        boolean begins =
                Ascii.digit(c) ? digit(b, from, to, d) : c == '[' ? bracket(b, from, to, d) : letter(b, from, to, d);
        begins = begins || prefixed(b, from, to, d);
        if (begins && !d.access) {
            answered(b, d.messageFrom, d.messageTo, d);
        }
        return begins;
    }

    /// `[sessions] 2026/11/22 15:46:16.487521 msg`, `sessions: 2026/11/22 ...`: a prefix set on Go's `log` package.
    private boolean prefixed(byte[] b, int from, int to, Draft d) {
        int limit = Math.min(to, from + LONGEST_PREFIX);
        int p = from;
        while (p < limit && b[p] != ' ') {
            p++;
        }
        boolean closed = p < limit && p > from && (b[p - 1] == ']' || b[p - 1] == ':');
        if (!closed || p + 1 >= to || !Ascii.digit(b[p + 1])) {
            return false;
        }
        d.reset(b);
        return header.parse(b, p + 1, to, d);
    }

    /// Whether the message reports an answered request.
    void answered(byte[] b, int from, int to, Draft d) {
        messages.read(b, from, to, d);
    }

    private boolean digit(byte[] b, int from, int to, Draft d) {
        if (Ascii.at(b, from + 4, to) == '-' && syslogIso(b, from, to)) {
            return syslog.parse(b, from, to, d) || header.parse(b, from, to, d);
        }
        if (Ascii.at(b, from + 10, to) == ' ' && csv(b, from, to, d)) {
            return true;
        }
        return (header.parse(b, from, to, d) && inner(b, to, d))
                || access.parse(b, from, to, d)
                || haproxy.parse(b, from, to, d)
                || redis.parse(b, from, to, d)
                || event.parse(b, from, to, d);
    }

    private boolean csv(byte[] b, int from, int to, Draft d) {
        int comma = from + 23;
        while (comma < to && comma < from + 30 && b[comma] != ',') {
            comma++;
        }
        byte next = Ascii.at(b, comma + 1, to);
        if (Ascii.at(b, comma, to) != ',' || (next != '"' && next != ',') || !stamps.at(b, from, to)) {
            return false;
        }
        long time = stamps.micros;
        if (!csv.parse(b, comma, to, d)) {
            d.reset(b);
            return false;
        }
        d.time = time;
        d.zoned = true;
        return true;
    }

    /// A collector's time before a record that has all of its own (CloudWatch export, `docker logs -t`).
    private boolean inner(byte[] b, int to, Draft d) {
        int message = d.messageFrom;
        boolean bare = d.severity == Severity.UNKNOWN && !d.detail && message + 20 < to;
        if (bare && (b[message] == '{' || (Ascii.digit(b[message]) && b[message + 4] == '-'))) {
            nested(b, message, to, d);
        }
        return true;
    }

    /// A message that is an object itself (lograge); the request's id stands before it.
    private boolean ruby(byte[] b, int to, Draft d) {
        if (d.messageFrom < to && b[d.messageFrom] == '{') {
            int traceFrom = d.traceFrom;
            int traceTo = d.traceTo;
            d.traceFrom = d.traceTo = 0;
            nested(b, d.messageFrom, to, d);
            if (d.bytes == b) {
                d.traceFrom = traceFrom;
                d.traceTo = traceTo;
            } else if (d.traceTo == 0 && traceTo > traceFrom) {
                d.traceFrom = d.scratch.length;
                d.scratch.add(b, traceFrom, traceTo);
                d.traceTo = d.scratch.length;
                d.bytes = d.scratch.bytes;
            }
        }
        return true;
    }

    private void nested(byte[] b, int message, int to, Draft d) {
        long time = d.time;
        boolean zoned = d.zoned;
        boolean is = b[message] == '{' ? json.parse(b, message, to, d) : header.parse(b, message, to, d);
        if (d.time == LogRecord.NO_TIME || (zoned && !d.zoned)) {
            d.time = time;
            d.zoned = zoned;
        }
        if (!is) {
            d.message(message, to);
        }
    }

    /// `2026-11-22T13:19:14+00:00 host program[pid]: ` has two words without level between time and colon.
    private static boolean syslogIso(byte[] b, int from, int to) {
        int host = Ascii.wordEnd(b, from, to);
        if (host - from < 24 || host - from > 33) {
            return false;
        }
        int program = Ascii.wordEnd(b, Math.min(to, host + 1), to);
        int hostLast = program - 1;
        if (hostLast <= host || !Ascii.letter(b[host + 1]) || Levels.of(b, host + 1, program) != Severity.UNKNOWN) {
            return false;
        }
        int end = Ascii.wordEnd(b, Math.min(to, program + 1), to);
        return end > program + 2
                && b[end - 1] == ':'
                && b[program - 1] != ':'
                && (b[end - 2] == ']' || lower(b, program + 1, end - 1));
    }

    private static boolean lower(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!(b[i] >= 'a' && b[i] <= 'z') && b[i] != '-' && b[i] != '_' && !Ascii.digit(b[i])) {
                return false;
            }
        }
        return Levels.of(b, from, to) == Severity.UNKNOWN;
    }

    private boolean bracket(byte[] b, int from, int to, Draft d) {
        byte c = b[from + 1];
        if (Ascii.digit(c) && (elastic.parse(b, from, to, d) || gc.parse(b, from, to, d))) {
            return true;
        }
        d.reset(b);
        if (c == 'G' && gin.parse(b, from, to, d)) {
            return true;
        }
        if (c == 'N' && nest.parse(b, from, to, d)) {
            return true;
        }
        return header.parse(b, from, to, d) || KernelLine.parse(b, from, to, d);
    }

    private boolean letter(byte[] b, int from, int to, Draft d) {
        byte c = b[from];
        if (Ascii.letter(c)) {
            if (level.parse(b, from, to, d)) {
                return !d.format.equals(LevelLine.RUBY) || ruby(b, to, d);
            }
            int word = from;
            while (word < to
                    && word - from < 40
                    && (Ascii.letter(b[word]) || b[word] == '_' || b[word] == '.' || Ascii.digit(b[word]))) {
                word++;
            }
            if (Ascii.at(b, word, to) == '=' && logfmt.parse(b, from, to, d)) {
                return true;
            }
            d.reset(b);
            if (Ascii.at(b, from + 3, to) != ' ' && Ascii.at(b, from + 3, to) != ',') {
                return clientFirst(b, from, to, d);
            }
            return jul(b, from, to, d);
        }
        if (c == '#' && slowQuery.parse(b, from, to, d)) {
            return true;
        }
        if (c == '=' && otp.parse(b, from, to, d)) {
            return true;
        }
        return c != ' ' && clientFirst(b, from, to, d);
    }

    /// An access line whose client is a host name, an IPv6 address, `-` or `::1`.
    private boolean clientFirst(byte[] b, int from, int to, Draft d) {
        int end = Ascii.find(b, from, Math.min(to, from + 64), ' ');
        byte next = Ascii.at(b, end + 1, to);
        return (next == '[' && haproxy.parse(b, from, to, d)) || (next != 0 && access.parse(b, from, to, d));
    }

    /// `Jan 06, 2024 12:00:00 PM com.foo.Bar method`, `SEVERE: msg` on the next line.
    private boolean jul(byte[] b, int from, int to, Draft d) {
        int comma = Ascii.find(b, from, Math.min(to, from + 12), ',');
        if (Ascii.at(b, comma, to) != ',' || !header.parse(b, from, to, d)) {
            d.reset(b);
            return false;
        }
        d.awaits = d.severity == Severity.UNKNOWN;
        return true;
    }
}
