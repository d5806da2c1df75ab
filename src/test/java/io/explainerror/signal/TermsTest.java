package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.intake.Incident;
import io.explainerror.intake.IncidentReader;
import io.explainerror.intake.LogReader;
import io.explainerror.intake.ReadOptions;
import io.explainerror.model.Change;
import io.explainerror.model.Dependency;
import io.explainerror.model.MetricShift;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.Recovery;
import io.explainerror.model.Saturation;
import io.explainerror.model.Signal;
import io.explainerror.model.Silence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words that rules may compare with are those that signals carry.
class TermsTest {
    private static final Path DATASET = Path.of("dataset");

    @Test
    void metricsAndChangesOfTheWholeDatasetCarryNoOtherWords() throws IOException {
        Recognisers recognisers = RuleFolder.recognisers(Path.of("src/test/resources/sound-rules"));
        Map<String, SortedSet<String>> seen = new TreeMap<>();
        try (Stream<Path> bundles = Files.list(DATASET)) {
            for (Path bundle : bundles.filter(Files::isDirectory).toList()) {
                Incident incident = IncidentReader.fromPaths(List.of(bundle));
                collect(seen, signals(incident, new Extraction(recognisers)));
            }
        }

        assertThat(seen).containsKeys("MetricShift.role", "Saturation.resource", "Change.kind");
        seen.forEach(TermsTest::areKnown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inc-0020", "inc-0055", "inc-0118"})
    void logsCarryNoOtherWords(String bundle) throws IOException {
        Incident incident = IncidentReader.fromPaths(List.of(DATASET.resolve(bundle)));
        Extraction extraction = new Extraction(RuleFolder.recognisers(Path.of("rules")));
        ReadOptions options = new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z"));
        incident.logs().forEach(log -> LogReader.read(log, options, extraction::accept));
        Map<String, SortedSet<String>> seen = new TreeMap<>();
        collect(seen, signals(incident, extraction));

        assertThat(seen).containsKeys("Dependency.kind", "OnsetFound.basis");
        seen.forEach(TermsTest::areKnown);
    }

    private static List<Signal> signals(Incident incident, Extraction extraction) {
        return Signals.derive(extraction, incident.metrics(), incident.changes(), incident.alert())
                .signals();
    }

    private static void areKnown(String property, SortedSet<String> words) {
        assertThat(Objects.requireNonNull(Terms.byProperty().get(property), property))
                .as(property)
                .containsAll(words);
    }

    private static void collect(Map<String, SortedSet<String>> seen, List<Signal> signals) {
        for (Signal signal : signals) {
            switch (signal) {
                case MetricShift shift -> add(seen, "MetricShift.role", shift.role());
                case Saturation full -> add(seen, "Saturation.resource", full.resource());
                case Change change -> add(seen, "Change.kind", change.kind());
                case Dependency edge -> add(seen, "Dependency.kind", edge.kind());
                case Recovery recovery -> add(seen, "Recovery.what", recovery.what());
                case Silence silence -> add(seen, "Silence.what", silence.what());
                case OnsetFound onset -> add(seen, "OnsetFound.basis", onset.basis());
                default -> {
                    // its words are kinds, names and constants
                }
            }
        }
    }

    private static void add(Map<String, SortedSet<String>> seen, String property, String word) {
        seen.computeIfAbsent(property, _ -> new TreeSet<>()).add(word);
    }
}
