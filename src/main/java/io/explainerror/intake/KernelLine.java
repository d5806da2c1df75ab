package io.explainerror.intake;

import io.explainerror.model.Severity;

/// The kernel's ring buffer: `[ 1234.567890] message`, seconds since boot. They are no time of day: such a record
/// inherits the time of the record before it.
final class KernelLine {
    private KernelLine() {}

    static boolean parse(byte[] b, int from, int to, Draft d) {
        int seconds = Ascii.skipBlanks(b, from + 1, to);
        int point = Ascii.digitsEnd(b, seconds, to);
        int close = Ascii.digitsEnd(b, Math.min(to, point + 1), to);
        if (point == seconds || Ascii.at(b, point, to) != '.' || close - point != 7 || Ascii.at(b, close, to) != ']') {
            return false;
        }
        d.format = "kernel";
        d.service = "kernel";
        d.severity = Severity.UNKNOWN;
        d.message(Ascii.skipBlanks(b, close + 1, to), to);
        return true;
    }
}
