package io.explainerror.rules;

/// Watches that the conditions of a rule cannot multiply: facts that are combined with each other freely make a
/// number of combinations that nothing inside the engine stops.
///
/// The first condition is free. One more may be free when it is narrowed by a literal or a flag. All others must be
/// tied to conditions before them by an equality of texts or facts.
final class Joins {
    private static final int MOST = 2;

    private int free;

    Joins() {
        this(0);
    }

    private Joins(int free) {
        this.free = free;
    }

    /// For the inside of a `not`, `exists`, `forall`, `collect` or `accumulate`: it is searched once for every
    /// combination outside, but does not add any.
    Joins inner() {
        return new Joins(free < MOST ? 0 : MOST);
    }

    Joins copy() {
        return new Joins(free);
    }

    void worstOf(Joins branch) {
        free = Math.max(free, branch.free);
    }

    /// Counts a condition that is not tied to the others.
    ///
    /// @return whether it is one too many
    boolean oneTooMany(boolean selective) {
        free++;
        return free > MOST || (free == MOST && !selective);
    }
}
