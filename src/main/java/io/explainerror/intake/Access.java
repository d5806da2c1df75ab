package io.explainerror.intake;

/// A request that the logging service answered, whatever the format of the line that says so (access log, request
/// logging filter, JSON request log).
///
/// @param method   e.g. `GET`
/// @param path     with query, as logged
/// @param status   HTTP status; 0 when the line has none
/// @param duration microseconds from first byte in to last byte out; -1 when the line has none
/// @param upstream whom a proxy asked, as logged (`127.0.0.1:8081`, `backend/server1`), the last one when several were
///                 tried; "" when this is no proxy or nobody was asked
/// @param upstreamStatus   status of the upstream's answer, 0 when there was none
/// @param upstreamConnect  microseconds to connect to it, -1 when unknown
/// @param upstreamDuration microseconds until its answer, -1 when unknown
/// @param client   address of the caller, empty when the line has none
/// @param agent    user agent, empty when the line has none
/// @param flags    termination state or response flags of a proxy (HAProxy `sH--`, Envoy `UF,URX`), "" when none
public record Access(
        String method,
        Text path,
        int status,
        long duration,
        String upstream,
        int upstreamStatus,
        long upstreamConnect,
        long upstreamDuration,
        Text client,
        Text agent,
        String flags) {}
