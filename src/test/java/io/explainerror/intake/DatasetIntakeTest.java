package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every recorded incident is read with hardly a line left over.
class DatasetIntakeTest {
    private static final ReadOptions OPTIONS = new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z"));

    static List<Path> bundles() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("dataset"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("truth.json")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void almostEveryLineFitsAFormat(Path bundle) {
        Incident incident = IncidentReader.fromPaths(List.of(bundle));
        long lines = 0;
        long unparsed = 0;
        for (LogSource log : incident.logs()) {
            ReadReport report = LogReader.read(log, OPTIONS, record -> {});
            System.out.printf(
                    "%-45s %-12s %7d lines %6d records %3d unparsed%n",
                    report.file(), report.format(), report.lines(), report.records(), report.unparsed());
            lines += report.lines();
            unparsed += report.unparsed();
        }
        assertThat(unparsed * 1000).as("unparsed of %d lines", lines).isLessThan(lines);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyRecordHasItsTimeAndService(Path bundle) {
        Incident incident = IncidentReader.fromPaths(List.of(bundle));
        assertThat(incident.alert().time()).isPresent();
        long from = incident.alert().time().orElseThrow().getEpochSecond() - 600;
        for (LogSource log : incident.logs()) {
            String expected = ServiceName.ofFile(log.name()).service();
            Set<String> services = new TreeSet<>();
            LogReader.read(log, OPTIONS, record -> {
                services.add(record.service());
                assertThat(record.time() / 1_000_000).isBetween(from, from + 1800);
            });
            assertThat(services).containsOnly(expected);
        }
    }
}
