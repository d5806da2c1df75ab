package io.explainerror.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Measures reading alone, without any judgement: repeats a log to the given size and reads it several times.
///
///     java -cp target/classes:target/test-classes:<aircompressor> io.explainerror.intake.IntakeSpeed LOG [MB] [ROUNDS]
final class IntakeSpeed {
    private IntakeSpeed() {}

    public static void main(String[] args) throws IOException {
        long megabytes = args.length > 1 ? Long.parseLong(args[1]) : 200;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 8;
        Path log = repeated(Path.of(args[0]), megabytes << 20);
        try {
            for (int round = 0; round < rounds; round++) {
                long[] sum = new long[1];
                long start = System.nanoTime();
                long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                ReadReport report = LogReader.read(
                        LogSource.file(log, args[0]),
                        new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z")),
                        record -> sum[0] += record.text().length());
                double seconds = (System.nanoTime() - start) / 1e9;
                double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
                System.out.printf(
                        "%s: %.0f MB/s, %.0f MB per CPU second, %.2f million records/s (%d records, %d text bytes, %s)%n",
                        args[0],
                        report.bytes() / 1e6 / seconds,
                        report.bytes() / 1e6 / busy,
                        report.records() / 1e6 / seconds,
                        report.records(),
                        sum[0],
                        report.format());
            }
        } finally {
            Files.delete(log);
        }
    }

    private static Path repeated(Path log, long atLeast) throws IOException {
        byte[] once = Files.readAllBytes(log);
        Path big = Files.createTempFile("intake-speed", ".log");
        try (OutputStream out = Files.newOutputStream(big)) {
            for (long written = 0; written < atLeast; written += once.length) {
                out.write(once);
            }
        }
        return big;
    }
}
