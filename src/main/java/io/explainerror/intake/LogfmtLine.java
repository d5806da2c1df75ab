package io.explainerror.intake;

/// `key=value` records: logrus, slog text, go-kit, Grafana, Heroku.
///
///     time="2026-11-22T13:19:14Z" level=error msg="charge failed" error="context deadline exceeded" order=12
final class LogfmtLine {
    private final FieldRecord record;

    LogfmtLine(FieldRecord record) {
        this.record = record;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        record.begin();
        int p = from;
        while (p < to) {
            int keyEnd = p;
            while (keyEnd < to && key(b[keyEnd])) {
                keyEnd++;
            }
            if (keyEnd == p || Ascii.at(b, keyEnd, to) != '=') {
                // a word without a value: only behind real pairs
                if (record.count < 2) {
                    return false;
                }
                p = Ascii.skipBlanks(b, Math.max(p + 1, Ascii.wordEnd(b, p, to)), to);
                continue;
            }
            p = Ascii.skipBlanks(b, value(b, p, keyEnd, to), to);
        }
        boolean known = record.has(Field.MESSAGE) || record.has(Field.LEVEL);
        if (!known || record.count < 2) {
            return false;
        }
        d.format = "logfmt";
        record.finish(b, d);
        return true;
    }

    private int value(byte[] b, int key, int keyEnd, int to) {
        int from = keyEnd + 1;
        int end;
        int next;
        boolean quoted = Ascii.at(b, from, to) == '"';
        if (quoted) {
            from++;
            end = Ascii.closingQuote(b, from, to);
            next = end + 1;
        } else {
            end = Ascii.wordEnd(b, from, to);
            next = end;
        }
        Field field = Field.of(Field.hash(Field.START, b, key, keyEnd));
        if (field != Field.IGNORED) {
            record.add(field, key, keyEnd, from, end, quoted && Ascii.find(b, from, end, '\\') < end);
        }
        return next;
    }

    private static boolean key(byte c) {
        return Ascii.letter(c) || Ascii.digit(c) || c == '_' || c == '.' || c == '-' || c == '/' || c == '@';
    }
}
