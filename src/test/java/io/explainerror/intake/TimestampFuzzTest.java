package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// Whatever bytes stand where a time could stand: the reader either sees none, or one that lies in the years it
/// promises, ends inside the bytes, depends on nothing around them, and is read again when it is written down.
class TimestampFuzzTest {
    private static final Instant REFERENCE = Instant.parse("2026-12-01T00:00:00Z");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

    @FuzzTest(maxDuration = "10m")
    void times(byte[] text) {
        Stamps stamps = new Stamps(REFERENCE);
        byte[] line = surrounded(text, (byte) '\n');
        boolean found = stamps.at(line, 16, 16 + text.length);
        long micros = stamps.micros;
        int end = stamps.end;
        boolean zoned = stamps.zoned;

        byte[] elsewhere = surrounded(text, (byte) '7');
        assertThat(stamps.at(elsewhere, 16, 16 + text.length)).isEqualTo(found);
        if (!found) {
            return;
        }
        assertThat(stamps.micros).isEqualTo(micros);
        assertThat(stamps.end).isEqualTo(end).isBetween(16 + 1, 16 + text.length);
        assertThat(stamps.zoned).isEqualTo(zoned);
        Instant instant = Instant.EPOCH
                .plusSeconds(Math.floorDiv(micros, 1_000_000))
                .plusNanos(Math.floorMod(micros, 1_000_000L) * 1000);
        assertThat(instant).isBetween(Instant.parse("1969-12-30T00:00:00Z"), Instant.parse("2300-01-01T00:00:00Z"));
        readAgain(instant, micros);
    }

    private static void readAgain(Instant instant, long micros) {
        byte[] written = WRITTEN.format(instant).getBytes(StandardCharsets.US_ASCII);
        Stamps again = new Stamps(REFERENCE);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(Instant.parse("2200-12-31T00:00:00Z"))) {
            return; // beyond the years that a written date may have
        }
        assertThat(again.at(written, 0, written.length)).isTrue();
        assertThat(again.micros).isEqualTo(micros);
        assertThat(again.zoned).isTrue();
        assertThat(again.end).isEqualTo(written.length);
    }

    /// Readers look a few bytes beyond a line's end, where the next line stands.
    static byte[] surrounded(byte[] text, byte with) {
        byte[] line = new byte[text.length + 96];
        Arrays.fill(line, with);
        System.arraycopy(text, 0, line, 16, text.length);
        line[16 + text.length] = '\n';
        return line;
    }
}
