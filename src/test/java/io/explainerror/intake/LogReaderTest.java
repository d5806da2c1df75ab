package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.explainerror.model.ProblemException.InputTooLarge;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a reader makes of inputs that are packed, damaged, binary or odd.
class LogReaderTest {
    private static final ReadOptions OPTIONS = new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z"));
    private static final Path LOG = Path.of("dataset/inc-0055/logs/checkout.log");

    @ParameterizedTest
    @ValueSource(strings = {"inc-0041", "inc-0063", "inc-0101", "rec-0034"})
    void aLogFromMemoryGivesTheRecordsOfItsFile(String incident) throws IOException {
        Path log = Path.of("dataset", incident, "logs", "postgres.log");
        List<String> ofFile = new ArrayList<>();
        List<String> ofMemory = new ArrayList<>();

        LogReader.read(LogSource.file(log, "postgres.log"), OPTIONS, record -> ofFile.addAll(RecordText.of(record)));
        LogReader.read(
                LogSource.bytes("postgres.log", Files.readAllBytes(log)),
                OPTIONS,
                record -> ofMemory.addAll(RecordText.of(record)));

        assertThat(ofMemory).isEqualTo(ofFile).hasSizeGreaterThan(100);
    }

    @Test
    void packedLogsReadLikePlainOnes() throws IOException {
        byte[] plain = Files.readAllBytes(LOG);
        List<String> expected = records(plain);

        assertThat(records(gzip(plain))).isEqualTo(expected);
        assertThat(records(zstd(plain))).isEqualTo(expected);
    }

    @Test
    void gzipMembersFollowOneAnother() throws IOException {
        byte[] two = concat(gzip("2024-01-02 10:00:00 INFO a - one\n"), gzip("2024-01-02 10:00:01 INFO a - two\n"));

        assertThat(records(two)).hasSize(2);
    }

    @Test
    void truncatedGzipIsAnErrorWhereverItIsCut() throws IOException {
        byte[] one = gzip("2024-01-02 10:00:00 INFO a - one\n");
        byte[] two = concat(one, gzip("2024-01-02 10:00:01 INFO a - two\n"));
        for (int length = 4; length < two.length; length++) {
            if (length != one.length) {
                byte[] cut = Arrays.copyOf(two, length);
                assertThatThrownBy(() -> records(cut))
                        .as("cut to %d bytes", length)
                        .isInstanceOf(UnreadableInput.class)
                        .hasMessageMatching("app.log: gzip data is truncated or damaged: \\d+ bytes could be unpacked,"
                                + " then: the data ends in the middle; get the file again");
            }
        }
    }

    @Test
    void damagedGzipIsAnError() throws IOException {
        byte[] damaged = gzip("2024-01-02 10:00:00 INFO a - one\n");
        damaged[damaged.length - 6] ^= 1;

        assertThatThrownBy(() -> records(damaged))
                .hasMessage("app.log: gzip data is truncated or damaged: 33 bytes could be unpacked,"
                        + " then: checksum does not match; get the file again");
    }

    @Test
    void truncatedZstdIsAnError() throws IOException {
        byte[] packed = zstd(Files.readAllBytes(LOG));
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);

        assertThatThrownBy(() -> records(cut))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageMatching(
                        "app.log: zstd data is truncated or damaged: \\d+ bytes could be unpacked, then: .*;"
                                + " get the file again");
    }

    @Test
    void unpackingStopsAtTheLimit() throws IOException {
        byte[] bomb = gzip("2024-01-02 10:00:00 INFO a - aaaaaaaaaaaaaaaaaaaaaaaaaaa\n".repeat(100_000));
        ReadOptions small = new ReadOptions("", Instant.EPOCH, 1_000_000, _ -> {});

        assertThatThrownBy(() -> LogReader.read(LogSource.bytes("app.log", bomb), small, record -> {}))
                .isInstanceOf(InputTooLarge.class)
                .hasMessage("app.log: larger than the limit of 1000000 bytes when unpacked;"
                        + " send less, e.g. only the time around the incident");
    }

    @Test
    void emptyInputIsAnError() {
        assertThatThrownBy(() -> records(new byte[0])).hasMessage("app.log: is empty; expected log lines");
    }

    @Test
    void missingAndUnreadableFilesAreErrors(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() ->
                        LogReader.read(LogSource.file(folder.resolve("none.log"), "none.log"), OPTIONS, record -> {}))
                .isInstanceOf(UnreadableInput.class)
                .hasMessage("none.log: no such file or folder; give a log file, a folder of logs"
                        + " or - for standard input");
    }

    @Test
    void binaryFilesAreRefused() {
        assertThatThrownBy(() -> records(concat(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1}, new byte[64])))
                .hasMessage("app.log: expected log lines, but this is an ELF program");
        byte[] noise = new byte[1000];
        new java.util.Random(7).nextBytes(noise);
        assertThatThrownBy(() -> records(noise))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageStartingWith("app.log: expected log lines, but this is binary data (");
    }

    @Test
    void strayBytesSurvive() {
        String log = "\0\0\0\0" + "2024-01-02 10:00:00 INFO a - one\r\n"
                + "\u001b[31m2024-01-02 10:00:01 ERROR a - red\u001b[0m\r\n"
                + "2024-01-02 10:00:02 INFO a - last, no newline";
        byte[] bytes = concat(log.getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF, (byte) 0xFE});

        assertThat(records(bytes))
                .containsExactly(
                        "1 2024-01-02T10:00:00Z INFO app/ | one",
                        "2 2024-01-02T10:00:01Z ERROR app/ | red",
                        "3 2024-01-02T10:00:02Z INFO app/ | last, no newline\uFFFD\uFFFD");
    }

    @Test
    void aLineOfHundredMegabytesIsCutAndTheNextOneRead() {
        List<String> records = new ArrayList<>();
        ReadReport report = LogReader.read(
                LogSource.stream("app.log", new LongLine()),
                OPTIONS,
                record -> records.add(record.line() + " " + record.message().length() + " "
                        + record.text().length()));

        assertThat(records).containsExactly("1 262115 262115", "2 3 3");
        assertThat(report.lines()).isEqualTo(2);
        assertThat(report.warnings())
                .containsExactly(
                        "app.log: 1 line(s) longer than 1 MiB were cut there",
                        "app.log: 1 record(s) longer than 256 KiB were cut there");
    }

    @Test
    void aTraceWithoutEndIsCutAndTheNextRecordRead() {
        String log = "2024-01-02 10:00:00 ERROR a - one\n" + "\tat a.b.c.Ddddddddddddddddddddddd\n".repeat(100_000)
                + "2024-01-02 10:00:01 INFO a - two\n";
        List<String> records = new ArrayList<>();
        LogReader.read(
                LogSource.bytes("app.log", log.getBytes(StandardCharsets.UTF_8)),
                OPTIONS,
                record -> records.add(record.line() + " " + record.message()));

        assertThat(records).containsExactly("1 one", "100002 two");
    }

    @Test
    void linesThatFitNothingAreCountedAndSampled() {
        ReadReport report = LogReader.read(
                LogSource.bytes("app.log", "hello\nworld\n{\"a\":\n1\n2\n3\n".getBytes(StandardCharsets.UTF_8)),
                OPTIONS,
                record -> {});

        assertThat(report.unparsed()).isEqualTo(6);
        assertThat(report.unparsedReasons())
                .containsEntry("no known layout", 5L)
                .containsEntry("no complete JSON object", 1L);
        assertThat(report.samples()).containsExactly("1: hello", "2: world", "3: {\"a\":", "4: 1", "5: 2");
    }

    @Test
    void theGivenServiceWinsOverTheRecordsOwn() {
        List<String> services = new ArrayList<>();
        LogReader.read(
                LogSource.file(LOG, "checkout.log"),
                new ReadOptions("shop", Instant.EPOCH),
                record -> services.add(record.service()));

        assertThat(services).containsOnly("shop");
    }

    private static List<String> records(byte[] log) {
        List<String> records = new ArrayList<>();
        LogReader.read(LogSource.bytes("app.log", log), OPTIONS, record -> records.addAll(RecordText.of(record)));
        return records;
    }

    private static byte[] gzip(String text) throws IOException {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] zstd(byte[] bytes) {
        ZstdJavaCompressor compressor = new ZstdJavaCompressor();
        byte[] packed = new byte[compressor.maxCompressedLength(bytes.length)];
        int length = compressor.compress(bytes, 0, bytes.length, packed, 0, packed.length);
        return Arrays.copyOf(packed, length);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /// A record of 100 MB on one line and a short one, made while it is read.
    private static final class LongLine extends InputStream {
        private final InputStream head =
                new ByteArrayInputStream("2024-01-02 10:00:00 INFO a - ".getBytes(StandardCharsets.UTF_8));
        private final InputStream tail =
                new ByteArrayInputStream("\n2024-01-02 10:00:01 INFO a - two\n".getBytes(StandardCharsets.UTF_8));
        private long left = 100_000_000;

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in blocks");
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = head.read(b, off, len);
            if (n > 0 || left == 0) {
                return n > 0 ? n : tail.read(b, off, len);
            }
            int some = (int) Math.min(len, left);
            Arrays.fill(b, off, off + some, (byte) 'x');
            left -= some;
            return some;
        }
    }
}
