package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
        long[] read = linesAndUnparsed(bundle);
        // what a runtime prints before it logs anything (a banner, a warning) weighs much in a short log
        assertThat(read[1]).as("unparsed of %d lines", read[0]).isLessThanOrEqualTo(Math.max(2, read[0] / 1000));
    }

    @Test
    void lessThanOneInAThousandLinesFitsNoFormat() throws IOException {
        long lines = 0;
        long unparsed = 0;
        for (Path bundle : bundles()) {
            long[] read = linesAndUnparsed(bundle);
            if (bundle.getFileName().toString().startsWith("inc-")) {
                assertThat(read[1] * 1000).as("unparsed of %s", bundle).isLessThan(read[0]);
            }
            lines += read[0];
            unparsed += read[1];
        }
        assertThat(unparsed * 1000).as("unparsed of %d lines", lines).isLessThan(lines);
    }

    private static long[] linesAndUnparsed(Path bundle) {
        long[] sum = new long[2];
        for (LogSource log : IncidentReader.fromPaths(List.of(bundle)).logs()) {
            ReadReport report = LogReader.read(log, OPTIONS, _ -> {});
            sum[0] += report.lines();
            sum[1] += report.unparsed();
        }
        return sum;
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
            Set<Long> timed = new TreeSet<>();
            LogReader.read(log, new ReadOptions("", Instant.ofEpochSecond(from).plus(6, ChronoUnit.HOURS)), record -> {
                services.add(record.service());
                if (record.time() == LogRecord.NO_TIME) {
                    assertThat(timed)
                            .as("a record without time stands before all others")
                            .isEmpty();
                    return;
                }
                timed.add(record.time());
                assertThat(record.time() / 1_000_000).isBetween(from, from + 1800);
            });
            assertThat(services).containsOnly(expected);
        }
    }
}
