package io.explainerror.intake;

import io.explainerror.model.Severity;

/// The line that holds the message of a two-line record: `SEVERE: msg` of java.util.logging, the indented text of
/// .NET's console logger.
final class SecondLine {
    private SecondLine() {}

    /// Sets message and severity; `shift` leads from this line's offsets to the draft's.
    static void read(byte[] b, int from, int to, Draft d, int shift) {
        int message = Ascii.skipBlanks(b, from, to);
        int end = message;
        while (end < to && end - message < 12 && Ascii.letter(b[end])) {
            end++;
        }
        Severity severity = Levels.of(b, message, end);
        if (severity != Severity.UNKNOWN && Ascii.at(b, end, to) == ':') {
            d.severity = severity;
            message = Ascii.skipBlanks(b, end + 1, to);
        }
        d.message(message + shift, to + shift);
    }
}
