package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.explainerror.model.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Bytes become lines: packed or not, in whatever portions they arrive, nothing is lost and nothing is made up.
class DecoderFuzzTest {
    private static final long LARGEST = 1 << 20;

    /// Whole or damaged gzip and zstd data, and plain bytes: all of the content, or one clear refusal.
    @FuzzTest(maxDuration = "10m")
    void packedBytes(byte[] raw) {
        Optional<byte[]> whole = unpacked(new ByteArrayInputStream(raw));
        assertThat(unpacked(new Portions(raw, 1))).usingRecursiveComparison().isEqualTo(whole);
        if (whole.isPresent() && !Decoded.packed(raw)) {
            assertThat(whole.orElseThrow()).isEqualTo(raw);
        }
        if (whole.isPresent() && raw.length > 1 && raw[0] == 0x1F && raw[1] == (byte) 0x8B) {
            assertThat(whole.orElseThrow()).startsWith(gunzipped(raw));
        }
    }

    /// Content survives packing, and a cut in the packed data never passes for the end.
    @FuzzTest(maxDuration = "10m")
    void lines(byte[] raw) throws IOException {
        List<String> lines = lines(Lines.of(raw, raw.length));
        assertThat(lines(new Lines(new Portions(raw, 3), raw.length + 64))).isEqualTo(lines);
        assertThat(lines).isEqualTo(cutByHand(raw));
        byte[] packed = gzip(raw);
        assertThat(unpacked(new ByteArrayInputStream(packed)).orElseThrow()).isEqualTo(raw);
        if (raw.length > 0) {
            int kept = 2 + (raw[0] & 0xFF) % (packed.length - 2);
            assertThat(unpacked(new ByteArrayInputStream(packed, 0, kept))).isEmpty();
        }
    }

    private static Optional<byte[]> unpacked(InputStream raw) {
        try (InputStream in = Decoded.stream(raw, "app.log", LARGEST)) {
            return Optional.of(in.readAllBytes());
        } catch (ProblemException refused) {
            assertThat(refused).hasMessageStartingWith("app.log: ");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the JDK unpacks, which stops at padding and does not look at what stands behind it.
    private static byte[] gunzipped(byte[] raw) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] raw) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(raw);
        }
        return packed.toByteArray();
    }

    private static List<String> lines(Lines lines) throws IOException {
        List<String> found = new ArrayList<>();
        while (lines.next()) {
            boolean odd = lines.odd;
            int before = lines.end;
            if (odd) {
                lines.clean();
            }
            assertThat(lines.end).isLessThanOrEqualTo(before);
            found.add(lines.number + ":" + text(lines.buffer, lines.start, lines.end));
        }
        return found;
    }

    /// The same done byte by byte.
    private static List<String> cutByHand(byte[] raw) {
        List<String> found = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= raw.length; i++) {
            if (i < raw.length ? raw[i] == '\n' : start < i) {
                int end = i > start && raw[i - 1] == '\r' ? i - 1 : i;
                found.add(found.size() + 1 + ":" + withoutColours(Arrays.copyOfRange(raw, start, end)));
                start = i + 1;
            }
        }
        return found;
    }

    private static String withoutColours(byte[] line) {
        return text(line, 0, line.length).replaceAll("\u001b\\[[^@-~]*+[@-~]?|\u001b|\0", "");
    }

    private static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /// Gives few bytes at a time, as a slow pipe does.
    private static final class Portions extends FilterInputStream {
        private final int size;

        Portions(byte[] bytes, int size) {
            super(new ByteArrayInputStream(bytes));
            this.size = size;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            return super.read(b, off, Math.min(size, len));
        }
    }
}
