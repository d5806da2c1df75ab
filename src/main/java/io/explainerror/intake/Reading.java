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
        this.lines = new Lines(in);
        String service = options.service().isEmpty() ? source.service() : options.service();
        ReadOptions named = new ReadOptions(service, options.referenceTime(), options.largest(), options.progress());
        this.emitter = new Emitter(source.name(), named, ServiceName.ofFile(source.name()), sink);
        this.formats = new LineFormats(options.referenceTime());
        this.stamps = new Stamps(options.referenceTime());
    }

    ReadReport run() throws IOException {
        int head = lines.peek(64 * 1024);
        if (head == 0) {
            throw new UnreadableInput(source.name() + ": is empty; expected log lines");
        }
        Binary.refuse(lines.buffer, head, source.name());
        if (source instanceof LogSource.Piece piece) {
            lines.number = piece.firstLine() - 1;
        }
        long before = lines.number;
        Wrapper wrapper = before > 0 ? null : Wrappers.of(lines.buffer, head, stamps, new Names());
        if (wrapper == null) {
            unwrapped();
        } else {
            wrapped(new Writers(wrapper, formats, emitter));
        }
        ReadReport report = emitter.tally.report(source.name(), lines);
        return before == 0 ? report : report.from(before);
    }

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
