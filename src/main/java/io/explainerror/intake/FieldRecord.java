package io.explainerror.intake;

import java.util.Arrays;

/// Makes a draft of the fields of one structured record. The draft's bytes are put together in its scratch: message,
/// error and stack, then what else was said as `key=value`.
@SuppressWarnings("EnumOrdinal") // an array by field, several million times a second
final class FieldRecord {
    private static final int MOST = 96;
    /// What Elasticsearch 8 writes as `service.name` everywhere: it names no service.
    private static final byte[] ES_ECS = Ascii.bytes("ES_ECS");

    private final Stamps stamps;
    private final Names names;
    private final Durations durations;
    private final FieldAccess access;
    private final FieldLevel level;

    final Field[] fields = new Field[MOST];
    final int[] keyFrom = new int[MOST];
    final int[] keyTo = new int[MOST];
    final int[] from = new int[MOST];
    final int[] to = new int[MOST];
    final boolean[] escaped = new boolean[MOST];
    private final int[] first = new int[Field.values().length];
    /// The few pods a log tells of.
    private final java.util.Map<String, ServiceName> pods = new java.util.LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(java.util.Map.Entry<String, ServiceName> eldest) {
            return size() > 4096;
        }
    };

    int count;

    FieldRecord(Stamps stamps, Names names, Durations durations, AccessMessage messages) {
        this.stamps = stamps;
        this.names = names;
        this.durations = durations;
        this.level = new FieldLevel(this);
        this.access = new FieldAccess(this, names, durations, messages);
    }

    void begin() {
        count = 0;
        Arrays.fill(first, -1);
    }

    void add(Field field, int kFrom, int kTo, int vFrom, int vTo, boolean isEscaped) {
        if (count == MOST || vFrom >= vTo) {
            return;
        }
        if (first[field.ordinal()] < 0) {
            first[field.ordinal()] = count;
        }
        fields[count] = field;
        keyFrom[count] = kFrom;
        keyTo[count] = kTo;
        from[count] = vFrom;
        to[count] = vTo;
        escaped[count++] = isEscaped;
    }

    int at(Field field) {
        return first[field.ordinal()];
    }

    boolean has(Field field) {
        return at(field) >= 0;
    }

    /// Where the value of the first field of this kind is, or -1.
    int index(Field field) {
        return at(field);
    }

    void finish(byte[] b, Draft d) {
        d.closed = true;
        time(b, d);
        d.severity = level.read(b, d.severity);
        who(b, d);
        text(b, d);
        access.read(b, d);
        trace(b, d);
        access.complete(d);
        d.bytes = d.scratch.bytes;
    }

    private void time(byte[] b, Draft d) {
        int i = at(Field.TIME);
        if (i < 0) {
            i = at(Field.TIME_SECONDS);
        }
        if (i < 0) {
            return;
        }
        int digits = Ascii.digitsEnd(b, from[i], to[i]);
        int length = digits - from[i];
        if (length >= 10 && (digits == to[i] || b[digits] == '.')) {
            if (stamps.at(b, from[i], to[i])) {
                d.time = stamps.micros + fraction(b, i);
                d.zoned = true;
            }
        } else if (digits < to[i] && b[digits] == '.' && length == 1) {
            d.time = Math.round(durations.number(b, from[i], to[i]) * 1_000_000);
            d.zoned = true;
        } else if (stamps.at(b, from[i], to[i])) {
            d.time = stamps.micros;
            d.zoned = stamps.zoned;
        }
    }

    /// The microseconds that stand apart from the seconds, 0 where the time is whole.
    private long fraction(byte[] b, int time) {
        int nanos = at(Field.NANO_OF_SECOND);
        if (nanos < 0 || fields[time] != Field.TIME_SECONDS) {
            return 0;
        }
        long number = Ascii.number(b, from[nanos], to[nanos]);
        return number > 0 && number < 1_000_000_000 ? number / 1000 : 0;
    }

    private void who(byte[] b, Draft d) {
        int service = at(Field.SERVICE);
        if (service < 0 && level.numeric(b)) {
            service = at(Field.NAME);
        }
        service = service >= 0 && access.backend(b, service) ? -1 : service;
        if (service >= 0 && !Ascii.same(b, from[service], to[service], ES_ECS)) {
            d.service = names.of(b, from[service], to[service]);
        }
        if (service < 0 && has(Field.POD)) {
            int pod = at(Field.POD);
            d.service = pods.computeIfAbsent(names.of(b, from[pod], to[pod]), ServiceName::ofPod)
                    .service();
        }
        int instance = at(Field.POD);
        instance = instance >= 0 ? instance : at(Field.PROCESS);
        instance = instance >= 0 ? instance : at(Field.HOST);
        if (instance >= 0) {
            d.instance = names.of(b, from[instance], to[instance]);
        }
        int version = at(Field.VERSION);
        if (version >= 0) {
            d.version = names.of(b, from[version], to[version]);
        }
    }

    private void text(byte[] b, Draft d) {
        Scratch s = d.scratch;
        s.clear();
        int message = at(Field.MESSAGE);
        if (message >= 0) {
            copy(b, message, s);
        } else {
            access.summary(b, s);
        }
        errors(b, s);
        others(b, s, message);
        int start = blankLines(s);
        d.bytes = s.bytes;
        d.messageFrom = d.textFrom = start;
        d.textTo = s.length;
        d.messageTo = Ascii.find(s.bytes, start, s.length, '\n');
    }

    /// How many line feeds a message begins with, as MySQL's report of a deadlock does, or what is told without one.
    private static int blankLines(Scratch s) {
        int start = 0;
        while (start < s.length && s.bytes[start] == '\n') {
            start++;
        }
        return start;
    }

    void copy(byte[] b, int i, Scratch s) {
        if (escaped[i]) {
            s.addUnescaped(b, from[i], to[i]);
        } else {
            s.add(b, from[i], to[i]);
        }
    }

    private void errors(byte[] b, Scratch s) {
        int stack = at(Field.STACK);
        int type = at(Field.ERROR_TYPE);
        boolean told = stack >= 0
                && type >= 0
                && Ascii.find(
                                b,
                                from[stack],
                                Math.min(to[stack], from[stack] + 200),
                                java.util.Arrays.copyOfRange(b, from[type], to[type]))
                        >= 0;
        boolean typed = false;
        for (int i = 0; i < count; i++) {
            Field field = fields[i];
            if (field == Field.STACK) {
                s.add((byte) '\n');
                copy(b, i, s);
            } else if (field == Field.ERROR_TYPE && !told) {
                s.add((byte) '\n');
                copy(b, i, s);
            } else if (field == Field.ERROR_MESSAGE && !(told && typed)) {
                if (!told && !typed && i + 1 < count && fields[i + 1] == Field.ERROR_TYPE) {
                    // log4j2 writes the message before the class; a reader expects `class: message`
                    s.add((byte) '\n');
                    copy(b, ++i, s);
                    s.add(": ");
                    copy(b, i - 1, s);
                    typed = false;
                    continue;
                }
                if (typed) {
                    s.add(": ");
                } else {
                    s.add((byte) '\n');
                }
                copy(b, i, s);
            }
            typed = field == Field.ERROR_TYPE;
        }
    }

    private void others(byte[] b, Scratch s, int message) {
        int shown = 0;
        boolean request = has(Field.STATUS) && (has(Field.PATH) || has(Field.METHOD) || access.requestLine(b));
        for (int i = 0; i < count; i++) {
            boolean room = shown < 24 || fields[i] == Field.MILLIS;
            if (i == message || !room || !(tells(fields[i], request) || access.tells(b, i))) {
                continue;
            }
            s.add((byte) (shown++ == 0 ? '\n' : ' '));
            s.add(b, keyFrom[i], keyTo[i]);
            s.add((byte) '=');
            copy(b, i, s);
        }
    }

    /// Whether a field is told behind the message; those of an answered request are in its access already.
    private static boolean tells(Field field, boolean request) {
        return switch (field) {
            case OTHER, MESSAGE, TYPE, UPSTREAM_CLUSTER, FORWARDED_FOR -> true;
            case METHOD, PATH, REQUEST_LINE, STATUS, DURATION, MILLIS, MICROS, NANOS, SECONDS -> !request;
            case UPSTREAM, UPSTREAM_STATUS, UPSTREAM_NANOS -> !request;
            default -> false;
        };
    }

    private void trace(byte[] b, Draft d) {
        int i = has(Field.TRACE) ? at(Field.TRACE) : at(Field.REQUEST);
        if (i >= 0) {
            d.traceFrom = d.scratch.length;
            copy(b, i, d.scratch);
            d.traceTo = d.scratch.length;
        }
    }
}
