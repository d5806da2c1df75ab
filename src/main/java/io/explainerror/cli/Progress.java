package io.explainerror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// One line on the terminal that says how much was read; reading threads share it.
final class Progress implements LongConsumer {
    /// A line is rewritten after that many bytes: often enough to see it move.
    private static final long STEP = 8L << 20;

    private final PrintWriter err;
    private final long total;
    private final AtomicLong read = new AtomicLong();

    /// Shows how much of the given files and folders was read.
    static Progress of(PrintWriter err, List<Path> files) {
        return new Progress(err, files.stream().mapToLong(Progress::size).sum());
    }

    /// @param total bytes to come, 0 when unknown
    private Progress(PrintWriter err, long total) {
        this.err = err;
        this.total = total;
    }

    @Override
    public void accept(long bytes) {
        long now = read.addAndGet(bytes);
        if (now / STEP != (now - bytes) / STEP) {
            err.print("\r" + text(now));
            err.flush();
        }
    }

    /// Takes the line away again.
    void clear() {
        if (read.get() >= STEP) {
            err.print("\r" + " ".repeat(text(read.get()).length()) + "\r");
            err.flush();
        }
    }

    /// A file that cannot be looked at is reported when it is read.
    private static long size(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException reportedLater) {
            return 0;
        }
    }

    private String text(long now) {
        double mib = now / 1048576.0;
        return total > 0
                ? String.format(Locale.ROOT, "read %.0f of %.0f MiB", mib, total / 1048576.0)
                : String.format(Locale.ROOT, "read %.0f MiB", mib);
    }
}
