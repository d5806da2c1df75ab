package io.explainerror.model;

import java.time.Instant;
import java.util.Optional;

/// The alert as the user handed it in: symptoms only.
///
/// @param service "" when not given
public record Alert(Optional<Instant> time, String service, String title, String description) {
    /// No alert was given.
    public static final Alert NONE = new Alert(Optional.empty(), "", "", "");
}
