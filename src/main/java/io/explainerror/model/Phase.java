package io.explainerror.model;

import java.util.Locale;

/// In which phase of a call the time was lost or the call was refused: what tells look-alike time-outs apart.
public enum Phase {
    /// The message does not tell.
    UNKNOWN,
    /// The name could not be resolved: the callee was never asked.
    NAME_RESOLUTION,
    /// The caller waited for a slot of its own pool: the callee is not involved.
    OWN_POOL,
    /// The connection (TCP or TLS) was refused or not answered.
    CONNECT,
    /// The connection was made, the TLS handshake failed.
    TLS,
    /// A proxy or client had no target left to try.
    NO_TARGET,
    /// The request was sent, the first byte of the answer did not come in time: the callee was reached.
    FIRST_BYTE,
    /// The answer began and broke off.
    MID_BODY,
    /// Refused locally on purpose: circuit breaker, bulkhead, limiter.
    REFUSED_ON_PURPOSE,
    /// The caller gave up before the callee answered.
    CALLER_GAVE_UP;

    /// As catalogues spell it: lower case with hyphens, e.g. `first-byte`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
