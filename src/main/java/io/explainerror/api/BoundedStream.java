package io.explainerror.api;

import io.explainerror.model.ProblemException.InputTooLarge;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Refuses to read more than a limit, instead of ending in silence.
final class BoundedStream extends FilterInputStream {
    private final long limit;
    private final String what;
    private long read;

    /// @param what the thing that is too large then, for the message
    BoundedStream(InputStream in, long limit, String what) {
        super(in);
        this.limit = limit;
        this.what = what;
    }

    @Override
    public int read() throws IOException {
        return counted(super.read(), 1);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        return counted(count, count);
    }

    @Override
    public long skip(long count) throws IOException {
        return super.skip(Math.min(count, 0)); // whoever skips must read, or the bytes would go uncounted
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int counted(int result, int count) {
        if (result >= 0) {
            read += count;
        }
        if (read > limit) {
            throw new InputTooLarge(what + " is larger than the limit of " + limit
                    + " bytes. Send less, or raise the limit in the service's configuration.");
        }
        return result;
    }
}
