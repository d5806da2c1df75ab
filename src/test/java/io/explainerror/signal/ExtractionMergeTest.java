package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.intake.Access;
import io.explainerror.intake.Incident;
import io.explainerror.intake.IncidentReader;
import io.explainerror.intake.LogReader;
import io.explainerror.intake.LogRecord;
import io.explainerror.intake.ReadOptions;
import io.explainerror.intake.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading a log in pieces by many threads must give what reading it in one piece gives: the records of an incident are
/// dealt out to several extractions, whole runs of them or one by one, and these are merged in any order.
class ExtractionMergeTest {
    private static final ReadOptions OPTIONS = new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z"));
    private static final Path DATASET = Path.of("dataset");
    private static final Recognisers RECOGNISERS = catalogue();

    @ParameterizedTest
    @ValueSource(strings = {"inc-0020", "inc-0055", "inc-0114", "inc-0118", "rec-0004", "rec-0044", "rec-0085"})
    void chunksInAnyOrderGiveTheSignalsOfTheWhole(String bundle) {
        Incident incident = IncidentReader.fromPaths(List.of(DATASET.resolve(bundle)));
        List<LogRecord> records = records(incident);
        SignalSet whole = signals(incident, extraction(records));

        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            int parts = 2 + random.nextInt(12);
            List<List<LogRecord>> dealt = seed % 2 == 0 ? runs(records, parts, random) : dealt(records, parts, random);
            Collections.shuffle(dealt, random);

            assertThat(signals(incident, merged(dealt)))
                    .as("%s in %d parts, seed %d", bundle, parts, seed)
                    .isEqualTo(whole);
        }
    }

    private static Recognisers catalogue() {
        try {
            return RuleFolder.recognisers(Path.of("rules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Extraction merged(List<List<LogRecord>> parts) {
        Extraction merged = new Extraction(RECOGNISERS);
        parts.forEach(part -> merged.merge(extraction(part)));
        return merged;
    }

    private static List<List<LogRecord>> runs(List<LogRecord> records, int parts, Random random) {
        int[] cuts = random.ints(parts - 1, 0, records.size() + 1).sorted().toArray();
        List<List<LogRecord>> runs = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            runs.add(records.subList(from, cut));
            from = cut;
        }
        runs.add(records.subList(from, records.size()));
        return runs;
    }

    private static List<List<LogRecord>> dealt(List<LogRecord> records, int parts, Random random) {
        List<List<LogRecord>> dealt = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            dealt.add(new ArrayList<>());
        }
        records.forEach(record -> dealt.get(random.nextInt(parts)).add(record));
        return dealt;
    }

    private static Extraction extraction(List<LogRecord> records) {
        Extraction extraction = new Extraction(RECOGNISERS);
        records.forEach(extraction::accept);
        return extraction;
    }

    private static SignalSet signals(Incident incident, Extraction extraction) {
        return Signals.derive(extraction, incident.metrics(), incident.changes(), incident.alert());
    }

    /// All records with bytes of their own: readers reuse theirs.
    private static List<LogRecord> records(Incident incident) {
        List<LogRecord> records = new ArrayList<>();
        incident.logs().forEach(log -> LogReader.read(log, OPTIONS, record -> records.add(kept(record))));
        return records;
    }

    private static LogRecord kept(LogRecord r) {
        Text text = copy(r.text());
        int lead = r.message().from() - r.text().from();
        boolean within = r.message().bytes() == r.text().bytes()
                && lead >= 0
                && r.message().to() <= r.text().to();
        Text message = within ? new Text(text.bytes(), lead, lead + r.message().length()) : copy(r.message());
        return new LogRecord(
                r.file(),
                r.line(),
                r.time(),
                r.severity(),
                r.service(),
                r.instance(),
                r.version(),
                message,
                text,
                copy(r.trace()),
                r.access() == null ? null : copy(r.access()));
    }

    private static Access copy(Access a) {
        return new Access(
                a.method(),
                copy(a.path()),
                a.status(),
                a.duration(),
                a.upstream(),
                a.upstreamStatus(),
                a.upstreamConnect(),
                a.upstreamDuration(),
                copy(a.client()),
                copy(a.agent()),
                a.flags());
    }

    private static Text copy(Text text) {
        return new Text(
                Arrays.copyOfRange(text.bytes(), text.from(), Math.max(text.from(), text.to())), 0, text.length());
    }
}
