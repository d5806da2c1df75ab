package io.explainerror.api;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decodes gzip (RFC 1952, any number of members) and refuses what is truncated, damaged or followed by something else.
///
/// [java.util.zip.GZIPInputStream] takes damage after the first member for the end, which would lose log lines in
/// silence.
final class GunzipStream extends InputStream {
    private static final int BUFFER = 64 * 1024;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int HEADER_CHECK = 2;

    private final PushbackInputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] raw = new byte[BUFFER];
    private final byte[] single = new byte[1];
    private boolean inMember;
    private boolean ended;
    private int held;

    GunzipStream(InputStream in) {
        this.in = new PushbackInputStream(in, BUFFER);
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !beginMember()) {
                ended = true;
                break;
            }
            int count = inflate(into, offset, length);
            if (count > 0) {
                crc.update(into, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(into, offset, length);
            if (count == 0 && inflater.needsDictionary()) {
                throw damaged("it asks for a dictionary");
            }
            if (count == 0 && inflater.needsInput() && !inflater.finished()) {
                held = in.read(raw, 0, raw.length);
                if (held < 0) {
                    throw truncated();
                }
                inflater.setInput(raw, 0, held);
            }
            return count;
        } catch (DataFormatException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private boolean beginMember() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        if (first != 0x1f || next() != 0x8b) {
            throw new UnreadableInput("the gzip data is followed by, or is, something else: expected the bytes 1f 8b."
                    + " Send it without Content-Encoding: gzip, or compress it with gzip.");
        }
        if (next() != 8) {
            throw damaged("its compression method is not deflate");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        skip((flags & HEADER_CHECK) != 0 ? 2 : 0);
        inflater.reset();
        crc.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        int rest = inflater.getRemaining();
        in.unread(raw, held - rest, rest);
        inMember = false;
        if (littleEndian() != crc.getValue()) {
            throw damaged("its checksum is wrong");
        }
        if (littleEndian() != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw damaged("its length is wrong");
        }
        held = 0;
    }

    private long littleEndian() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText(boolean present) throws IOException {
        boolean more = present;
        while (more) {
            more = next() != 0;
        }
    }

    private int next() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw truncated();
        }
        return value;
    }

    private static UnreadableInput truncated() {
        return new UnreadableInput(
                "the gzip data is truncated: it ends before its end mark. Send it completely.", new EOFException());
    }

    private static UnreadableInput damaged(String how) {
        return new UnreadableInput("the gzip data is damaged: " + how + ". Compress and send it again.");
    }
}
