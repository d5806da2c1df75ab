package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The searches that look at eight bytes at once against the same search byte by byte, on real lines.
class AsciiTest {
    private static final char[] WANTED = {'"', '\\', ' ', ':', '{', '\u007F', '\0'};

    @Test
    void findsTheFirstOfTwoCharactersWhereverALineBeginsAndEnds() throws Exception {
        byte[] b = head("dataset/rec-0004/logs/cart.log");
        for (char c : WANTED) {
            for (char d : WANTED) {
                for (int from = 0; from < 300; from++) {
                    int to = from + from * 7 % 90;
                    assertThat(Ascii.find(b, from, to, c, d)).isEqualTo(naive(b, from, to, c, d));
                }
            }
        }
    }

    @Test
    void doesNotTakeUtf8ForWhatItLooksFor() {
        // the last byte of each but for its top bit is a quote, a backslash or one beside them
        byte[] b = "\u0122\u011C\u0121\u011B\u0123\u011D\"".getBytes(StandardCharsets.UTF_8);

        assertThat(Ascii.find(b, 0, b.length, '"', '\\')).isEqualTo(b.length - 1);
    }

    @Test
    void closesAQuoteThatNoBackslashEscapes() {
        byte[] b = "say \\\"hi\\\" \\\\\" and \"more\\".getBytes(StandardCharsets.UTF_8);

        int close = Ascii.closingQuote(b, 0, b.length);
        assertThat(new String(b, 0, close, StandardCharsets.UTF_8)).isEqualTo("say \\\"hi\\\" \\\\");
        assertThat(Ascii.closingQuote(b, close + 7, b.length)).isEqualTo(b.length);
        assertThat(Ascii.closingQuote(b, b.length - 1, b.length)).isEqualTo(b.length);
    }

    private static int naive(byte[] b, int from, int to, char c, char d) {
        int i = from;
        while (i < to && b[i] != c && b[i] != d) {
            i++;
        }
        return i;
    }

    private static byte[] head(String file) throws Exception {
        byte[] b = Files.readAllBytes(Path.of(file));
        return java.util.Arrays.copyOf(b, 500);
    }
}
