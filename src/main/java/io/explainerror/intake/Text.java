package io.explainerror.intake;

import java.nio.charset.StandardCharsets;

/// A range of bytes, decoded only when somebody asks. Valid only while the sink that received it runs: readers reuse
/// their buffers.
///
/// @param bytes UTF-8 as it came; may hold invalid sequences
/// @param from  first byte
/// @param to    after the last byte
@SuppressWarnings("ArrayRecordComponent") // a view over a reader's buffer; copying would defeat its purpose
public record Text(byte[] bytes, int from, int to) {
    /// No text.
    public static final Text EMPTY = new Text(new byte[0], 0, 0);

    /// How many bytes.
    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return from >= to;
    }

    /// Decoded; invalid bytes become U+FFFD.
    public String string() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return string();
    }
}
