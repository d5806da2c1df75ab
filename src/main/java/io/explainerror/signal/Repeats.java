package io.explainerror.signal;

import io.explainerror.intake.Access;
import io.explainerror.intake.LogRecord;
import io.explainerror.intake.Text;

/// How often the same request comes again within a short time: the same id and path or, where requests carry no id,
/// the same caller, method and path. What is only read (`GET`) and has no id may be asked for twice by two users behind
/// one address, so it is left out. Counted for a uniform sample of requests in bounded memory.
final class Repeats {
    /// Who asks again does so within ten seconds: microseconds.
    private static final long SOON = 10_000_000;

    private static final int SAMPLE = 1024;

    private final HashSample<long[]> counts = new HashSample<>(SAMPLE, (a, b) -> {
        a[1] += b[1];
        return a;
    });

    /// Distinct requests and how often each of them was made, of one window.
    ///
    /// @param distinct sampled requests
    /// @param attempts how often they were made altogether
    record Attempts(long distinct, long attempts) {
        /// Attempts for each distinct request, at least 1.
        double ratio() {
            return distinct == 0 ? 1 : (double) attempts / distinct;
        }
    }

    void add(LogRecord record, Access access, long time) {
        boolean known = !record.trace().isEmpty() || (!access.client().isEmpty() && changes(access.method()));
        if (!known || access.path().isEmpty()) {
            return;
        }
        long period = Math.floorDiv(time, SOON);
        long who = record.trace().isEmpty() ? hash(withoutPort(access.client())) : hash(record.trace());
        long key =
                Bytes.mix(Bytes.mix(who ^ hash(access.path())) + access.method().hashCode() + period);
        long[] seen = counts.at(key, () -> new long[] {period * SOON, 0});
        if (seen != null) {
            seen[1]++;
        }
    }

    private static boolean changes(String method) {
        return !method.isEmpty() && !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }

    void merge(Repeats other) {
        counts.merge(other.counts);
    }

    Attempts in(Window window) {
        long distinct = 0;
        long attempts = 0;
        for (long[] seen : counts.values().values()) {
            if (window.holds(seen[0])) {
                distinct++;
                attempts += seen[1];
            }
        }
        return new Attempts(distinct, attempts);
    }

    private static long hash(Text text) {
        return Bytes.hash(text.bytes(), text.from(), text.to());
    }

    /// Each connection has a port of its own; IPv6 addresses without brackets have none.
    private static Text withoutPort(Text client) {
        int colon = -1;
        for (int i = client.from(); i < client.to(); i++) {
            if (client.bytes()[i] == ':') {
                if (colon >= 0) {
                    return client;
                }
                colon = i;
            }
        }
        return colon < 0 ? client : new Text(client.bytes(), client.from(), colon);
    }
}
