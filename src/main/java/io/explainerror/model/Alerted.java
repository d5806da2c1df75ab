package io.explainerror.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the alert says: a hint about where it hurts, never evidence of a cause.
///
/// @param service whom the alert names, "" when nobody
/// @param title   its title
public record Alerted(String service, String title, Exemplars lines) implements Signal {
    private static final List<String> STOPPED = List.of("to zero", "to nothing", "stopped");
    private static final Pattern WORK = Pattern.compile(
            "(?i)\\b(queues?|queued|backlog|lag|lags|lagging|unprocessed|undelivered|unacked|pending (jobs|messages|tasks|events)"
                    + "|(above|over|exceeds?) [\\d.,]+k? (messages|jobs|entries|records|tasks|events|items))\\b");
    private static final Pattern FAILING = Pattern.compile("(?i)\\b(5xx|50\\d|errors?|fail\\w*|unavailable|down)\\b");

    /// Whether its title says that something which should happen does not happen any more.
    public boolean isStopped() {
        String says = title.toLowerCase(Locale.ROOT);
        return STOPPED.stream().anyMatch(says::contains) || fell(says);
    }

    /// Whether its title says that work waits: a queue, a list or a topic with more in it than there should be.
    public boolean isQueued() {
        return WORK.matcher(title).find();
    }

    /// Whether its title says that answers fail.
    public boolean isFailing() {
        return FAILING.matcher(title).find();
    }

    private static boolean fell(String says) {
        int at = says.indexOf(" to 0");
        int end = at + " to 0".length();
        return at >= 0 && (end == says.length() || ".,0123456789".indexOf(says.charAt(end)) < 0);
    }
}
