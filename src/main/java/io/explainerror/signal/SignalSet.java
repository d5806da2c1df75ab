package io.explainerror.signal;

import io.explainerror.model.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All signals of one incident.
///
/// @param signals in a fixed order
/// @param onset   when the incident began, if it did
/// @param from    the first record's or sample's time, if any has one
/// @param to      the last one's
/// @param warnings what the reader should know about the records as a whole, e.g. clocks that differ between files
public record SignalSet(
        List<Signal> signals,
        Optional<Instant> onset,
        Optional<Instant> from,
        Optional<Instant> to,
        List<String> warnings) {
    public SignalSet {
        signals = List.copyOf(signals);
        warnings = List.copyOf(warnings);
    }
}
