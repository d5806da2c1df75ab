package io.explainerror.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Recognises the same input again: SHA-256 over the input's first 16 MiB, then over the first 16 KiB of every further
/// MiB, and its length. Cheap enough to be taken of gigabytes; not made to withstand forgery.
public final class Fingerprint {
    private static final long WHOLE = 16L << 20;
    private static final long BLOCK = 1L << 20;
    private static final long SAMPLE = 16L << 10;

    private final MessageDigest digest = sha256();
    private long at;

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(LogSource source) {
        Fingerprint fingerprint = new Fingerprint();
        try (InputStream in = source.open()) {
            byte[] buffer = new byte[(int) SAMPLE];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                fingerprint.update(buffer, 0, n);
                fingerprint.at += skip(in, fingerprint.at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fingerprint.text();
    }

    private static long skip(InputStream in, long at) throws IOException {
        long inBlock = at % BLOCK;
        return at >= WHOLE && inBlock >= SAMPLE ? in.skip(BLOCK - inBlock) : 0;
    }

    void update(byte[] b, int off, int len) {
        int p = off;
        int left = len;
        while (left > 0) {
            long inBlock = at % BLOCK;
            boolean sampled = at < WHOLE || inBlock < SAMPLE;
            long until = at < WHOLE ? WHOLE - at : sampled ? SAMPLE - inBlock : BLOCK - inBlock;
            int n = (int) Math.min(left, until);
            if (sampled) {
                digest.update(b, p, n);
            }
            at += n;
            p += n;
            left -= n;
        }
    }

    /// 64 hexadecimal digits; asked for once, when all was read.
    String text() {
        for (int shift = 56; shift >= 0; shift -= 8) {
            digest.update((byte) (at >>> shift));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    InputStream observing(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                int n = super.read(b, off, len);
                if (n > 0) {
                    update(b, off, n);
                }
                return n;
            }
        };
    }
}
