package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.GzipData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
    private static final byte[] SOMETHING = GzipData.of("one line\n");

    @Test
    void decodesWhatGzipWrote() throws IOException {
        String text = longText();

        assertThat(decoded(GzipData.of(text))).isEqualTo(text);
    }

    @Test
    void decodesAllMembers() throws IOException {
        String text = longText();

        assertThat(decoded(GzipData.concatenated(GzipData.of(text), SOMETHING, GzipData.of(""), GzipData.of(text))))
                .isEqualTo(text + "one line\n" + text);
    }

    @Test
    void decodesHeadersWithANameAndAComment() throws IOException {
        byte[] plain = SOMETHING.clone();
        plain[3] = 8 | 16;
        byte[] head = Arrays.copyOf(plain, 10);
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);

        assertThat(decoded(GzipData.concatenated(head, "app.log\0of today\0".getBytes(StandardCharsets.UTF_8), rest)))
                .isEqualTo("one line\n");
    }

    /// RFC 1952: the lower half of the CRC-32 of the header up to it, lower byte first.
    @Test
    void checksTheChecksumOfAHeader() throws IOException {
        byte[] head = Arrays.copyOf(SOMETHING, 10);
        head[3] = 2;
        byte[] rest = Arrays.copyOfRange(SOMETHING, 10, SOMETHING.length);
        CRC32 crc = new CRC32();
        crc.update(head);
        byte[] right = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        byte[] wrong = {(byte) (right[0] + 1), right[1]};

        assertThat(decoded(GzipData.concatenated(head, right, rest))).isEqualTo("one line\n");
        assertThatThrownBy(() -> decoded(GzipData.concatenated(head, wrong, rest)))
                .isInstanceOf(IOException.class)
                .hasMessage("the checksum of a header does not match");
    }

    @Test
    void nothingDecodesToNothing() throws IOException {
        assertThat(decoded(new byte[0])).isEmpty();
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = GzipData.concatenated(SOMETHING, SOMETHING);
        for (int missing = 1; missing < whole.length; missing++) {
            if (missing == SOMETHING.length) {
                continue; // a whole member is left
            }
            byte[] part = GzipData.without(missing, whole);
            assertThatThrownBy(() -> decoded(part))
                    .as("without its last %d bytes", missing)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the data ends in the middle");
        }
    }

    @Test
    void aWrongChecksumIsRefused() {
        assertThatThrownBy(() -> decoded(GzipData.flipped(SOMETHING, SOMETHING.length - 8)))
                .isInstanceOf(IOException.class)
                .hasMessage("checksum does not match");
    }

    @Test
    void aWrongLengthIsRefused() {
        assertThatThrownBy(() -> decoded(GzipData.flipped(SOMETHING, SOMETHING.length - 4)))
                .isInstanceOf(IOException.class)
                .hasMessage("checksum does not match");
    }

    @Test
    void whatFollowsTheLastMemberIsRefused() {
        byte[] followed = GzipData.concatenated(SOMETHING, "and more".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> decoded(followed))
                .isInstanceOf(IOException.class)
                .hasMessage("what follows is not gzip");
    }

    @Test
    void plainTextIsRefused() {
        assertThatThrownBy(() -> decoded("plain".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessage("what follows is not gzip");
    }

    private static String longText() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append(random.nextInt()).append('\n');
        }
        return text.toString();
    }

    private static String decoded(byte[] bytes) throws IOException {
        try (GzipStream in = new GzipStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
