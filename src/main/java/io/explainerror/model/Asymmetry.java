package io.explainerror.model;

/// Trouble or traffic that falls on one member of a service far more than the member's share of the work explains.
///
/// @param service whose members are compared
/// @param by      what tells members apart: `instance` (replica, pod), `version` (release, or the revision in a pod's
///                name) or `agent` (class of the callers' user agents: `browser`, `app`, `library`, `bot`, `probe`)
/// @param member  the one that stands out
/// @param what    `failures` or `traffic`
/// @param share   its share of the failures or requests of the incident window, 0 to 1
/// @param usual   what it would be if all were alike: of failures, its share of the records of the incident window; of
///                traffic, its share of the requests of the baseline window
/// @param count   its failures or requests of the incident window
public record Asymmetry(
        String service, String by, String member, String what, double share, double usual, long count, Exemplars lines)
        implements Signal {

    /// By how much it stands out, -1 to 1.
    public double excess() {
        return share - usual;
    }

    @Override
    public long support() {
        return Math.max(1, count);
    }
}
