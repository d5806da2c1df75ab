package io.explainerror.intake;

import java.util.List;

/// A request told in words and values inside a message, as Rails' lograge and many filters write it.
///
///     method=GET path=/orders/1 format=json status=200 duration=12.34 view=0.10
///     request method=GET path=/orders/1 status=200 ms=12
final class KeyedRequest {
    private static final byte[] METHOD = Ascii.bytes("method=");
    private static final byte[] STATUS = Ascii.bytes(" status=");
    private static final List<byte[]> PATHS = words(" path=", " uri=", " url=");
    private static final List<byte[]> TIMES = words(
            " duration=", " duration_ms=", " durationMs=", " elapsed_ms=", " elapsed=", " took=", " latency=", " ms=");

    /// How far into a message the first pair may stand.
    private static final int LONGEST_PREFIX = 32;

    private final Names names;
    private final Durations durations;

    KeyedRequest(Names names, Durations durations) {
        this.names = names;
        this.durations = durations;
    }

    private static List<byte[]> words(String... words) {
        return java.util.Arrays.stream(words).map(Ascii::bytes).toList();
    }

    /// Fills the draft's access; leaves it alone and answers false when a method, path or status is missing.
    boolean read(byte[] b, int from, int to, Draft d) {
        int method = Ascii.find(b, from, Math.min(to, from + LONGEST_PREFIX), METHOD);
        if (method < 0 || (method > from && !Ascii.blank(b[method - 1]))) {
            return false;
        }
        int path = value(b, method, to, PATHS);
        int at = Ascii.find(b, method, to, STATUS);
        int status = at < 0 ? 0 : Ascii.status(b, at + STATUS.length, to);
        if (path < 0 || status == 0 || Ascii.at(b, path, to) != '/' || Outbound.speaks(b, from, method)) {
            return false;
        }
        d.access = true;
        d.method = names.of(b, method + METHOD.length, Ascii.wordEnd(b, method, to));
        d.pathFrom = path;
        d.pathTo = Ascii.wordEnd(b, path, to);
        d.status = status;
        int time = value(b, method, to, TIMES);
        d.duration = time < 0 ? -1 : durations.read(b, time, to, Durations.Unit.MILLIS);
        return true;
    }

    private static int value(byte[] b, int from, int to, List<byte[]> keys) {
        for (byte[] key : keys) {
            int at = Ascii.find(b, from, to, key);
            if (at >= 0) {
                return at + key.length;
            }
        }
        return -1;
    }
}
