package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.intake.Incident;
import io.explainerror.intake.LogReader;
import io.explainerror.intake.LogSource;
import io.explainerror.intake.ReadOptions;
import io.explainerror.intake.ReadReport;
import io.explainerror.model.Alert;
import io.explainerror.signal.Extraction;
import io.explainerror.signal.Recognisers;
import io.explainerror.signal.SignalSet;
import io.explainerror.signal.Signals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file large enough to be read in pieces by several threads tells what one thread finds in it.
class ReadingTest {
    private static final ReadOptions OPTIONS = new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void largeLog() throws IOException {
        log = folder.resolve("checkout.log");
        byte[] once = Files.readAllBytes(Path.of("dataset/inc-0055/logs/checkout.log"));
        try (OutputStream out = Files.newOutputStream(log)) {
            for (int i = 0; i < 12; i++) {
                out.write(once);
            }
        }
    }

    @Test
    void piecesGiveTheSignalsAndPlacesOfTheWhole() throws IOException {
        Recognisers recognisers = catalogue();
        Incident incident = Incident.of(LogSource.file(log, "checkout.log"));
        Extraction whole = new Extraction(recognisers);
        ReadReport report = LogReader.read(incident.logs().getFirst(), OPTIONS, whole);

        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Reading.Result pieces = new Reading(recognisers, OPTIONS, threads, 3).read(incident);

            assertThat(pieces.reports()).hasSize(3);
            assertThat(pieces.reports().stream().mapToLong(ReadReport::lines).sum())
                    .isEqualTo(report.lines());
            assertThat(signals(pieces.extraction())).isEqualTo(signals(whole));
            assertThat(pieces.digest()).isEqualTo(incident.digest());
        }
    }

    private static SignalSet signals(Extraction extraction) {
        return Signals.derive(extraction, List.of(), List.of(), Alert.NONE);
    }

    private static Recognisers catalogue() throws IOException {
        Path rules = Path.of("rules");
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(rules.resolve("recognisers"))) {
            for (Path file : entries.toList()) {
                files.put(rules.relativize(file).toString(), Files.readString(file));
            }
        }
        return Recognisers.compile(files);
    }
}
