package io.explainerror.model;

/// How many attempts a caller makes for one original request.
///
/// @param service who retries
/// @param peer    what is called, "" when unknown
/// @param before  attempts per original request in the baseline window, 1 meaning no retries
/// @param during  the same in the incident window
/// @param retries repeated attempts counted in the incident window
public record RetryRatio(String service, String peer, double before, double during, long retries, Exemplars lines)
        implements Signal {
    @Override
    public long support() {
        return Math.max(1, retries);
    }
}
