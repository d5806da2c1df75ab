package io.explainerror.intake;

import io.explainerror.model.Severity;

/// What a runtime writes around the lines of the programs it runs. Lines of several writers may be mixed.
interface Wrapper {
    /// Whether this wrapper's prefix begins at `from`; fills `u` when it does.
    boolean unwrap(byte[] b, int from, int to, Unwrapped u);

    /// The inner line and what the wrapper says of it.
    final class Unwrapped {
        byte[] bytes = new byte[0];
        int from;
        int to;
        /// Names the writer; the empty name when the file has but one.
        String writer = "";
        /// Process of the writer, "" when the wrapper does not tell.
        String process = "";

        long time;
        Severity severity = Severity.UNKNOWN;
        /// The line goes on in the writer's next one.
        boolean partial;
        /// The text may be several lines.
        boolean several;

        void reset(byte[] b, int lineFrom, int lineTo) {
            bytes = b;
            from = lineFrom;
            to = lineTo;
            writer = "";
            process = "";
            time = LogRecord.NO_TIME;
            severity = Severity.UNKNOWN;
            partial = false;
            several = false;
        }
    }
}
