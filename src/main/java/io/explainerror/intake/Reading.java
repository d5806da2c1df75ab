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

    Reading(LogSource source, ReadOptions options, RecordSink sink, InputStream in) {
        this.source = source;
        this.lines = new Lines(in);
        String service = options.service().isEmpty() ? source.service() : options.service();
        ReadOptions named = new ReadOptions(service, options.referenceTime(), options.largest(), options.progress());
        this.emitter = new Emitter(source.name(), named, ServiceName.ofFile(source.name()), sink);
        this.formats = new LineFormats(options.referenceTime());
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
        plain();
        ReadReport report = emitter.tally.report(source.name(), lines);
        return before == 0 ? report : report.from(before);
    }

    private void plain() throws IOException {
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
