package io.explainerror.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Cuts a file at line starts that also begin a record with its own time: such a line begins a record whatever stands
/// before it.
final class Pieces {
    /// Smaller pieces are not worth a thread.
    static final long SMALLEST = 2L << 20;

    /// How far to look for a place to cut.
    private static final long FAR = 8L << 20;

    /// Only whether lines begin records is asked here: any time will do that has a whole leap year behind it.
    private static final Instant ANY_TIME = Instant.parse("2001-01-01T00:00:00Z");

    private final LogSource.FileLog file;
    private final LineFormats formats = new LineFormats(ANY_TIME);
    private final Draft draft = new Draft();

    private Pieces(LogSource.FileLog file) {
        this.file = file;
    }

    static List<LogSource> of(LogSource.FileLog file, int parts, long smallest) {
        long size = file.size();
        int count = (int) Math.min(parts, size / Math.max(1, smallest));
        try {
            return count < 2 || !cuttable(file) ? List.of(file) : new Pieces(file).cut(size, count);
        } catch (IOException e) {
            throw InputFiles.unreadable(file.name(), e);
        }
    }

    private static boolean cuttable(LogSource.FileLog file) throws IOException {
        try (InputStream in = file.open()) {
            byte[] head = in.readNBytes(64 * 1024);
            return !Decoded.packed(head)
                    && !JsonDocument.is(head, head.length)
                    && !JournalExport.is(head, head.length)
                    && Wrappers.of(head, head.length, new Stamps(ANY_TIME), new Names()) == null;
        }
    }

    private List<LogSource> cut(long size, int count) throws IOException {
        List<LogSource> pieces = new ArrayList<>();
        long begin = 0;
        for (int i = 1; i < count; i++) {
            long at = recordStart(Math.max(size * i / count, begin + 1), size);
            if (at > begin && at < size) {
                pieces.add(piece(begin, at));
                begin = at;
            }
        }
        pieces.add(piece(begin, size));
        return pieces;
    }

    private LogSource piece(long from, long to) {
        return new LogSource.Piece(file.path(), file.name(), file.service(), from, to);
    }

    /// The first place behind `from` where a record with a time begins, -1 when there is none nearby.
    private long recordStart(long from, long size) throws IOException {
        try (InputStream in = InputFiles.range(file.path(), file.name(), from - 1, Math.min(size, from + FAR))) {
            Lines lines = new Lines(in);
            // the rest of the line that `from` lies in
            lines.next();
            while (lines.next()) {
                if (lines.odd) {
                    lines.clean();
                }
                boolean begins = formats.parse(lines.buffer, lines.start, lines.end, draft);
                if (begins && draft.time != LogRecord.NO_TIME && !draft.detail) {
                    return from - 1 + lines.offset();
                }
            }
            return -1;
        }
    }
}
