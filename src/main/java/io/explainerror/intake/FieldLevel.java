package io.explainerror.intake;

import io.explainerror.model.Severity;

/// The level among the fields of a structured record, in words, letters or the numbers of a library.
final class FieldLevel {
    /// The type of a Kubernetes event that is no warning.
    private static final byte[] NORMAL = Ascii.bytes("Normal");

    /// MySQL's label of what it says whatever the level is.
    private static final byte[] SYSTEM = Ascii.bytes("System");

    private static final byte[] LOG = Ascii.bytes("LOG");
    private static final byte[] COMPACT_TIME = Ascii.bytes("@t");
    private static final byte[] DEPRECATION = Ascii.bytes("deprecation");

    private final FieldRecord r;

    FieldLevel(FieldRecord record) {
        this.r = record;
    }

    /// The level, or `otherwise` where none is given.
    Severity read(byte[] b, Severity otherwise) {
        int i = r.at(Field.LEVEL);
        if (i >= 0) {
            Severity severity = level(b, r.from[i], r.to[i]);
            return severity == Severity.FATAL && deprecation(b) ? Severity.WARN : severity;
        }
        i = r.at(Field.TYPE);
        if (i >= 0) {
            boolean normal = Ascii.same(b, r.from[i], r.to[i], NORMAL) || Ascii.same(b, r.from[i], r.to[i], SYSTEM);
            return normal ? Severity.INFO : Levels.of(b, r.from[i], r.to[i]);
        }
        i = r.at(Field.LEVEL_SYSLOG);
        if (i < 0) {
            return compact(b) ? Severity.INFO : otherwise;
        }
        long number = Ascii.number(b, r.from[i], r.to[i]);
        return number >= 0 ? Levels.ofSyslog(number) : Levels.of(b, r.from[i], r.to[i]);
    }

    /// Whether the level is a number, as pino's and bunyan's.
    boolean numeric(byte[] b) {
        int i = r.at(Field.LEVEL);
        return i >= 0 && Ascii.number(b, r.from[i], r.to[i]) >= 0;
    }

    /// Serilog's compact format leaves the level away where it is `Information`.
    private boolean compact(byte[] b) {
        int i = r.at(Field.TIME);
        return i >= 0 && Ascii.same(b, r.keyFrom[i], r.keyTo[i], COMPACT_TIME);
    }

    private static Severity level(byte[] b, int from, int to) {
        long number = Ascii.number(b, from, to);
        if (number >= 0) {
            return number >= 10 ? Levels.ofNumber(number) : Levels.ofSyslog(number);
        }
        if (to - from == 1) {
            return Levels.ofLetter(b[from]);
        }
        return Ascii.same(b, from, to, LOG) ? Severity.INFO : Levels.of(b, from, levelEnd(b, from, to));
    }

    /// Elasticsearch's own level CRITICAL, one above WARN, is for deprecations only.
    private boolean deprecation(byte[] b) {
        int i = r.at(Field.TYPE);
        int word = i < 0 ? 0 : r.to[i] - DEPRECATION.length;
        return i >= 0 && word >= r.from[i] && Ascii.same(b, word, r.to[i], DEPRECATION);
    }

    /// slog writes a level between two named ones as `ERROR+4`.
    private static int levelEnd(byte[] b, int from, int to) {
        int end = from;
        while (end < to && Ascii.letter(b[end])) {
            end++;
        }
        boolean offset = end + 1 < to && (b[end] == '+' || b[end] == '-') && Ascii.digit(b[end + 1]);
        return offset ? end : to;
    }
}
