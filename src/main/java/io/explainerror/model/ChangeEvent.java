package io.explainerror.model;

import java.time.Instant;

/// A change as the user handed it in.
///
/// @param version "" when not given
public record ChangeEvent(Instant time, String kind, String service, String version, String description) {}
