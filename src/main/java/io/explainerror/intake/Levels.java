package io.explainerror.intake;

import io.explainerror.model.Severity;

/// Severity words of all formats, in any case.
final class Levels {
    private Levels() {}

    /// The severity a word claims, or `UNKNOWN` when it is no such word.
    static Severity of(byte[] b, int from, int to) {
        int length = to - from;
        if (length < 3 || length > 11) {
            return Severity.UNKNOWN;
        }
        long key = 0;
        for (int i = from, end = Math.min(to, from + 8); i < end; i++) {
            int c = b[i] | 0x20;
            if (c < 'a' || c > 'z') {
                return Severity.UNKNOWN;
            }
            key = key << 5 | (c - 'a' + 1);
        }
        return length <= 8 ? word(key) : longWord(key, length);
    }

    private static long key(String word) {
        long key = 0;
        for (int i = 0; i < Math.min(8, word.length()); i++) {
            key = key << 5 | (word.charAt(i) - 'a' + 1);
        }
        return key;
    }

    private static final long[] KEYS;
    private static final Severity[] VALUES;

    static {
        Severity[] severities = {
            Severity.TRACE, Severity.DEBUG, Severity.INFO, Severity.WARN, Severity.ERROR, Severity.FATAL
        };
        String[] words = {
            "trace trc trce verbose finest finer vrb",
            "debug dbg dbug fine",
            "info inf notice note config",
            "warn wrn warning",
            "error err severe eror fail",
            "fatal ftl critical crit crt emerg alert panic dpanic"
        };
        long[] keys = new long[64];
        Severity[] values = new Severity[64];
        int n = 0;
        for (int level = 0; level < words.length; level++) {
            for (String word : words[level].split(" ")) {
                keys[n] = key(word);
                values[n++] = severities[level];
            }
        }
        KEYS = java.util.Arrays.copyOf(keys, n);
        VALUES = java.util.Arrays.copyOf(values, n);
    }

    private static final long INFO = key("info");
    private static final long WARN = key("warn");
    private static final long ERROR = key("error");
    private static final long INFORMATION = key("informat");
    private static final long EMERGENCY = key("emergenc");

    private static Severity word(long key) {
        if (key == INFO) {
            return Severity.INFO;
        }
        if (key == WARN) {
            return Severity.WARN;
        }
        if (key == ERROR) {
            return Severity.ERROR;
        }
        for (int i = 0; i < KEYS.length; i++) {
            if (KEYS[i] == key) {
                return VALUES[i];
            }
        }
        return Severity.UNKNOWN;
    }

    private static Severity longWord(long key, int length) {
        if (key == INFORMATION && length == 11) {
            return Severity.INFO;
        }
        return key == EMERGENCY && length == 9 ? Severity.FATAL : Severity.UNKNOWN;
    }

    /// pino and bunyan: 10 trace to 60 fatal.
    static Severity ofNumber(long level) {
        if (level >= 60) {
            return Severity.FATAL;
        }
        if (level >= 50) {
            return Severity.ERROR;
        }
        if (level >= 40) {
            return Severity.WARN;
        }
        if (level >= 30) {
            return Severity.INFO;
        }
        return level >= 20 ? Severity.DEBUG : Severity.TRACE;
    }

    /// syslog and journald: 0 emergency to 7 debug.
    static Severity ofSyslog(long priority) {
        return switch ((int) (priority & 7)) {
            case 0, 1, 2 -> Severity.FATAL;
            case 3 -> Severity.ERROR;
            case 4 -> Severity.WARN;
            case 5, 6 -> Severity.INFO;
            default -> Severity.DEBUG;
        };
    }

    /// klog, glog, MongoDB, Rails: one letter.
    static Severity ofLetter(byte c) {
        return switch (c) {
            case 'I' -> Severity.INFO;
            case 'W' -> Severity.WARN;
            case 'E' -> Severity.ERROR;
            case 'F', 'C' -> Severity.FATAL;
            case 'D' -> Severity.DEBUG;
            case 'T', 'V' -> Severity.TRACE;
            default -> Severity.UNKNOWN;
        };
    }
}
