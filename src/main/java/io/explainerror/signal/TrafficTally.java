package io.explainerror.signal;

/// Answered requests of one bucket.
final class TrafficTally {
    long requests;
    long serverErrors;
    final DurationHistogram durations = new DurationHistogram();
    final DurationHistogram failed = new DurationHistogram();

    /// @param status   HTTP status, 0 when unknown
    /// @param duration microseconds, -1 when unknown
    void add(int status, long duration) {
        requests++;
        boolean failure = status >= 500;
        if (failure) {
            serverErrors++;
        }
        if (duration >= 0) {
            durations.add(duration);
            if (failure) {
                failed.add(duration);
            }
        }
    }

    TrafficTally add(TrafficTally other) {
        requests += other.requests;
        serverErrors += other.serverErrors;
        durations.add(other.durations);
        failed.add(other.failed);
        return this;
    }

    /// Share of answers with a status of 500 and above, 0 to 1.
    double errorRatio() {
        return requests == 0 ? 0 : (double) serverErrors / requests;
    }
}
