package io.explainerror.intake;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;

/// One pass over one source.
final class Reading {
    private final LogSource source;
    private final Lines lines;
    private final Emitter emitter;
    private final LineFormats formats;
    private final Stamps stamps;

    Reading(LogSource source, ReadOptions options, RecordSink sink, InputStream in) {
        this.source = source;
        this.lines = lines(source, in);
        String service = options.service().isEmpty() ? source.service() : options.service();
        ReadOptions named = new ReadOptions(service, options.referenceTime(), options.largest(), options.progress());
        this.emitter = new Emitter(source.name(), named, ServiceName.ofFile(source.name()), sink);
        this.formats = new LineFormats(options.referenceTime());
        this.stamps = new Stamps(options.referenceTime());
    }

    private static Lines lines(LogSource source, InputStream in) {
        boolean small = source instanceof LogSource.BytesLog log
                && log.bytes().length <= Lines.LONGEST
                && !Decoded.packed(log.bytes());
        return small ? Lines.of(((LogSource.BytesLog) source).bytes(), (int) source.size()) : new Lines(in);
    }

    ReadReport run() throws IOException {
        int head = lines.peek(64 * 1024);
        if (head == 0) {
            throw new UnreadableInput(source.name() + ": is empty; expected log lines");
        }
        Binary.refuse(lines.buffer, head, source.name());
        if (head >= 3
                && lines.buffer[0] == (byte) 0xEF
                && lines.buffer[1] == (byte) 0xBB
                && lines.buffer[2] == (byte) 0xBF) {
            lines.skip(3);
        }
        pass(head);
        return emitter.tally.report(source.name(), lines);
    }

    private void pass(int head) throws IOException {
        if (source instanceof LogSource.Piece piece && piece.continues()) {
            unwrapped();
            return;
        }
        Names names = new Names();
        if (JournalExport.is(lines.buffer, head)) {
            Writers writers = new Writers(NONE, formats, emitter, stamps);
            new JournalExport(writers, names).read(lines);
            return;
        }
        if (JsonDocument.is(lines.buffer, head)) {
            new JsonDocument(new Writers(NONE, formats, emitter, stamps), source.name(), stamps).read(lines);
            return;
        }
        Wrapper wrapper = Wrappers.of(lines.buffer, head, stamps, names);
        if (wrapper == null) {
            unwrapped();
        } else {
            wrapped(new Writers(wrapper, formats, emitter, stamps));
        }
    }

    private static final Wrapper NONE = (b, from, to, u) -> false;

    private void wrapped(Writers writers) throws IOException {
        while (lines.next()) {
            if (lines.odd) {
                lines.clean();
            }
            writers.line(lines.buffer, lines.start, lines.end, lines.number);
        }
        writers.flush();
    }

    private void unwrapped() throws IOException {
        Fold fold = new Fold(formats, emitter, true);
        while (lines.next()) {
            if (lines.moved > 0) {
                fold.moved(lines.moved);
            }
            if (lines.odd) {
                lines.clean();
            }
            fold.line(lines.buffer, lines.start, lines.end, lines.number, Fold.Envelope.NONE);
            lines.keep = fold.keep();
        }
        if (lines.moved > 0) {
            fold.moved(lines.moved);
        }
        fold.flush();
    }
}
