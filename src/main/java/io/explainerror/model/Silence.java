package io.explainerror.model;

/// A service that used to log, or to serve requests, stopped doing so.
///
/// @param service   who fell silent
/// @param what      `log` for all records, `requests` when it still logs but serves no request any more
/// @param expected  records per minute in the baseline window
/// @param seconds   how long nothing came until the end of the incident
public record Silence(String service, String what, double expected, double seconds, Exemplars lines)
        implements Signal {}
