package io.explainerror.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// gzip with any number of members (RFC 1952). Stricter than `GZIPInputStream`, which takes a cut second member for the
/// end of the data: what follows a member must be a whole member or zero padding.
final class GzipStream extends InputStream {
    /// How every member begins.
    private static final byte[] FIXED = {0x1F, (byte) 0x8B, 8};

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[64 * 1024];
    private int at;
    private int limit;
    private boolean inMember;
    private boolean ended;

    GzipStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        while (!ended && len > 0) {
            if (!inMember && !header()) {
                ended = true;
                break;
            }
            int n = inflate(b, off, len);
            if (n > 0) {
                crc.update(b, off, n);
                return n;
            }
            if (inflater.finished()) {
                trailer();
            }
        }
        return len == 0 ? 0 : -1;
    }

    private int inflate(byte[] b, int off, int len) throws IOException {
        if (inflater.needsInput()) {
            if (at == limit && !fill()) {
                throw new IOException("the data ends in the middle");
            }
            inflater.setInput(buffer, at, limit - at);
            at = limit;
        }
        try {
            return inflater.inflate(b, off, len);
        } catch (DataFormatException e) {
            throw new IOException("invalid compressed data (" + e.getMessage() + ")", e);
        }
    }

    private boolean fill() throws IOException {
        int n = in.read(buffer, 0, buffer.length);
        at = 0;
        limit = Math.max(0, n);
        return n > 0;
    }

    private int next() throws IOException {
        if (at == limit && !fill()) {
            throw new IOException("the data ends in the middle");
        }
        return buffer[at++] & 0xFF;
    }

    /// Whether a member follows; zero bytes are padding.
    private boolean header() throws IOException {
        int first;
        do {
            if (at == limit && !fill()) {
                return false;
            }
            first = buffer[at++] & 0xFF;
        } while (first == 0);
        if (first != 0x1F || next() != 0x8B || next() != 8) {
            throw new IOException("what follows is not gzip");
        }
        crc.reset();
        crc.update(FIXED);
        int flags = summed();
        for (int i = 0; i < 6; i++) {
            summed();
        }
        if ((flags & 4) != 0) {
            for (int n = summed() | summed() << 8; n > 0; n--) {
                summed();
            }
        }
        for (int text = flags >> 3 & 3; text > 0; text &= text - 1) {
            skipText();
        }
        int sum = (int) crc.getValue() & 0xFFFF;
        if ((flags & 2) != 0 && (next() | next() << 8) != sum) {
            throw new IOException("the checksum of a header does not match");
        }
        inflater.reset();
        crc.reset();
        inMember = true;
        return true;
    }

    /// File name or comment: text up to a zero byte.
    private void skipText() throws IOException {
        int c;
        do {
            c = summed();
        } while (c != 0);
    }

    /// The next byte of a header, which its checksum covers.
    private int summed() throws IOException {
        int c = next();
        crc.update(c);
        return c;
    }

    private void trailer() throws IOException {
        at = limit - inflater.getRemaining();
        long expected = word();
        long length = word();
        if (expected != crc.getValue() || length != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new IOException("checksum does not match");
        }
        inMember = false;
    }

    private long word() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
