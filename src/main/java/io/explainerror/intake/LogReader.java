package io.explainerror.intake;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Reads logs: bytes in, one record after the other out, in one pass with bounded memory.
public final class LogReader {
    private LogReader() {}

    /// Reads a whole source (or piece) and hands every record to the sink in the order of their lines.
    ///
    /// @throws UnreadableInput when it is missing, empty, binary or damaged
    /// @throws io.explainerror.model.ProblemException.InputTooLarge when it unpacks to more than the options allow
    public static ReadReport read(LogSource source, ReadOptions options, RecordSink sink) {
        try (InputStream in =
                Decoded.stream(new Watched(source.open(), options.progress()), source.name(), options.largest())) {
            return new Reading(source, options, sink, in).run();
        } catch (IOException e) {
            throw new UnreadableInput(source.name() + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /// Cuts a file into pieces that threads can read on their own. Their records one after the other are those of the
    /// whole file, only that each piece counts its lines from 1. Gives the source itself when it cannot be cut
    /// (compressed, a stream,
    /// small,
    /// lines of several writers mixed, or records that carry no time).
    public static List<LogSource> split(LogSource source, int parts) {
        return parts > 1 && source instanceof LogSource.FileLog file
                ? Pieces.of(file, parts, Pieces.SMALLEST)
                : List.of(source);
    }
}
