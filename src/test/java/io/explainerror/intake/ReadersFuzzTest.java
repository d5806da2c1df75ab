package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Damaged, cut and invented logs of all formats, one target per family of readers. Whatever the bytes: they become
/// records or one clear refusal; a record stays within its bytes and its file; no line disappears; neither the portions
/// in which bytes arrive nor what stands behind a line changes what is read.
class ReadersFuzzTest {
    private static final ReadOptions OPTIONS = new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z"));

    /// Time, level and message in the layouts of logging libraries.
    @MethodSource("layouts")
    @FuzzTest(maxDuration = "10m")
    void headers(byte[] log) {
        holds(log);
    }

    static Stream<Arguments> layouts() {
        return samples(
                "logback log4j2 spring-boot quarkus jul python structlog celery uvicorn gunicorn django dotnet go slog"
                        + " klog rails ruby kafka elasticsearch rabbitmq otp redis postgres mysql mariadb nginx-error nest"
                        + " jvm-gc kernel syslog rsyslog journald mixed");
    }

    /// Answered requests.
    @MethodSource("requests")
    @FuzzTest(maxDuration = "10m")
    void accessLines(byte[] log) {
        holds(log);
    }

    static Stream<Arguments> requests() {
        return samples("apache nginx haproxy envoy traefik gunicorn django uvicorn morgan flask python-http");
    }

    /// JSON lines and `key=value`.
    @MethodSource("structures")
    @FuzzTest(maxDuration = "10m")
    void structuredLines(byte[] log) {
        holds(log);
    }

    static Stream<Arguments> structures() {
        return samples("ecs logstash quarkus-json log4j2-json gelf pino bunyan winston zap zerolog slog logrus mongodb"
                + " postgres-json dotnet-json journald-json traefik envoy-json elasticsearch");
    }

    /// What runtimes and exports wrap around lines, and whole documents.
    @MethodSource("wrappings")
    @FuzzTest(maxDuration = "10m")
    void wrappedLines(byte[] log) {
        holds(log);
    }

    static Stream<Arguments> wrappings() {
        return samples("docker cri compose kubectl kubernetes-events cloudwatch insights otlp journald syslog");
    }

    /// The first lines of every sample of a family, written or captured: small enough to be changed in many places.
    private static Stream<Arguments> samples(String names) {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/formats"))) {
            return files
                    .filter(file -> Arrays.stream(names.split(" ")).anyMatch(name -> isSampleOf(name, file)))
                    .sorted()
                    .map(ReadersFuzzTest::head)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSampleOf(String name, Path file) {
        String format = file.getFileName().toString().replaceFirst("^(real|doc)-", "");
        return format.endsWith(".log") && (format.equals(name + ".log") || format.startsWith(name + "-"));
    }

    private static Arguments head(Path file) {
        try {
            byte[] whole = Files.readAllBytes(file);
            return Arguments.of((Object) Arrays.copyOf(whole, Math.min(whole.length, 1024)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void holds(byte[] log) {
        Optional<Read> whole = read(LogSource.bytes("app.log", log));
        if (log.length % 8 == 0) { // a stream's large buffer makes this the slowest of all
            assertThat(read(LogSource.stream("app.log", new Portions(log)))).isEqualTo(whole);
        }
        whole.ifPresent(read -> {
            everyLineIsSomewhere(log, read);
            assertThat(read.report.unparsed()).isLessThanOrEqualTo(read.report.lines());
            assertThat(read.report.records()).isEqualTo(read.records.size());
        });
        nothingBehindALineMatters(log);
    }

    private record Read(ReadReport report, List<Kept> records) {}

    private record Kept(long line, List<String> says, String text) {}

    private static Optional<Read> read(LogSource source) {
        List<Kept> records = new ArrayList<>();
        try {
            ReadReport report = LogReader.read(source, OPTIONS, record -> records.add(kept(record)));
            return Optional.of(new Read(report, records));
        } catch (UnreadableInput refused) {
            assertThat(refused).hasMessageStartingWith("app.log:");
            return Optional.empty();
        }
    }

    private static Kept kept(LogRecord record) {
        Stream.of(record.message(), record.text(), record.trace()).forEach(ReadersFuzzTest::liesWithinItsBytes);
        Access access = record.access();
        if (access != null) {
            Stream.of(access.path(), access.client(), access.agent()).forEach(ReadersFuzzTest::liesWithinItsBytes);
            assertThat(access.status()).isBetween(0, 999);
            assertThat(access.duration()).isGreaterThanOrEqualTo(-1);
        }
        return new Kept(record.line(), RecordText.of(record), record.text().string());
    }

    private static void liesWithinItsBytes(Text text) {
        assertThat(text.from()).isNotNegative();
        assertThat(text.to()).isBetween(text.from(), text.bytes().length);
    }

    /// Of a log that nothing is wrapped around: each line begins a record or ends in the text of the one before it;
    /// what it begins with may be a header that was read (PostgreSQL's DETAIL, the level of java.util.logging).
    private static void everyLineIsSomewhere(byte[] log, Read read) {
        assertThat(read.records).allSatisfy(record -> assertThat(record.line).isBetween(1L, read.report.lines()));
        if (!ordinary(log)) {
            return;
        }
        String[] lines = new String(log, StandardCharsets.UTF_8).split("\n", -1);
        int next = 0;
        for (int i = 0; i < lines.length; i++) {
            while (next < read.records.size() && read.records.get(next).line <= i + 1) {
                next++;
            }
            String line = lines[i].strip();
            boolean begins = next > 0 && read.records.get(next - 1).line == i + 1;
            if (!begins && !line.isEmpty() && next > 0) {
                assertThat(squeezed(read.records.get(next - 1).text))
                        .as("line %d", i + 1)
                        .contains(squeezed(end(line)));
            }
        }
    }

    /// Of a line that a JSON record goes on in, without the brackets and escapes of JSON.
    private static String end(String line) {
        boolean rest = line.matches("[\"}\\]].*");
        String said = rest ? line.replaceFirst("[\"}\\],\\s]+$", "") : line;
        String end = said.substring(Math.max(0, said.length() - 12));
        return rest
                ? end.replaceFirst("^.*\\\\(u[0-9a-fA-F]{0,4}|.)?", "")
                : end.replaceFirst("^(.*[A-Z]{4}|[A-Z]+):", "");
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static boolean ordinary(byte[] log) {
        String text = new String(log, StandardCharsets.ISO_8859_1);
        Stamps stamps = new Stamps(OPTIONS.referenceTime());
        try {
            return Wrappers.of(log, log.length, stamps, new Names()) == null
                    && !JsonDocument.is(log, log.length)
                    && !JournalExport.is(log, log.length)
                    && !Decoded.packed(log)
                    && text.chars().noneMatch(c -> (c < ' ' && c != '\n' && c != '\t') || c == 0xEF)
                    && !text.contains("LAST SEEN")
                    && text.lines().allMatch(line -> line.length() >= 4);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void nothingBehindALineMatters(byte[] log) {
        int end = 0;
        while (end < log.length && log[end] != '\n') {
            end++;
        }
        byte[] line = Arrays.copyOf(log, end);
        assertThat(parsed(line, (byte) '9')).isEqualTo(parsed(line, (byte) '['));
    }

    private static String parsed(byte[] line, byte around) {
        byte[] surrounded = TimestampFuzzTest.surrounded(line, around);
        Draft d = new Draft();
        LineFormats formats = new LineFormats(OPTIONS.referenceTime());
        boolean begins = line.length > 0 && formats.parse(surrounded, 16, 16 + line.length, d);
        return begins + " "
                + (begins
                        ? d.format
                                + d.time
                                + d.severity
                                + d.service
                                + d.instance
                                + d.access(d.bytes, 0)
                                + Draft.slice(d.bytes, d.messageFrom, d.messageTo, 0)
                        : "");
    }

    /// Gives one byte, then three, then one again.
    private static final class Portions extends FilterInputStream {
        private int size = 1;

        Portions(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            size = 4 - size;
            return super.read(b, off, Math.min(size, len));
        }
    }
}
