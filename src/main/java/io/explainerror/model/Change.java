package io.explainerror.model;

/// Something was changed on purpose. Near the onset it is a suspect, not a culprit.
///
/// @param service     what was changed, or `platform`
/// @param kind        `deploy`, `config`, `flag`, `migration`, `scale`
/// @param version     the new version, "" when none is given
/// @param description what the change says of itself
/// @param secondsBeforeOnset how long before the onset; negative when after it
/// @param supported   whether the incident itself speaks for it: it touched a service that misbehaves and the
///                    misbehaviour begins after it
public record Change(
        String service,
        String kind,
        String version,
        String description,
        double secondsBeforeOnset,
        boolean supported,
        Exemplars lines)
        implements Signal {

    /// A change from fifteen minutes before the onset to half a minute after it (clocks differ) can have caused it.
    public boolean isNear() {
        return secondsBeforeOnset <= 900 && secondsBeforeOnset >= -30;
    }
}
