package io.explainerror.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts for the report while a log is read.
final class Tally {
    private static final int SAMPLES = 5;
    private static final int SAMPLE = 160;

    private final Map<String, Long> formats = new TreeMap<>();
    private String format = "";
    private long run;
    long records;
    private long unparsed;
    private final Map<String, Long> reasons = new TreeMap<>();
    private final List<String> samples = new ArrayList<>();
    private long first = Long.MAX_VALUE;
    private long last = LogRecord.NO_TIME;
    long shortened;

    void record(String recordFormat, long time) {
        records++;
        // one map update per run of equal formats, not per record
        if (!recordFormat.equals(format)) {
            formats.merge(format, run, Long::sum);
            format = recordFormat;
            run = 0;
        }
        run++;
        if (time != LogRecord.NO_TIME) {
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
    }

    void unparsed(String reason, long line, byte[] b, int from, int to) {
        unparsed++;
        reasons.merge(reason, 1L, Long::sum);
        if (samples.size() < SAMPLES) {
            samples.add(line + ": " + new String(b, from, Math.min(SAMPLE, to - from), StandardCharsets.UTF_8));
        }
    }

    ReadReport report(String file, Lines lines) {
        formats.merge(format, run, Long::sum);
        String most = "";
        long count = 0;
        for (Map.Entry<String, Long> entry : formats.entrySet()) {
            if (entry.getValue() > count) {
                most = entry.getKey();
                count = entry.getValue();
            }
        }
        List<String> warnings = new ArrayList<>();
        if (lines.cut > 0) {
            warnings.add(file + ": " + lines.cut + " line(s) longer than 1 MiB were cut there");
        }
        if (shortened > 0) {
            warnings.add(file + ": " + shortened + " record(s) longer than 256 KiB were cut there");
        }
        long firstTime = last == LogRecord.NO_TIME ? LogRecord.NO_TIME : first;
        return new ReadReport(
                file,
                most,
                lines.bytes,
                Math.max(lines.number, records),
                records,
                unparsed,
                reasons,
                samples,
                firstTime,
                last,
                warnings);
    }
}
