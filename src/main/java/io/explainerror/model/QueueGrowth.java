package io.explainerror.model;

/// A queue's depth or a consumer's lag changed.
///
/// @param service whose queue it is or who reports it
/// @param queue   its name, "" when unknown
/// @param before  median depth in the baseline window
/// @param during  highest depth in the incident window
/// @param slope   messages per second in the incident window; negative when it drains
public record QueueGrowth(String service, String queue, double before, double during, double slope, Exemplars lines)
        implements Signal {

    /// Whether it grew at least threefold and by at least fifty messages.
    public boolean isGrowing() {
        return during >= 3 * Math.max(before, 1) && during - before >= 50;
    }
}
