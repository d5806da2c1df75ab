package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// For every format real lines (`formats/<format>.log`) and what they must become (`formats/<format>.expected`).
class FormatsTest {
    private static final Path FORMATS = Path.of("src/test/resources/formats");

    static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(FORMATS)) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("logs")
    void linesBecomeTheExpectedRecords(Path log) throws IOException {
        Path expected = Path.of(log.toString().replace(".log", ".expected"));
        assertThat(records(log)).isEqualTo(Files.readAllLines(expected));
    }

    static List<String> records(Path log) {
        List<String> records = new ArrayList<>();
        ReadReport report = LogReader.read(
                LogSource.file(log, log.getFileName().toString()),
                new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z")),
                record -> records.addAll(RecordText.of(record)));
        records.add("= " + report.format() + ", " + report.records() + " records, unparsed " + report.unparsedReasons());
        return records;
    }

    /// Prints what a file becomes, to be checked by eye before it becomes an expectation.
    public static void main(String[] args) throws IOException {
        for (Path log : logs()) {
            Files.write(Path.of(args[0], log.getFileName().toString().replace(".log", ".expected")), records(log));
        }
    }
}
