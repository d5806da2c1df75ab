package io.explainerror.intake;

import io.explainerror.model.Severity;
import java.io.IOException;

/// `journalctl -o export`: a block of `FIELD=value` lines for each record, blocks separated by an empty line.
/// Fields in the binary form (several lines, with a length) are left out.
final class JournalExport {
    private static final byte[] CURSOR = Ascii.bytes("__CURSOR=");
    private static final byte[] TIME = Ascii.bytes("__REALTIME_TIMESTAMP=");
    private static final byte[] MESSAGE = Ascii.bytes("MESSAGE=");
    private static final byte[] PRIORITY = Ascii.bytes("PRIORITY=");
    private static final byte[] IDENTIFIER = Ascii.bytes("SYSLOG_IDENTIFIER=");
    private static final byte[] PID = Ascii.bytes("_PID=");

    private final Writers writers;
    private final Names names;
    private final Scratch message = new Scratch();
    private final Wrapper.Unwrapped u = new Wrapper.Unwrapped();

    JournalExport(Writers writers, Names names) {
        this.writers = writers;
        this.names = names;
    }

    static boolean is(byte[] head, int length) {
        return Ascii.startsWith(head, 0, length, CURSOR) || Ascii.startsWith(head, 0, length, TIME);
    }

    void read(Lines lines) throws IOException {
        long first = 1;
        begin();
        while (lines.next()) {
            if (lines.odd) {
                lines.clean();
            }
            if (lines.end == lines.start) {
                hand(first);
                first = lines.number + 1;
                begin();
            } else {
                field(lines.buffer, lines.start, lines.end);
            }
        }
        hand(first);
        writers.flush();
    }

    private void begin() {
        message.clear();
        u.reset(message.bytes, 0, 0);
    }

    private void hand(long line) {
        if (message.length > 0) {
            u.bytes = message.bytes;
            u.to = message.length;
            writers.unwrapped(u, line);
        }
    }

    private void field(byte[] b, int from, int to) {
        if (Ascii.startsWith(b, from, to, TIME)) {
            u.time = Ascii.number(b, from + TIME.length, to);
        } else if (Ascii.startsWith(b, from, to, MESSAGE)) {
            message.add(b, from + MESSAGE.length, to);
        } else if (Ascii.startsWith(b, from, to, PRIORITY)) {
            long priority = Ascii.number(b, from + PRIORITY.length, to);
            u.severity = priority >= 0 ? Levels.ofSyslog(priority) : Severity.UNKNOWN;
        } else if (Ascii.startsWith(b, from, to, IDENTIFIER)) {
            u.writer = names.of(b, from + IDENTIFIER.length, to);
        } else if (Ascii.startsWith(b, from, to, PID)) {
            u.process = names.of(b, from + PID.length, to);
        }
    }
}
