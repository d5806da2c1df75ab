package io.explainerror.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One timestamp; an operation is a timestamp.
@State(Scope.Thread)
@OperationsPerInvocation(1000)
public class StampsBenchmark {
    @Param({"2026-11-22T13:05:14.%03dZ", "22/Nov/2026:13:05:14 +0%03d", "2026-11-22 13:05:14,%03d", "1795362186%03d"})
    public String layout;

    private final Stamps stamps = new Stamps(Instant.parse("2026-12-01T00:00:00Z"));
    private final byte[][] texts = new byte[1000][];

    @Setup
    public void write() {
        for (int i = 0; i < texts.length; i++) {
            texts[i] = String.format(layout, i).getBytes(StandardCharsets.US_ASCII);
        }
    }

    @Benchmark
    public long stamp() {
        long sum = 0;
        for (byte[] text : texts) {
            if (!stamps.at(text, 0, text.length)) {
                throw new IllegalStateException(new String(text, StandardCharsets.US_ASCII));
            }
            sum += stamps.micros;
        }
        return sum;
    }
}
