package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.explainerror.intake.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Messages of any kind, one a line: the miner stays within its limit and loses no count, masks leave nothing to mask,
/// and recognisers find the same whatever was read before.
class TextFuzzTest {
    private static final int LIMIT = 8;
    private static final Recognisers RECOGNISERS = catalogue();
    private static final RecogniserScanner USED = RECOGNISERS.scanner();

    /// Counts per template add up; a log mined in two halves gives what mining it as a whole gives.
    @MethodSource("logs")
    @FuzzTest(maxDuration = "10m")
    void templates(byte[] log) {
        List<Text> messages = messages(log);
        TemplateMiner<long[]> whole = mined(messages);
        assertThat(whole.templates().size()).isLessThanOrEqualTo(LIMIT);
        assertThat(whole.templates().stream().mapToLong(t -> t.value()[0]).sum() + whole.overflow()[0])
                .isEqualTo(messages.size());
        int middle = messages.size() / 2;
        for (int cut : new int[] {0, 1, middle}) {
            TemplateMiner<long[]> halves = mined(messages.subList(0, Math.min(cut, messages.size())));
            halves.merge(mined(messages.subList(Math.min(cut, messages.size()), messages.size())));
            assertThat(counts(halves)).isEqualTo(counts(whole));
        }
        for (Text message : messages) {
            boolean same = whole.key(message) == whole.key(messages.getFirst());
            String template = whole.template(message);
            // what is no UTF-8 is shown as the replacement character, which others may contain
            if (same || template.indexOf('\uFFFD') < 0) {
                assertThat(template.equals(whole.template(messages.getFirst()))).isEqualTo(same);
            }
        }
    }

    /// Masking twice is masking once, an excerpt is as short as asked for, and a planted secret never comes out.
    @MethodSource("logs")
    @FuzzTest(maxDuration = "10m")
    void masks(byte[] log) {
        String line = new String(log, StandardCharsets.UTF_8);
        String masked = Masker.mask(line);
        assertThat(Masker.mask(masked)).isEqualTo(masked);
        if (!line.contains("Tr0ub4dor") && !line.contains("Ampersand")) {
            assertThat(Masker.mask(line + "\n password=Tr0ub4dor&Ampersand \n" + line))
                    .doesNotContain("Tr0ub4dor", "Ampersand");
        }
        String excerpt = Masker.excerpt(new Text(log, 0, log.length), 40);
        assertThat(excerpt.length()).isLessThanOrEqualTo(40);
        assertThat(excerpt.chars()).noneMatch(c -> c < ' ');
    }

    /// A scanner that has read much answers as a new one, and names the place of what it found.
    @MethodSource("logs")
    @FuzzTest(maxDuration = "10m")
    void recognisers(byte[] log) {
        Text text = new Text(log, 0, log.length);
        List<Hit> hits = List.copyOf(USED.scan(text));
        assertThat(RECOGNISERS.scan(text)).isEqualTo(hits);
        for (Hit hit : hits) {
            Text line = hit.line(text);
            assertThat(line.from()).isBetween(0, log.length);
            assertThat(line.to()).isBetween(line.from(), log.length);
            assertThat(List.copyOf(USED.scan(line))).extracting(Hit::recogniser).isNotNull();
        }
    }

    static Stream<Arguments> logs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/formats"))) {
            return files
                    .filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .map(TextFuzzTest::beginning)
                    .toList()
                    .stream();
        }
    }

    private static Arguments beginning(Path file) {
        try {
            byte[] whole = Files.readAllBytes(file);
            return Arguments.of((Object) Arrays.copyOf(whole, Math.min(whole.length, 1024)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Text> messages(byte[] log) {
        List<Text> messages = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= log.length; i++) {
            if (i == log.length || log[i] == '\n') {
                messages.add(new Text(log, from, i));
                from = i + 1;
            }
        }
        return messages;
    }

    private static TemplateMiner<long[]> mined(List<Text> messages) {
        TemplateMiner<long[]> miner = new TemplateMiner<>(LIMIT, () -> new long[1], (a, b) -> {
            a[0] += b[0];
            return a;
        });
        messages.forEach(message -> miner.at(message)[0]++);
        return miner;
    }

    private static List<String> counts(TemplateMiner<long[]> miner) {
        List<String> counts = new ArrayList<>();
        miner.templates().forEach(t -> counts.add(t.text() + " " + t.value()[0]));
        counts.add("rest " + miner.overflow()[0]);
        return counts;
    }

    private static Recognisers catalogue() {
        try {
            return RuleFolder.recognisers(Path.of("rules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
