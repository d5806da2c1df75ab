package io.explainerror.intake;

import io.explainerror.model.Severity;
import java.io.IOException;

/// `journalctl -o export`: a block of `FIELD=value` lines for each record, blocks separated by an empty line.
/// A message of several lines stands behind its name and its length, eight bytes, the lowest first.
final class JournalExport {
    private static final byte[] CURSOR = Ascii.bytes("__CURSOR=");
    private static final byte[] TIME = Ascii.bytes("__REALTIME_TIMESTAMP=");
    private static final byte[] MESSAGE = Ascii.bytes("MESSAGE=");
    private static final byte[] BINARY_MESSAGE = Ascii.bytes("MESSAGE");
    private static final byte[] PRIORITY = Ascii.bytes("PRIORITY=");
    private static final byte[] IDENTIFIER = Ascii.bytes("SYSLOG_IDENTIFIER=");
    private static final byte[] PID = Ascii.bytes("_PID=");

    private final Writers writers;
    private final Names names;
    private final Scratch message = new Scratch();
    /// Length and value of a field in the binary form, as far as they were read.
    private final Scratch binary = new Scratch();
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
            if (isName(lines.buffer, lines.start, lines.end)) {
                binary(lines);
                continue;
            }
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

    /// A field's name without a value: the value follows in the binary form.
    private static boolean isName(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Ascii.upper(b[i]) && !Ascii.digit(b[i]) && b[i] != '_') {
                return false;
            }
        }
        return to > from;
    }

    private void binary(Lines lines) throws IOException {
        boolean told = Ascii.same(lines.buffer, lines.start, lines.end, BINARY_MESSAGE);
        binary.clear();
        long length = -1;
        while ((length < 0 || binary.length < 8 + length) && !binary.full() && lines.next()) {
            if (length >= 0 || binary.length > 0) {
                binary.add((byte) '\n');
            }
            binary.add(lines.buffer, lines.start, lines.end);
            length = length < 0 && binary.length >= 8 ? length() : length;
        }
        if (told && length >= 0 && binary.length >= 8) {
            message.add(binary.bytes, 8, (int) Math.min(binary.length, 8 + length));
        }
    }

    /// The length, or a long one where the bytes are none.
    private long length() {
        long length = 0;
        for (int i = 7; i >= 0; i--) {
            length = length << 8 | (binary.bytes[i] & 0xFF);
        }
        return length < 0 ? Scratch.LIMIT : Math.min(length, Scratch.LIMIT);
    }

    private void begin() {
        message.clear();
        u.reset(message.bytes, 0, 0);
    }

    private void hand(long line) {
        if (message.length > 0) {
            u.bytes = message.bytes;
            u.to = message.length;
            u.several = true;
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
