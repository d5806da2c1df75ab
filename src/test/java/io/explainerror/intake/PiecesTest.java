package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A file read in pieces gives the records of the file read as a whole.
class PiecesTest {
    static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("dataset"))) {
            return files.filter(file ->
                            file.toString().endsWith(".log") && file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("logs")
    void piecesGiveTheRecordsOfTheWhole(Path log) {
        LogSource.FileLog whole = new LogSource.FileLog(log, log.toString(), "");
        List<String> expected = records(List.of(whole));
        for (int parts : new int[] {2, 3, 7, 64}) {
            List<LogSource> pieces = Pieces.of(whole, parts, 1000);
            assertThat(records(pieces)).as("%d pieces", pieces.size()).isEqualTo(expected);
        }
    }

    @Test
    void aLargeFileIsCutIntoAsManyPiecesAsAskedFor() {
        Path log = Path.of("dataset/inc-0055/logs/checkout.log");
        assertThat(Pieces.of(new LogSource.FileLog(log, log.toString(), ""), 4, 1000))
                .hasSize(4);
    }

    @Test
    void linesOfSeveralWritersAreNotCut() {
        Path log = Path.of("src/test/resources/formats/compose.log");
        assertThat(Pieces.of(new LogSource.FileLog(log, log.toString(), ""), 4, 10))
                .hasSize(1);
    }

    private static List<String> records(List<LogSource> sources) {
        List<String> records = new ArrayList<>();
        AtomicLong before = new AtomicLong();
        for (LogSource source : sources) {
            ReadReport report = LogReader.read(
                    source,
                    new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z")),
                    record -> records.addAll(RecordText.of(record, before.get())));
            before.addAndGet(report.lines());
        }
        return records;
    }
}
