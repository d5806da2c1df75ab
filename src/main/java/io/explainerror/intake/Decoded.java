package io.explainerror.intake;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.explainerror.model.ProblemException;
import io.explainerror.model.ProblemException.InputTooLarge;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/// Bytes behind gzip or zstd, recognised by their first bytes, bounded. Damage is an error that says how far the input
/// could be read: half a log must not look like a whole one.
public final class Decoded extends InputStream {
    private final InputStream in;
    private final String name;
    private final String packing;
    private final long largest;
    private long count;

    private Decoded(InputStream in, String name, String packing, long largest) {
        this.in = in;
        this.name = name;
        this.packing = packing;
        this.largest = largest;
    }

    /// The bytes behind `raw`.
    ///
    /// @param name    what the user calls it, for messages
    /// @param largest most bytes after decompression; more is an [InputTooLarge]
    public static InputStream stream(InputStream raw, String name, long largest) throws IOException {
        PushbackInputStream in = new PushbackInputStream(raw, 4);
        byte[] magic = new byte[4];
        int n = in.readNBytes(magic, 0, 4);
        in.unread(magic, 0, n);
        byte[] head = java.util.Arrays.copyOf(magic, n);
        if (gzip(head)) {
            return new Decoded(new GzipStream(in), name, "gzip", largest);
        }
        if (zstd(head)) {
            return new Decoded(new ZstdInputStream(in), name, "zstd", largest);
        }
        return new Decoded(in, name, "", largest);
    }

    static boolean packed(byte[] head) {
        return gzip(head) || zstd(head);
    }

    private static boolean gzip(byte[] head) {
        return head.length >= 2 && head[0] == 0x1F && head[1] == (byte) 0x8B;
    }

    private static boolean zstd(byte[] head) {
        return head.length >= 4
                && head[0] == 0x28
                && head[1] == (byte) 0xB5
                && head[2] == 0x2F
                && head[3] == (byte) 0xFD;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) {
        int n;
        try {
            n = in.read(b, off, len);
        } catch (ProblemException e) {
            throw e; // the stream below already says what the user must hear
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
        if (n > 0) {
            count += n;
            if (count > largest) {
                throw new InputTooLarge(name + ": larger than the limit of " + largest + " bytes"
                        + (packing.isEmpty() ? "" : " when unpacked")
                        + "; send less, e.g. only the time around the incident");
            }
        }
        return n;
    }

    private UnreadableInput damaged(Exception e) {
        if (packing.isEmpty()) {
            return new UnreadableInput(
                    name + ": cannot be read on after " + count + " bytes (" + e.getMessage() + ")", e);
        }
        return new UnreadableInput(
                name + ": " + packing + " data is truncated or damaged: " + count + " bytes could be unpacked, then: "
                        + e.getMessage() + "; get the file again",
                e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
