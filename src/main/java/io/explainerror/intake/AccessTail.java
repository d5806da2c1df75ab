package io.explainerror.intake;

/// What stands behind the status of an access line: size, referer, agent, then variables, named (`urt="0.005"`) or by
/// position (nginx `$request_time $upstream_response_time`, ingress-nginx, Traefik, Apache `%D`).
final class AccessTail {
    private final Names names;
    private final Durations durations;

    AccessTail(Names names, Durations durations) {
        this.names = names;
        this.durations = durations;
    }

    void read(byte[] b, int from, int to, Draft d) {
        int p = Ascii.skipBlanks(b, Ascii.wordEnd(b, from, to), to);
        int quoted = 0;
        int bare = 0;
        while (p < to) {
            if (b[p] == '"') {
                int close = Ascii.closingQuote(b, p + 1, to);
                quoted(b, p + 1, close, quoted++, d);
                p = close + 1;
            } else {
                p = word(b, p, to, bare, d);
                bare++;
            }
            p = Ascii.skipBlanks(b, p, to);
        }
    }

    private void quoted(byte[] b, int from, int to, int nth, Draft d) {
        if (nth == 1 && !dash(b, from, to)) {
            d.agentFrom = from;
            d.agentTo = to;
        } else if (nth > 1 && Ascii.startsWith(b, from, to, HTTP)) {
            d.upstream = names.of(b, from, to);
        }
    }

    private static final byte[] HTTP = Ascii.bytes("http://");

    private int word(byte[] b, int from, int to, int nth, Draft d) {
        int end = from;
        while (end < to && !Ascii.blank(b[end]) && b[end] != '=' && b[end] != '"') {
            end++;
        }
        if (Ascii.at(b, end, to) == '=' && end > from && Ascii.letter(b[from])) {
            return named(b, from, end, to, d);
        }
        int wordEnd = listEnd(b, from, to);
        if (b[from] == '[') {
            ingress(nth, d);
        } else {
            bare(b, last(b, from, wordEnd), wordEnd, nth, d);
        }
        return Math.max(wordEnd, from + 1);
    }

    private int named(byte[] b, int key, int equals, int to, Draft d) {
        int value = equals + 1;
        int end;
        int next;
        if (Ascii.at(b, value, to) == '"') {
            value++;
            end = Ascii.closingQuote(b, value, to);
            next = end + 1;
        } else {
            end = listEnd(b, value, to);
            next = end;
        }
        if (end > value && !dash(b, value, end)) {
            set(b, key, equals, value, end, d);
        }
        return next;
    }

    private void set(byte[] b, int key, int keyEnd, int from, int to, Draft d) {
        switch (AccessKey.of(b, key, keyEnd)) {
            case DURATION -> d.duration = durations.read(b, from, to, unit(b, from, to));
            case MILLIS -> d.duration = durations.read(b, from, to, Durations.Unit.MILLIS);
            case UPSTREAM_CONNECT -> d.upstreamConnect = seconds(b, last(b, from, to), to);
            case UPSTREAM_DURATION -> d.upstreamDuration = seconds(b, last(b, from, to), to);
            case UPSTREAM_STATUS -> d.upstreamStatus = Ascii.status(b, last(b, from, to), to);
            case UPSTREAM -> d.upstream = names.of(b, last(b, from, to), to);
            case TRACE -> {
                d.traceFrom = from;
                d.traceTo = to;
            }
            case AGENT -> {
                d.agentFrom = from;
                d.agentTo = to;
            }
            case NONE -> {}
        }
    }

    private long seconds(byte[] b, int from, int to) {
        return durations.read(b, from, to, unit(b, from, to));
    }

    /// nginx logs seconds with a point; a whole number is microseconds (Apache `%D`, gunicorn `%(D)s`).
    private static Durations.Unit unit(byte[] b, int from, int to) {
        return Ascii.find(b, from, to, '.') < to ? Durations.Unit.SECONDS : Durations.Unit.MICROS;
    }

    /// Several upstreams are listed as `a, b` or `a : b`: the last one answered.
    static int last(byte[] b, int from, int to) {
        for (int i = to - 2; i > from; i--) {
            if (b[i] == ' ' && (b[i - 1] == ',' || b[i - 1] == ':')) {
                return i + 1;
            }
        }
        return from;
    }

    private static int listEnd(byte[] b, int from, int to) {
        int end = Ascii.wordEnd(b, from, to);
        while (end > from && end < to && b[end - 1] == ',') {
            end = Ascii.wordEnd(b, Ascii.skipBlanks(b, end, to), to);
        }
        return end;
    }

    private void bare(byte[] b, int from, int to, int nth, Draft d) {
        if (!Ascii.digit(b[from])) {
            return;
        }
        long withUnit = durations.withUnit(b, from, to);
        if (withUnit >= 0) {
            d.duration = d.duration < 0 ? withUnit : d.duration;
            return;
        }
        boolean point = Ascii.find(b, from, to, '.') < to;
        boolean port = Ascii.find(b, from, to, ':') < to;
        if (port) {
            d.upstream = d.upstream.isEmpty() ? names.of(b, from, to) : d.upstream;
        } else if (d.millis && !point) {
            d.duration = durations.read(b, from, to, Durations.Unit.MILLIS);
        } else if (point) {
            time(durations.read(b, from, to, Durations.Unit.SECONDS), d);
        } else if (nth == 0 && d.duration < 0 && to - from > 3) {
            d.duration = durations.read(b, from, to, Durations.Unit.MICROS);
        } else if (!d.upstream.isEmpty() && to - from == 3) {
            d.upstreamStatus = Ascii.status(b, from, to);
        }
    }

    private static void time(long micros, Draft d) {
        if (d.duration < 0) {
            d.duration = micros;
        } else {
            d.upstreamDuration = micros;
        }
    }

    /// ingress-nginx: `[namespace-service-port]` stands behind request length and request time.
    private static void ingress(int nth, Draft d) {
        if (nth == 2 && d.upstreamDuration >= 0) {
            d.duration = d.upstreamDuration;
            d.upstreamDuration = -1;
        }
    }

    private static boolean dash(byte[] b, int from, int to) {
        return to - from == 1 && b[from] == '-';
    }
}
