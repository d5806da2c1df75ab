package io.explainerror.intake;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What reading one log came to.
///
/// @param file            as the user named it
/// @param format          of most records, e.g. `spring boot`, `json`, `access log`; `text lines` when none is known
/// @param bytes           after decompression
/// @param lines           newline-terminated, plus an unterminated last one; the records of a JSON document that holds
///                        more of them than lines
/// @param records         handed to the sink
/// @param unparsed        lines that are handed over as bare text because no format fits them
/// @param unparsedReasons how many of them for which reason
/// @param samples         at most five of them, `line: text`, cut
/// @param firstTime       earliest time, epoch microseconds; [LogRecord#NO_TIME] when no record has one
/// @param lastTime        latest time
/// @param warnings        what the user should know, e.g. cut lines
public record ReadReport(
        String file,
        String format,
        long bytes,
        long lines,
        long records,
        long unparsed,
        Map<String, Long> unparsedReasons,
        List<String> samples,
        long firstTime,
        long lastTime,
        List<String> warnings) {
    public ReadReport {
        unparsedReasons = Collections.unmodifiableMap(new TreeMap<>(unparsedReasons));
        samples = List.copyOf(samples);
        warnings = List.copyOf(warnings);
    }
}
