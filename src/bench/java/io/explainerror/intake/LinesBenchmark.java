package io.explainerror.intake;

import io.explainerror.BenchLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The first steps of reading; an operation is a megabyte.
///
/// Warm-up is counted in work and not in seconds: on a busy machine seconds may hold little work.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 25)
@Measurement(iterations = 15)
@OperationsPerInvocation(BenchLog.MEGABYTES)
public class LinesBenchmark {
    @Param({"text", "access", "json"})
    public String format;

    private byte[] log;

    @Setup
    public void read() {
        log = BenchLog.bytes(format);
    }

    /// Cuts bytes into lines.
    @Benchmark
    public long lines() throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream(log));
        long ends = 0;
        while (lines.next()) {
            ends += lines.end;
        }
        return ends;
    }

    /// Cuts bytes into records: lines, formats, times, folding.
    @Benchmark
    public long records() {
        long[] sum = new long[1];
        ReadOptions options = new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z"));
        LogReader.read(LogSource.bytes("bench.log", log), options, record -> sum[0] += record.time());
        return sum[0];
    }
}
