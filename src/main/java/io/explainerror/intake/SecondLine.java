package io.explainerror.intake;

import io.explainerror.model.Severity;

/// The line that holds the message of a two-line record: `SEVERE: msg` of java.util.logging, the indented text of
/// .NET's console logger.
final class SecondLine {
    private SecondLine() {}

    /// Sets message and severity; `shift` leads from this line's offsets to the draft's. Answers whether the message is
    /// still to come, as it is behind .NET's scopes.
    static boolean read(byte[] b, int from, int to, Draft d, int shift) {
        int message = tagEnd(b, Ascii.skipBlanks(b, from, to), to);
        boolean scoped = d.format.equals(DotnetConsole.FORMAT) && d.messageTo > d.messageFrom;
        if (!scoped && DotnetConsole.scopes(b, message, to, d, shift)) {
            d.message(message + shift, to + shift);
            return true;
        }
        int text = d.textFrom;
        int end = message;
        while (end < to && end - message < 12 && Ascii.letter(b[end])) {
            end++;
        }
        Severity severity = Levels.of(b, message, end);
        boolean open = d.severity == Severity.UNKNOWN; // else the first line told it, and the word is the message's own
        if (open && severity != Severity.UNKNOWN && Ascii.at(b, end, to) == ':') {
            d.severity = severity;
            message = Ascii.skipBlanks(b, end + 1, to);
        }
        d.message(message + shift, to + shift);
        if (scoped) {
            d.textFrom = text;
        }
        return false;
    }

    /// Rails tags each line of a message: `[d4424d8b-cce5-49b4-ab7b-6d21d6eefd11] ArgumentError (...)`.
    private static int tagEnd(byte[] b, int from, int to) {
        boolean tagged = from + 38 < to && b[from] == '[' && b[from + 9] == '-' && b[from + 37] == ']';
        return tagged ? Ascii.skipBlanks(b, from + 38, to) : from;
    }
}
