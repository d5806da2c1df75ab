package io.explainerror.intake;

/// One JSON object on one line, whatever library wrote it. Objects inside are flattened (`err.stack`); arrays are
/// skipped. Scans bytes; keeps nothing but the places of the values.
final class JsonLine {
    private static final int DEEPEST = 8;
    private static final byte[] KNOWN = new byte[0];

    private final FieldRecord record;
    private byte[] b = KNOWN;
    private int to;
    private boolean escaped;
    private boolean unfinished;

    JsonLine(FieldRecord record) {
        this.record = record;
    }

    /// Whether the line is a whole JSON object, or the first line of a record that is written on several.
    boolean parse(byte[] bytes, int from, int lineEnd, Draft d) {
        boolean whole = scan(bytes, from, lineEnd);
        boolean begun = !whole && unfinished && record.has(Field.TIME) && record.has(Field.MESSAGE);
        if (record.count == 0 || !(whole || begun)) {
            return false;
        }
        d.format = "json";
        record.finish(bytes, d);
        d.closed = whole;
        d.unfinished = begun;
        return true;
    }

    /// Finds the fields without making a record of them.
    boolean scan(byte[] bytes, int from, int lineEnd) {
        b = bytes;
        to = Ascii.trimEnd(bytes, from, lineEnd);
        record.begin();
        unfinished = false;
        return object(from, Field.START, 0, Space.TOP) == to;
    }

    private enum Space {
        TOP,
        ERROR,
        QUIET,
        SCOPE,
        OWN
    }

    /// Reads the object at `at`; the byte behind it or -1.
    private int object(int at, long hash, int depth, Space space) {
        int p = white(at + 1);
        if (p < to && b[p] == '}') {
            return p + 1;
        }
        while (p < to) {
            if (b[p] != '"') {
                return -1;
            }
            int keyFrom = p + 1;
            int keyTo = string(keyFrom);
            if (keyTo < 0) {
                return -1;
            }
            p = white(keyTo + 1);
            if (p >= to || b[p] != ':') {
                return -1;
            }
            p = value(white(p + 1), keyFrom, keyTo, hash, depth, space);
            if (p < 0) {
                return -1;
            }
            p = white(p);
            if (p >= to) {
                return -1;
            }
            if (b[p] == '}') {
                return p + 1;
            }
            if (b[p] != ',') {
                return -1;
            }
            p = white(p + 1);
        }
        unfinished = depth == 0;
        return -1;
    }

    private int value(int p, int keyFrom, int keyTo, long outer, int depth, Space space) {
        if (p >= to) {
            return -1;
        }
        byte c = b[p];
        if (c == '{') {
            if (depth >= DEEPEST) {
                return skip(p);
            }
            long hash = Field.hash(outer, b, keyFrom, keyTo);
            return hash == PROPERTIES
                    ? object(p, Field.START, depth + 1, Space.OWN)
                    : object(p, Field.nested(hash), depth + 1, inside(keyFrom, keyTo, space));
        }
        if (c == '[') {
            return Field.hash(Field.START, b, keyFrom, keyTo) == SCOPES ? scopes(p) : skip(p);
        }
        int from = p;
        int end;
        boolean text = c == '"';
        if (text) {
            from = p + 1;
            end = string(from);
            if (end < 0) {
                return -1;
            }
        } else {
            end = scalarEnd(p);
            if (end == p) {
                return -1;
            }
            escaped = false;
        }
        boolean none = !text && (c == 'n' || c == 'f') && !Ascii.digit(c);
        if (!none) {
            add(keyFrom, keyTo, from, end, outer, space);
        }
        return text ? end + 1 : end;
    }

    /// .NET's scopes, objects and texts in an array: one of them holds the ids of trace and request.
    private int scopes(int array) {
        int p = white(array + 1);
        while (p < to && (b[p] == '{' || b[p] == '"')) {
            p = b[p] == '{' ? object(p, Field.START, 1, Space.SCOPE) : string(p + 1) + 1;
            if (p <= 0) {
                return -1;
            }
            p = white(p);
            p = Ascii.at(b, p, to) == ',' ? white(p + 1) : p;
        }
        return skip(array);
    }

    private void add(int keyFrom, int keyTo, int from, int end, long outer, Space space) {
        Field field = Field.of(Field.hash(outer, b, keyFrom, keyTo));
        if (field == Field.OTHER && space == Space.ERROR) {
            field = errorField(keyFrom, keyTo);
        }
        if (field == Field.IGNORED && space == Space.OWN) {
            field = Field.OTHER;
        }
        boolean id = field == Field.TRACE || field == Field.REQUEST;
        boolean quiet = (field == Field.OTHER && space == Space.QUIET) || (space == Space.SCOPE && !id);
        if (field == Field.IGNORED || quiet) {
            return;
        }
        record.add(field, keyFrom, keyTo, from, end, escaped);
    }

    /// Errors nest (`causedBy.exception.message`): inside them the last key decides.
    private Field errorField(int keyFrom, int keyTo) {
        Field field = Field.of(Field.hash(Field.nested(ERROR), b, keyFrom, keyTo));
        if (field == Field.OTHER) {
            field = Field.of(Field.hash(Field.nested(EXCEPTION), b, keyFrom, keyTo));
        }
        return field;
    }

    /// Where Serilog and NLog put what would else stand beside the message.
    private static final long PROPERTIES = hash("properties");
    private static final long SCOPES = hash("scopes");
    private static final long ERROR = hash("error");
    private static final long EXCEPTION = hash("exception");
    private static final long[] ERRORS = {
        ERROR, EXCEPTION, hash("err"), hash("cause"), hash("causedby"), hash("thrown"), hash("inner")
    };
    private static final long[] QUIET = {
        hash("ecs"),
        hash("process"),
        hash("log"),
        hash("host"),
        hash("agent"),
        hash("kubernetes"),
        hash("docker"),
        hash("container"),
        hash("cloud"),
        hash("input"),
        hash("headers"),
        hash("instant"),
        hash("resource"),
        hash("labels"),
        hash("httprequest"),
        hash("sourcelocation"),
        hash("eventid"),
        hash("instrumentationscope"),
        // MongoDB's slow queries
        hash("locks"),
        hash("lsid"),
        hash("$clustertime"),
        hash("flowcontrol")
    };

    private static long hash(String key) {
        return Field.hash(Field.START, Ascii.bytes(key), 0, key.length());
    }

    private Space inside(int keyFrom, int keyTo, Space space) {
        long key = Field.hash(Field.START, b, keyFrom, keyTo);
        for (long error : ERRORS) {
            if (error == key) {
                return Space.ERROR;
            }
        }
        for (long quiet : QUIET) {
            if (quiet == key) {
                return Space.QUIET;
            }
        }
        return space;
    }

    /// The closing quote of the string whose first byte is at `from`, or -1; sets [#escaped].
    private int string(int from) {
        int first = Ascii.find(b, from, to, '"', '\\');
        escaped = first < to && b[first] == '\\';
        int close = Ascii.closingQuote(b, first, to);
        return close < to ? close : -1;
    }

    private int scalarEnd(int from) {
        int i = from;
        while (i < to && (Ascii.digit(b[i]) || Ascii.letter(b[i]) || b[i] == '-' || b[i] == '+' || b[i] == '.')) {
            i++;
        }
        return i;
    }

    private int white(int from) {
        int i = from;
        while (i < to && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r')) {
            i++;
        }
        return i;
    }

    /// The byte behind the array or object at `from`, or -1.
    private int skip(int from) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            switch (b[i]) {
                case '"' -> {
                    i = string(i + 1);
                    if (i < 0) {
                        return -1;
                    }
                }
                case '[', '{' -> depth++;
                case ']', '}' -> {
                    if (--depth == 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }
}
