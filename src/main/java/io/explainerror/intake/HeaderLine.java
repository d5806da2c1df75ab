package io.explainerror.intake;

import io.explainerror.model.Severity;

/// Text records that begin with a timestamp: Spring Boot, logback, log4j2, JBoss and Quarkus, Python logging, gunicorn,
/// PostgreSQL, nginx error, RabbitMQ, Kafka, Elasticsearch, Go `log`, MySQL, zap console, loguru and their like. They
/// all write a few header words (level, process, thread, logger) in some order before the message.
final class HeaderLine {
    private static final int LOOK = 200;

    private final Stamps stamps;
    private final Names names;
    private final HeaderGroup group;
    private final AccessLine accessLine;
    private final EnvoyLine envoy;

    private int dashes;
    private boolean logger;

    HeaderLine(Stamps stamps, Names names, AccessLine accessLine, EnvoyLine envoy) {
        this.stamps = stamps;
        this.names = names;
        this.accessLine = accessLine;
        this.envoy = envoy;
        this.group = new HeaderGroup(names);
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        boolean bracket = b[from] == '[';
        int at = bracket ? Ascii.skipBlanks(b, from + 1, to) : from;
        if (!stamps.at(b, at, to)) {
            return false;
        }
        d.time = stamps.micros;
        d.zoned = stamps.zoned;
        int p = stamps.end;
        if (bracket) {
            p = closeStamp(b, p, to, d);
            if (p < 0) {
                return false;
            }
            if (Ascii.at(b, p + 1, to) == '"' && quotedRequest(b, p + 1, to, d)) {
                return true;
            }
        } else if (p < to && !HeaderWords.separates(b[p])) {
            return false;
        }
        d.format = "text";
        header(b, p, to, d);
        DotnetConsole.timed(b, from, to, d);
        return true;
    }

    /// `... "GET / HTTP/1.1" 200` right behind a bracketed time: Envoy, Django, Flask.
    private boolean quotedRequest(byte[] b, int quote, int to, Draft d) {
        if (envoy.parse(b, quote, to, d)) {
            d.format = "envoy access";
        } else if (accessLine.request(b, quote, to, d)) {
            d.format = "access log";
        } else {
            d.noAccess();
            return false;
        }
        d.severity = d.status >= 500 || EnvoyLine.failed(d) ? Severity.ERROR : Severity.INFO;
        d.closed = true;
        d.message(quote, to);
        return true;
    }

    /// Rails `#123]`, celery `: INFO/MainProcess]`, plain `]`; the byte behind the bracket or -1.
    private int closeStamp(byte[] b, int p, int to, Draft d) {
        int close = Ascii.find(b, p, Math.min(to, p + 60), ']');
        if (close >= to || b[close] != ']') {
            return -1;
        }
        int rest = Ascii.skipBlanks(b, p, close);
        if (rest < close && (b[rest] == ':' || b[rest] == ',' || b[rest] == '#')) {
            int word = Ascii.skipBlanks(b, rest + 1, close);
            int end = word;
            while (end < close && Ascii.letter(b[end])) {
                end++;
            }
            d.severity = Levels.of(b, word, end);
            if (b[rest] == '#') {
                d.instance = names.of(b, rest + 1, close);
            }
        }
        // Serilog: [10:00:00 INF]
        if (rest < close && Ascii.upper(b[rest])) {
            d.severity = Levels.of(b, rest, close);
        }
        return close + 1;
    }

    private void header(byte[] b, int from, int to, Draft d) {
        dashes = 0;
        logger = false;
        group.begin();
        int p = JbossHeader.process(b, from, to, names, d);
        for (int i = 0; i < 14; i++) {
            p = HeaderWords.skipSeparators(b, p, to);
            if (p >= to) {
                break;
            }
            int next = element(b, p, to, d);
            if (next == p) {
                break;
            }
            p = next < 0 ? -next : next;
            if (next < 0) {
                break;
            }
        }
        if (d.severity == Severity.UNKNOWN && !d.detail) {
            int postgres = PostgresWord.find(b, from, Math.min(to, from + LOOK), d);
            p = postgres > 0 ? postgres : p;
        }
        group.end(dashes >= 3, d);
        p = Math.min(p, to);
        // Rails tags the message with the request's id
        if (p + 38 < to && b[p] == '[' && b[p + 37] == ']' && b[p + 9] == '-' && group.read(b, p + 1, p + 37, d)) {
            p = Ascii.skipBlanks(b, p + 38, to);
        }
        d.message(p, to);
    }

    /// Reads one header element. The byte behind it; `p` itself when it is none, the message begins there; negative
    /// when the message begins behind it.
    private int element(byte[] b, int p, int to, Draft d) {
        byte c = b[p];
        if (c == '[') {
            return bracketed(b, p, to, d);
        }
        if (c == '-') {
            int end = p;
            while (end < to && b[end] == '-') {
                end++;
            }
            if (end < to && b[end] != ' ') {
                return p;
            }
            dashes = Math.max(dashes, end - p);
            // " - " behind logger or level ends the header; "---" and a leading dash do not
            boolean levelFollows = d.severity == Severity.UNKNOWN && HeaderWords.levelNear(b, end, to);
            return logger && end - p < 3 && !levelFollows ? -(end + 1) : end;
        }
        if (c == ':') {
            return Ascii.at(b, p + 1, to) == ' ' || p + 1 == to ? -(p + 1 == to ? to : p + 2) : p + 1;
        }
        if (c == '<') {
            int close = Ascii.find(b, p, Math.min(to, p + 24), '>');
            return Ascii.at(b, close, to) == '>' ? close + 1 : p;
        }
        if (c == '(' && d.severity != Severity.UNKNOWN && group.count > 0) {
            int close = Ascii.find(b, p, Math.min(to, p + 80), ')');
            return Ascii.at(b, close, to) == ')' && Ascii.at(b, close + 1, to) == ' ' ? -(close + 2) : p;
        }
        return word(b, p, to, d);
    }

    private int bracketed(byte[] b, int p, int to, Draft d) {
        int close = Ascii.find(b, p + 1, Math.min(to, p + LOOK), ']');
        if (Ascii.at(b, close, to) != ']') {
            return p;
        }
        if (Ascii.find(b, p + 1, close, '[') < close && close + 1 < to && b[close + 1] != ' ') {
            close = Ascii.find(b, close + 1, Math.min(to, close + LOOK), ']');
            if (Ascii.at(b, close, to) != ']') {
                return p;
            }
        }
        if (!group.read(b, p + 1, close, d)) {
            return p;
        }
        return Ascii.at(b, close + 1, to) == ':' ? close + 2 : close + 1;
    }

    private int word(byte[] b, int p, int to, Draft d) {
        int end = Math.min(to, p + LOOK);
        int e = p;
        while (e < end && !Ascii.blank(b[e]) && b[e] != '[') {
            e++;
        }
        if (e >= end && end < to) {
            return p;
        }
        byte last = b[e - 1];
        if (d.severity == Severity.UNKNOWN && e - p == 1 && Ascii.letter(b[p]) && Ascii.upper(Ascii.at(b, e + 2, to))) {
            // MongoDB before 4.4: "E STORAGE  [initandlisten] msg"
            d.severity = Levels.ofLetter(b[p]);
            return d.severity == Severity.UNKNOWN ? p : Ascii.wordEnd(b, e + 1, to);
        }
        if (d.severity == Severity.UNKNOWN && e - p < 14) {
            int word = last == ':' || last == '|' || last == ',' ? e - 1 : e;
            Severity severity = level(b, p, word, last == ':' || group.count > 0 || dashes > 0);
            if (severity != Severity.UNKNOWN) {
                if (last == ':' && Ascii.at(b, e, to) == ' ' && Ascii.at(b, e + 1, to) == ' ') {
                    return p;
                }
                d.severity = severity;
                // "ERROR:" ends the header, "[1] ERROR logger - msg" does not
                return last == ':' && e < to ? -(e + 1) : e;
            }
        }
        if (d.severity != Severity.UNKNOWN && b[p] == 't') {
            int keys = JbossHeader.keys(b, p, to, d);
            if (keys > p) {
                return keys;
            }
        }
        if (Ascii.digit(b[p]) && process(b, p, e, to, d)) {
            return last == ':' ? -Math.min(to, e + 1) : e;
        }
        return loggerWord(b, p, e, to, d);
    }

    private Severity level(byte[] b, int from, int to, boolean anyCase) {
        if (to <= from || (!anyCase && !Ascii.upper(b[from]) && !lowerLevel(b, from, to))) {
            return Severity.UNKNOWN;
        }
        return Levels.of(b, from, to);
    }

    /// A lower-case level directly behind the time: `2024-01-01T10:00:00Z info msg`.
    private boolean lowerLevel(byte[] b, int from, int to) {
        return !logger && Levels.of(b, from, to) != Severity.UNKNOWN;
    }

    /// `1552` before `---`, `1668#1668:` of nginx, MySQL's thread number.
    private boolean process(byte[] b, int from, int to, int lineEnd, Draft d) {
        int digits = Ascii.digitsEnd(b, from, to);
        boolean whole = digits == to
                || b[digits] == '#'
                || (digits == to - 1 && b[digits] == ':' && d.severity != Severity.UNKNOWN && group.count > 0);
        if (!whole || digits - from > 10) {
            return false;
        }
        boolean dashed = Ascii.at(b, to + 1, lineEnd) == '-' && Ascii.at(b, to + 2, lineEnd) == '-';
        boolean level = Ascii.at(b, to + 1, lineEnd) == '['
                || (d.severity == Severity.UNKNOWN && HeaderWords.levelAhead(b, to, lineEnd));
        if (dashed || b[Math.min(digits, lineEnd - 1)] == '#' || (level && !logger)) {
            d.instance = names.of(b, from, digits);
            return true;
        }
        return false;
    }

    /// A logger: a name followed by ` : `, ` - `, ` -- `, `: ` or, before the level, by a level.
    private int loggerWord(byte[] b, int p, int e, int to, Draft d) {
        if (logger && dashes < 3 && (Ascii.at(b, e, to) != '\t' || Ascii.find(b, p, e, ':') == e)) {
            return p;
        }
        int after = Ascii.skipBlanks(b, e, to);
        byte sign = Ascii.at(b, after, to);
        if (after > e && sign == ':' && (Ascii.at(b, after + 1, to) == ' ' || after + 1 == to)) {
            logger = true;
            return -Math.min(to, after + 2);
        }
        if (after > e && sign == '-' && HeaderWords.dash(b, after, to) && !Ascii.letter(Ascii.at(b, after + 1, to))) {
            if (!HeaderWords.name(b, p, e) || (d.severity == Severity.UNKNOWN && HeaderWords.failure(b, p, e))) {
                return p;
            }
            logger = true;
            return e;
        }
        if (after > e && sign == '|') {
            logger = true;
            return e;
        }
        boolean context = after > e && sign == '[' && d.severity != Severity.UNKNOWN && !logger;
        if (context && Ascii.find(b, p, e, '.') < e && HeaderWords.dotted(b, p, e)) {
            // "%logger [%X{traceId}] - %msg" of logback and log4j2
            logger = true;
            return e;
        }
        if (b[e - 1] == ':' && e < to && HeaderWords.dotted(b, p, e - 1)) {
            logger = true;
            return -(e + 1);
        }
        if (d.severity == Severity.UNKNOWN && HeaderWords.name(b, p, e) && HeaderWords.levelNear(b, e, to)) {
            return e;
        }
        if (Ascii.at(b, e, to) == '\t' && HeaderWords.name(b, p, e) && d.severity != Severity.UNKNOWN) {
            logger = true;
            return e;
        }
        return p;
    }
}
