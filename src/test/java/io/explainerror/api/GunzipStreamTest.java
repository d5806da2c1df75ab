package io.explainerror.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GunzipStreamTest {
    private static final byte[] SOMETHING = Gzip.of("one line\n");

    @Test
    void decodesWhatGzipWrote() throws IOException {
        String text = longText();

        assertThat(decoded(Gzip.of(text))).isEqualTo(text);
    }

    @Test
    void decodesAllMembers() throws IOException {
        String text = longText();

        assertThat(decoded(Gzip.concatenated(Gzip.of(text), SOMETHING, Gzip.of(""), Gzip.of(text))))
                .isEqualTo(text + "one line\n" + text);
    }

    @Test
    void decodesHeadersWithANameAndAComment() throws IOException {
        byte[] plain = SOMETHING.clone();
        plain[3] = 8 | 16;
        byte[] head = java.util.Arrays.copyOf(plain, 10);
        byte[] rest = java.util.Arrays.copyOfRange(plain, 10, plain.length);

        assertThat(decoded(Gzip.concatenated(head, "app.log\0of today\0".getBytes(StandardCharsets.UTF_8), rest)))
                .isEqualTo("one line\n");
    }

    @Test
    void nothingDecodesToNothing() throws IOException {
        assertThat(decoded(new byte[0])).isEmpty();
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = Gzip.concatenated(SOMETHING, SOMETHING);
        for (int missing = 1; missing < whole.length; missing++) {
            if (missing == SOMETHING.length) {
                continue; // a whole member is left
            }
            byte[] part = Gzip.without(missing, whole);
            assertThatThrownBy(() -> decoded(part))
                    .as("without its last %d bytes", missing)
                    .isInstanceOf(UnreadableInput.class)
                    .hasMessageContaining("truncated");
        }
    }

    @Test
    void aWrongChecksumIsRefused() {
        assertThatThrownBy(() -> decoded(Gzip.flipped(SOMETHING, SOMETHING.length - 8)))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void aWrongLengthIsRefused() {
        assertThatThrownBy(() -> decoded(Gzip.flipped(SOMETHING, SOMETHING.length - 4)))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("length");
    }

    @Test
    void whatFollowsTheLastMemberIsRefused() {
        byte[] followed = Gzip.concatenated(SOMETHING, "and more".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> decoded(followed))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("something else");
    }

    @Test
    void plainTextIsRefused() {
        assertThatThrownBy(() -> decoded("plain".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("expected the bytes 1f 8b");
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
        try (GunzipStream in = new GunzipStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
