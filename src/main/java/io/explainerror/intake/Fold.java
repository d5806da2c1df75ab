package io.explainerror.intake;

import io.explainerror.model.Severity;

/// Folds the lines of one writer into records: a line that begins a record ends the one before it, others continue it.
/// Reads from the buffer of [Lines] where possible and copies only what is not contiguous there.
final class Fold {
    /// Lines of one record are written within so many microseconds.
    private static final long TOGETHER = 100_000;

    private final LineFormats formats;
    private final Emitter emitter;
    private final boolean direct;
    private final Scratch copy = new Scratch();
    private Draft spare = new Draft();
    private Draft pending = new Draft();
    private boolean open;
    private boolean copied;
    private boolean swallow;
    private boolean trace;
    /// The frames of a Python traceback are being read: the next line that is not indented says what was raised.
    private boolean traceback;
    /// Where the pending record's first line began when it was parsed, and where it is now.
    private int origin;

    private int start;
    private int end;
    private long line;
    private long written;

    /// @param direct whether the lines stay in one buffer that announces its moves
    Fold(LineFormats formats, Emitter emitter, boolean direct) {
        this.formats = formats;
        this.emitter = emitter;
        this.direct = direct;
    }

    /// First byte that must stay in the buffer, or -1.
    int keep() {
        return open && direct && !copied && pending.bytes != pending.scratch.bytes ? start : -1;
    }

    /// Number of the pending record's first line.
    long line() {
        return line;
    }

    /// The line buffer has moved its content to the front; a copy of the pending record has not moved with it.
    void moved(int by) {
        if (!copied) {
            start -= by;
            end -= by;
        }
    }

    void line(byte[] b, int from, int to, long number, Envelope envelope) {
        if (to == from) {
            return;
        }
        if (open && pending.unfinished && JsonRest.is(b, from)) {
            rest(b, from, to);
            return;
        }
        byte c = b[from];
        if (open && (c == '\t' || c == ' ')) {
            more(b, from, to);
            return;
        }
        boolean raised = traceback;
        traceback = false;
        if (formats.parse(b, from, to, spare)) {
            if (open && SlowQueryLine.continues(pending, spare)) {
                more(b, from, to);
                return;
            }
            started(b, from, to, number, envelope);
        } else if (open && pending.awaits) {
            more(b, from, to);
        } else if (open
                && !later(b, from, to, envelope)
                && !PlainLine.opens(b, from, to)
                && (trace || raised || !plain() || PlainLine.continues(b, from, to))) {
            more(b, from, to);
            traceback = PlainLine.gathers(b, from, to);
        } else if (!open && swallow && PlainLine.continues(b, from, to)) {
            return;
        } else {
            plain(b, from, to, number, envelope);
        }
    }

    /// Whether the line was written so much after the pending record that it is no continuation of it.
    private boolean later(byte[] b, int from, int to, Envelope envelope) {
        return envelope.time != LogRecord.NO_TIME
                && envelope.time - written > TOGETHER
                && !trace
                && !PlainLine.continues(b, from, to);
    }

    private boolean plain() {
        return pending.plain;
    }

    private void started(byte[] b, int from, int to, long number, Envelope envelope) {
        if (spare.detail && open) {
            detail(b, spare.messageFrom, spare.messageTo);
            return;
        }
        begin(b, from, to, number, envelope);
        trace = false;
        emitter.knows = true;
        if (pending.closed) {
            flush();
        }
    }

    /// What PostgreSQL writes about the record before in a record of its own.
    private void detail(byte[] b, int from, int to) {
        if (pending.bytes == pending.scratch.bytes) {
            extendScratch(b, from, to);
        } else {
            copyPending();
            copy.add((byte) '\n');
            copy.add(b, from, to);
        }
    }

    private void plain(byte[] b, int from, int to, long number, Envelope envelope) {
        if (EventLine.head(b, from, to)) {
            return;
        }
        spare.reset(b);
        spare.format = envelope.named() ? "wrapped text" : PlainLine.FORMAT;
        spare.plain = true;
        // a priority that was set beats our reading of the words, but for a dying process
        boolean claimed = envelope.severity != Severity.UNKNOWN && !PlainLine.gathers(b, from, to);
        spare.severity = claimed ? envelope.severity : PlainLine.severity(b, from, to);
        spare.message(from, to);
        formats.answered(b, from, to, spare);
        emitter.plain(b, from, to, number, envelope.named());
        begin(b, from, to, number, envelope);
        trace = PlainLine.gathers(b, from, to);
    }

    private void begin(byte[] b, int from, int to, long number, Envelope envelope) {
        flush();
        Draft begun = spare;
        spare = pending;
        pending = begun;
        origin = from;
        start = from;
        end = to;
        line = number;
        written = envelope.time;
        open = true;
        copied = false;
        swallow = false;
        envelope.into(pending);
        if (!direct && pending.bytes == b) {
            copy.clear();
            copy.add(b, from, to);
            start = 0;
            end = copy.length;
        }
        if (to - from > Scratch.LIMIT) {
            emitter.tally.shortened++;
            pending.messageTo = Math.min(pending.messageTo, from + Scratch.LIMIT);
            pending.textTo = pending.messageTo;
            end = start + Scratch.LIMIT;
            flush();
            swallow = true;
        }
    }

    private void more(byte[] b, int from, int to) {
        if (pending.awaits) {
            int at = direct && !copied ? from : copy.length + 1;
            pending.awaits = SecondLine.read(b, from, to, pending, at - from + origin - start);
            extend(b, from, to);
            if (!pending.awaits) {
                answered(direct && !copied ? b : copy.bytes, start - origin);
            }
            return;
        }
        extend(b, from, to);
    }

    /// Looks for an answered request in the message of a two-line record; offsets are kept relative to the first line.
    private void answered(byte[] b, int shift) {
        if (!open) {
            return;
        }
        formats.answered(b, pending.messageFrom + shift, pending.messageTo + shift, pending);
        if (pending.access) {
            pending.pathFrom -= shift;
            pending.pathTo -= shift;
        }
    }

    private void extend(byte[] b, int from, int to) {
        if (pending.bytes == pending.scratch.bytes) {
            extendScratch(b, from, to);
        } else if (!direct || copied) {
            copy.add((byte) '\n');
            copy.add(b, from, to);
            end = copy.length;
        } else {
            end = to;
        }
        bound();
    }

    /// What is beyond the limit is told and left out.
    private void bound() {
        if (end - start >= Scratch.LIMIT) {
            end = Math.min(end, start + Scratch.LIMIT);
            emitter.tally.shortened++;
            flush();
            swallow = true;
        }
    }

    /// A record of fields, unpacked into bytes of its own, grows there.
    private void extendScratch(byte[] b, int from, int to) {
        pending.textLast();
        pending.scratch.add((byte) '\n');
        pending.scratch.add(b, from, to);
        end = start + pending.grown();
    }

    /// A further line of a JSON record.
    private void rest(byte[] b, int from, int to) {
        pending.textLast();
        boolean ends = JsonRest.read(b, from, to, pending.scratch);
        end = start + pending.grown();
        bound();
        if (ends) {
            flush();
        }
    }

    /// Turns the pending record, so far a range of the line buffer, into a copy that can grow by other bytes.
    private void copyPending() {
        if (copied) {
            return;
        }
        copied = true;
        if (!direct) {
            return;
        }
        copy.clear();
        copy.add(pending.bytes, start, end);
        pending.bytes = copy.bytes;
        start = 0;
    }

    void flush() {
        if (!open) {
            return;
        }
        open = false;
        if (pending.bytes == pending.scratch.bytes) {
            emitter.emit(pending, pending.bytes, 0, pending.textTo, line);
        } else {
            boolean inCopy = copied || !direct;
            byte[] bytes = inCopy ? copy.bytes : pending.bytes;
            emitter.emit(pending, bytes, start - origin, inCopy ? copy.length : end, line);
        }
    }

    /// What the line's wrapper (container runtime, compose prefix) says about it.
    record Envelope(String service, String instance, long time, Severity severity) {
        static final Envelope NONE = new Envelope("", "", LogRecord.NO_TIME, Severity.UNKNOWN);

        boolean named() {
            return !service.isEmpty() || time != LogRecord.NO_TIME;
        }

        void into(Draft d) {
            if (d.service.isEmpty()) {
                d.service = service;
            }
            if (!instance.isEmpty()) {
                d.instance = instance;
            }
            if (time != LogRecord.NO_TIME && !d.zoned) {
                d.time = time;
            }
            if (d.severity == Severity.UNKNOWN) {
                d.severity = severity;
            }
        }
    }
}
