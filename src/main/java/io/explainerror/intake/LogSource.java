package io.explainerror.intake;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.InputStream;
import java.nio.file.Path;

/// Where a log comes from. Opened once per reading; gzip and zstd are recognised by their first bytes.
public sealed interface LogSource {
    /// As the user named it.
    String name();

    /// The service whose log this is, "" when only name and records can tell.
    String service();

    /// The bytes as they lie there, compressed or not.
    ///
    /// @throws UnreadableInput when there are none to be had
    InputStream open();

    /// How many bytes [#open] gives; -1 when unknown.
    long size();

    /// Fingerprint of the bytes, see [Fingerprint]; of a stream only after it was read.
    String fingerprint();

    static LogSource file(Path path, String displayName) {
        return new FileLog(path, displayName, "");
    }

    static LogSource bytes(String displayName, byte[] bytes) {
        return new BytesLog(displayName, "", bytes);
    }

    static LogSource stream(String displayName, InputStream in) {
        return new StreamLog(displayName, in, new Fingerprint());
    }

    /// A file, read as a whole.
    record FileLog(Path path, String name, String service) implements LogSource {
        @Override
        public InputStream open() {
            return InputFiles.open(path, name);
        }

        @Override
        public long size() {
            return InputFiles.size(path, name);
        }

        @Override
        public String fingerprint() {
            return Fingerprint.of(this);
        }
    }

    /// A log that came in a request.
    @SuppressWarnings("ArrayRecordComponent") // a request's body; copying it would double its memory
    record BytesLog(String name, String service, byte[] bytes) implements LogSource {
        @Override
        public InputStream open() {
            return new java.io.ByteArrayInputStream(bytes);
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public String fingerprint() {
            return Fingerprint.of(this);
        }
    }

    /// A stream that can be read once, such as standard input.
    record StreamLog(String name, InputStream in, Fingerprint read) implements LogSource {
        @Override
        public String service() {
            return "";
        }

        @Override
        public InputStream open() {
            return read.observing(in);
        }

        @Override
        public long size() {
            return -1;
        }

        @Override
        public String fingerprint() {
            return read.text();
        }
    }

    /// A range of an uncompressed file that begins and ends between records, from [LogReader#split]. Its lines are
    /// counted from 1: how many stand before it is known when the pieces before it were read.
    record Piece(Path path, String name, String service, long from, long to) implements LogSource {
        /// Whether something stands before it.
        boolean continues() {
            return from > 0;
        }

        @Override
        public InputStream open() {
            return InputFiles.range(path, name, from, to);
        }

        @Override
        public long size() {
            return to - from;
        }

        @Override
        public String fingerprint() {
            return Fingerprint.of(this);
        }
    }
}
