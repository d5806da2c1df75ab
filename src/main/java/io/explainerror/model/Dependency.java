package io.explainerror.model;

/// One service calls another.
///
/// @param service who calls
/// @param peer    who is called
/// @param kind    `http`, `database`, `cache`, `queue`, `proxy` or `unknown`
/// @param calls   calls seen to fail in the incident window as the caller's log tells them; 0 when none failed
public record Dependency(String service, String peer, String kind, long calls, Exemplars lines) implements Signal {}
