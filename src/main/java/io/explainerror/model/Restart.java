package io.explainerror.model;

/// A service started again.
///
/// @param service who started
/// @param count   starts seen from the onset's surroundings to the end
/// @param failed  starts of these that ended in a failure to start or were followed by another start
public record Restart(String service, long count, long failed, Exemplars lines) implements Signal {

    /// Whether it starts over and over.
    public boolean isLoop() {
        return count >= 3 || failed >= 2;
    }

    @Override
    public long support() {
        return Math.max(1, count);
    }
}
