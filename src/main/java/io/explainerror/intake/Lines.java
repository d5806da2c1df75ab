package io.explainerror.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Cuts a stream into lines inside one reused buffer. A line is a range of [#buffer]; the bytes from [#keep] on stay
/// in the buffer when it is refilled, possibly at a smaller offset ([#moved]).
final class Lines {
    /// A longer line is cut here and its rest skipped.
    static final int LONGEST = 1024 * 1024;

    private static final int READ = 256 * 1024;
    private static final long HIGH_BITS = 0xE0E0E0E0E0E0E0E0L;

    private final InputStream in;
    final byte[] buffer;
    private int limit;
    private int next;
    private boolean ended;
    int start;
    int end;
    long number;
    long bytes;
    long cut;
    int moved;
    /// First byte that must survive a refill, -1 for the current line's.
    int keep = -1;
    /// The current line holds an escape or NUL byte.
    boolean odd;

    Lines(InputStream in) {
        this(in, LONGEST + Scratch.LIMIT + 2 * READ);
    }

    Lines(InputStream in, int capacity) {
        this.in = in;
        this.buffer = new byte[capacity];
    }

    /// Lines of a few bytes that are there already: their buffer need not be a large one.
    static Lines of(byte[] text, int length) {
        // room behind the end, so that the end can be read
        return new Lines(new ByteArrayInputStream(text, 0, length), length + 64);
    }

    /// Fills the buffer for a first look without consuming anything; returns how many bytes there are.
    int peek(int atMost) throws IOException {
        while (limit < atMost && !ended) {
            fill();
        }
        return limit;
    }

    /// Leaves out the first bytes (a byte order mark).
    void skip(int count) {
        next += count;
    }

    /// What was not read yet, as a stream, for documents that are not made of lines.
    InputStream rest() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                if (next == limit) {
                    if (ended) {
                        return -1;
                    }
                    next = limit = 0;
                    fill();
                    return limit == 0 ? -1 : read(b, off, len);
                }
                int n = Math.min(len, limit - next);
                System.arraycopy(buffer, next, b, off, n);
                number += Newlines.in(java.util.Arrays.copyOfRange(b, off, off + n), n);
                next += n;
                return n;
            }
        };
    }

    /// Where the current line begins in the stream.
    long offset() {
        return bytes - (limit - start);
    }

    boolean next() throws IOException {
        moved = 0;
        odd = false;
        start = next;
        int at = start;
        while (true) {
            int newline = scan(at, Math.min(limit, start + LONGEST + 1));
            if (newline < limit && newline - start <= LONGEST && buffer[newline] == '\n') {
                return line(newline, newline + 1);
            }
            if (newline - start > LONGEST) {
                return cutLine();
            }
            if (ended) {
                return start < limit && line(limit, limit);
            }
            int before = moved;
            refill();
            at = newline - (moved - before);
        }
    }

    private boolean line(int lineEnd, int following) {
        end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        next = following;
        number++;
        return true;
    }

    private boolean cutLine() throws IOException {
        int cutEnd = start + LONGEST;
        cut++;
        int at = cutEnd;
        while (true) {
            int newline = Ascii.find(buffer, at, limit, '\n');
            if (newline < limit) {
                return line(cutEnd, newline + 1);
            }
            if (ended) {
                return line(cutEnd, limit);
            }
            // the rest of the line is not needed: read over it
            limit = cutEnd;
            at = cutEnd;
            int before = moved;
            refill();
            int by = moved - before;
            cutEnd -= by;
            at -= by;
        }
    }

    private void refill() throws IOException {
        int from = keep >= 0 ? keep : start;
        if (from > 0 && buffer.length - limit < READ) {
            System.arraycopy(buffer, from, buffer, 0, limit - from);
            moved += from;
            limit -= from;
            start -= from;
            next -= from;
            keep = keep >= 0 ? 0 : -1;
        }
        fill();
    }

    private void fill() throws IOException {
        int n = in.read(buffer, limit, Math.min(READ, buffer.length - limit));
        if (n < 0) {
            ended = true;
        } else {
            limit += n;
            bytes += n;
        }
    }

    /// The next newline in [from, to), else `to`. Looks at eight bytes at once: only control characters are examined.
    private int scan(int from, int to) {
        byte[] b = buffer;
        int i = from;
        while (i + 8 <= to) {
            long high = (long) Ascii.LONGS.get(b, i) & HIGH_BITS;
            long controls = high - 0x0101010101010101L & ~high & 0x8080808080808080L;
            while (controls != 0) {
                int at = i + (Long.numberOfTrailingZeros(controls) >>> 3);
                if (b[at] == '\n') {
                    return at;
                }
                odd |= b[at] == 0x1B || b[at] == 0;
                controls &= controls - 1;
            }
            i += 8;
        }
        for (; i < to; i++) {
            if (b[i] == '\n') {
                return i;
            }
            odd |= b[i] == 0x1B || b[i] == 0;
        }
        return to;
    }

    /// Removes ANSI escape sequences and NUL bytes from the current line, in place.
    void clean() {
        int w = start;
        for (int r = start; r < end; r++) {
            byte c = buffer[r];
            if (c == 0x1B && r + 1 < end && buffer[r + 1] == '[') {
                r += 2;
                while (r < end && (buffer[r] < 0x40 || buffer[r] > 0x7E)) {
                    r++;
                }
            } else if (c != 0 && c != 0x1B) {
                buffer[w++] = c;
            }
        }
        // the record's text runs on to the next line: the gap becomes blanks
        java.util.Arrays.fill(buffer, w, end, (byte) ' ');
        end = w;
    }
}
