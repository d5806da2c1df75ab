package io.explainerror.model;

/// A message shape that no recogniser knows as a failure and that the baseline did not have, or had at least ten times
/// more rarely.
///
/// @param service  whose log says it
/// @param template the message with its variable parts replaced by `<*>`
/// @param severity what the record itself claims; not to be believed
/// @param failure  whether the words speak of a failure (exception, error, failed, refused, ...), whatever the severity
/// @param before   how many times in the baseline window
/// @param during   how many times in the incident window
public record NewTemplate(
        String service, String template, Severity severity, boolean failure, long before, long during, Exemplars lines)
        implements Signal {
    @Override
    public long support() {
        return Math.max(1, during);
    }
}
