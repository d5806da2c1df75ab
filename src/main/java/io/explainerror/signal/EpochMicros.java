package io.explainerror.signal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times as the hot path counts them: microseconds since 1970-01-01T00:00:00Z.
final class EpochMicros {
    private EpochMicros() {}

    static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
