package io.explainerror.intake;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Opens files and says clearly why one cannot be opened.
final class InputFiles {
    private InputFiles() {}

    static InputStream open(Path path, String name) {
        return range(path, name, 0, Long.MAX_VALUE);
    }

    static InputStream range(Path path, String name, long from, long to) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            channel.position(from);
            return new Range(channel, from, to);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    static long size(Path path, String name) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    static UnreadableInput unreadable(String name, IOException e) {
        return switch (e) {
            case NoSuchFileException _ ->
                new UnreadableInput(
                        name + ": no such file or folder; give a log file, a folder of logs or - for standard input");
            case AccessDeniedException _ ->
                new UnreadableInput(name + ": permission denied; make it readable for the user that runs explainerror");
            default -> new UnreadableInput(name + ": cannot be read (" + e.getMessage() + ")", e);
        };
    }

    /// Part of a file, read in large blocks.
    private static final class Range extends InputStream {
        private final FileChannel channel;
        private final long to;
        private long at;

        Range(FileChannel channel, long from, long to) {
            this.channel = channel;
            this.at = from;
            this.to = to;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int atMost = (int) Math.min(len, to - at);
            if (atMost <= 0) {
                return len == 0 ? 0 : -1;
            }
            int n = channel.read(ByteBuffer.wrap(b, off, atMost));
            at += Math.max(0, n);
            return n;
        }

        /// Without reading what is left out.
        @Override
        public long skip(long count) throws IOException {
            long by = Math.clamp(Math.min(to, channel.size()) - at, 0, Math.max(0, count));
            at += by;
            channel.position(at);
            return by;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
