package io.explainerror.intake;

import io.explainerror.model.Severity;
import org.jspecify.annotations.Nullable;

/// One log record, continuation lines included.
///
/// @param file     as the user named it
/// @param line     1-based number of its first line
/// @param time     epoch microseconds; [#NO_TIME] when neither it nor a record before it has one
/// @param severity what it claims
/// @param service  who logged it: from the record's own fields, else from the file's name
/// @param instance replica, pod or process id when the record tells, else ""
/// @param version  release of the service when the record tells, else ""
/// @param message  what it says, without header, first line only
/// @param text     what recognisers read: message and continuation lines (stack trace, SQL detail), unescaped
/// @param trace    request or trace id, empty when none
/// @param access   the request it reports as answered, if it does
public record LogRecord(
        String file,
        long line,
        long time,
        Severity severity,
        String service,
        String instance,
        String version,
        Text message,
        Text text,
        Text trace,
        @Nullable Access access) {
    /// The time of a record that has none.
    public static final long NO_TIME = Long.MIN_VALUE;
}
