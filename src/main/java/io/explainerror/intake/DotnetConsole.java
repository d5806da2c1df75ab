package io.explainerror.intake;

/// .NET's console logger (`Microsoft.Extensions.Logging.Console`), from the level on.
///
///     info: Shop.Orders[14]
///           => SpanId:b3fc, TraceId:431e, ParentId:0000 => RequestPath:/orders/7
///           Order 7 has 3 lines
///     info: Shop.Orders[14] Order 7 has 3 lines
///     <6>Shop.Orders[14] Order 7 has 3 lines
final class DotnetConsole {
    static final String FORMAT = "dotnet console";

    private static final byte[] SCOPE = Ascii.bytes("=> ");
    private static final byte[] TRACE = Ascii.bytes("TraceId:");
    private static final int LEVEL = 4;

    private DotnetConsole() {}

    /// Whether `info: Category[14]` stands at `from`, alone or before the message. Time and severity are the caller's.
    static boolean parse(byte[] b, int from, int to, Draft d) {
        int category = from + LEVEL + 2;
        if (Ascii.at(b, from + LEVEL, to) != ':' || Ascii.at(b, category - 1, to) != ' ' || !lower(b, from)) {
            return false;
        }
        int end = categoryEnd(b, category, to);
        if (end == to || alone(b, category, to)) {
            d.awaits = true;
            d.message(to, to);
        } else if (end > 0) {
            message(b, end, to, d);
        } else {
            return false;
        }
        d.format = FORMAT;
        return true;
    }

    /// A line whose header has been read up to the category, as it is with a time before the level.
    static void timed(byte[] b, int from, int to, Draft d) {
        int level = d.messageFrom - LEVEL - 2;
        if (!d.access && level > from && b[d.messageFrom - 1] == ' ') {
            parse(b, level, to, d);
        }
    }

    /// Drops the category before the message.
    static void uncategorised(byte[] b, Draft d) {
        int end = categoryEnd(b, d.messageFrom, d.messageTo);
        if (end > 0 && end < d.messageTo) {
            message(b, end, d.messageTo, d);
        }
    }

    /// Whether the scopes stand at `from`, between the category and the message; takes the trace's id from them.
    static boolean scopes(byte[] b, int from, int to, Draft d, int shift) {
        if (!Ascii.startsWith(b, from, to, SCOPE)) {
            return false;
        }
        int id = Ascii.find(b, from, to, TRACE) + TRACE.length;
        if (id >= TRACE.length && id < to) {
            d.traceFrom = id + shift;
            d.traceTo = Math.min(Ascii.find(b, id, to, ','), Ascii.wordEnd(b, id, to)) + shift;
        }
        return true;
    }

    private static void message(byte[] b, int categoryEnd, int to, Draft d) {
        int message = Ascii.skipBlanks(b, categoryEnd, to);
        scopes(b, message, to, d, 0);
        d.message(message, to);
    }

    private static boolean lower(byte[] b, int from) {
        for (int i = from; i < from + LEVEL; i++) {
            if (b[i] < 'a' || b[i] > 'z') {
                return false;
            }
        }
        return true;
    }

    /// The byte behind `Shop.Orders[14]` at `from`, or -1.
    private static int categoryEnd(byte[] b, int from, int to) {
        int open = Ascii.find(b, from, to, '[');
        int close = Ascii.digitsEnd(b, Math.min(to, open + 1), to);
        boolean name = open > from
                && (Ascii.upper(b[from]) || Ascii.find(b, from, open, '.') < open)
                && Ascii.find(b, from, open, ' ') == open;
        boolean number = close > open + 1 && Ascii.at(b, close, to) == ']';
        boolean ends = close + 1 >= to || b[close + 1] == ' ';
        return name && number && ends ? close + 1 : -1;
    }

    /// A category with blanks (a generic type) fills the line up to its number.
    private static boolean alone(byte[] b, int from, int to) {
        int digit = to - 1;
        while (digit > from && Ascii.digit(b[digit - 1])) {
            digit--;
        }
        return b[to - 1] == ']' && digit < to - 1 && b[digit - 1] == '[';
    }
}
