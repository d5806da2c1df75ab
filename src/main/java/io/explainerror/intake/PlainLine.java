package io.explainerror.intake;

import io.explainerror.model.Severity;

/// Lines no format fits: banners, what a dying process prints, `echo` in start scripts.
final class PlainLine {
    static final String FORMAT = "text lines";

    private static final byte[][] CRASHES = words(
            "Exception in thread \"",
            "panic: ",
            "fatal error: ",
            "Unhandled exception",
            "Process terminated. ",
            "Stack overflow.",
            "Uncaught ",
            "# A fatal error has been detected",
            "Terminating due to java.lang.OutOfMemoryError",
            "java.lang.OutOfMemoryError",
            "node:internal/",
            "Segmentation fault",
            "SIGSEGV",
            "terminate called after");
    private static final byte[][] CONTINUATIONS = words(
            "Caused by",
            "at ",
            "... ",
            "goroutine ",
            "created by ",
            "Suppressed:",
            "}",
            ")",
            "]",
            "--->",
            "Traceback",
            "During handling of the above exception",
            "The above exception was the direct cause");
    private static final byte[] TRACEBACK = Ascii.bytes("Traceback (most recent call last)");
    private static final byte[][] ERRORS = words("Error", "error", "ERROR", "Exception", "FATAL", "fatal", "failed");

    private PlainLine() {}

    private static byte[][] words(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = Ascii.bytes(words[i]);
        }
        return bytes;
    }

    /// Whether the line is the first one of a crash report, which is a record of its own and takes what follows.
    /// A Python traceback is none: it belongs to the record that logs it.
    static boolean opens(byte[] b, int from, int to) {
        return starts(CRASHES, b, from, to);
    }

    /// Whether what follows, indented or not, belongs to this line.
    static boolean gathers(byte[] b, int from, int to) {
        return opens(b, from, to) || Ascii.startsWith(b, from, to, TRACEBACK);
    }

    static boolean continues(byte[] b, int from, int to) {
        return Ascii.blank(b[from]) || starts(CONTINUATIONS, b, from, to);
    }

    static Severity severity(byte[] b, int from, int to) {
        if (gathers(b, from, to)) {
            return Severity.FATAL;
        }
        int end = Math.min(to, from + 400);
        for (byte[] word : ERRORS) {
            if (Ascii.find(b, from, end, word) >= 0) {
                return Severity.ERROR;
            }
        }
        return Severity.UNKNOWN;
    }

    private static boolean starts(byte[][] words, byte[] b, int from, int to) {
        for (byte[] word : words) {
            if (Ascii.startsWith(b, from, to, word)) {
                return true;
            }
        }
        return false;
    }
}
