package io.explainerror.signal;

import io.explainerror.BenchLog;
import io.explainerror.intake.LogReader;
import io.explainerror.intake.LogSource;
import io.explainerror.intake.ReadOptions;
import io.explainerror.intake.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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

/// From bytes to signals with the whole catalogue, and its two costly parts; an operation is a megabyte of log.
///
/// Warm-up is counted in work and not in seconds: on a busy machine seconds may hold little work.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 25)
@Measurement(iterations = 15)
@OperationsPerInvocation(BenchLog.MEGABYTES)
public class ExtractionBenchmark {
    private static final ReadOptions OPTIONS = new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z"));

    @Param({"text", "access", "json"})
    public String format;

    private Recognisers recognisers;
    private RecogniserScanner scanner;
    private List<Text> texts;
    private List<Text> messages;

    @Setup
    public void read() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of("rules/recognisers"))) {
            for (Path path : paths.toList()) {
                files.put("recognisers/" + path.getFileName(), Files.readString(path));
            }
        }
        recognisers = Recognisers.compile(files);
        scanner = recognisers.scanner();
        texts = new ArrayList<>();
        messages = new ArrayList<>();
        LogReader.read(LogSource.file(BenchLog.path(format), "bench.log"), OPTIONS, record -> {
            texts.add(copy(record.text()));
            messages.add(copy(record.message()));
        });
    }

    private static Text copy(Text text) {
        return new Text(Arrays.copyOfRange(text.bytes(), text.from(), text.to()), 0, text.length());
    }

    /// The whole way from the file.
    @Benchmark
    public Extraction extraction() {
        Extraction extraction = new Extraction(recognisers);
        LogReader.read(LogSource.file(BenchLog.path(format), "bench.log"), OPTIONS, extraction);
        return extraction;
    }

    /// Recognisers over the texts of all records.
    @Benchmark
    public long recognisers() {
        long hits = 0;
        for (Text text : texts) {
            hits += scanner.scan(text).size();
        }
        return hits;
    }

    /// Literals over the texts of all records.
    @Benchmark
    public long literals() {
        long[] hits = new long[1];
        for (Text text : texts) {
            recognisers.index().scan(text.bytes(), text.from(), text.to(), (_, _) -> hits[0]++);
        }
        return hits[0];
    }

    /// Templates of the messages of all records.
    @Benchmark
    public TemplateMiner<long[]> templates() {
        TemplateMiner<long[]> miner = new TemplateMiner<>(2000, () -> new long[1], (one, _) -> one);
        for (Text message : messages) {
            miner.at(message)[0]++;
        }
        return miner;
    }
}
