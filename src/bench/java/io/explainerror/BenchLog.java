package io.explainerror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The logs that bench.py generated: `MEGABYTES` of each format, with times that run on.
public final class BenchLog {
    /// 10^6 bytes.
    public static final int MEGABYTES = 32;

    private BenchLog() {}

    /// @param format `text`, `access` or `json`
    public static Path path(String format) {
        return Path.of(System.getProperty("explainerror.bench", "."), format + ".log");
    }

    public static byte[] bytes(String format) {
        try {
            return Files.readAllBytes(path(format));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
