package io.explainerror.model;

import java.util.List;
import java.util.Locale;

/// What the alert says: a hint about where it hurts, never evidence of a cause.
///
/// @param service whom the alert names, "" when nobody
/// @param title   its title
public record Alerted(String service, String title, Exemplars lines) implements Signal {
    private static final List<String> STOPPED = List.of("to zero", "to nothing", "stopped");

    /// Whether its title says that something which should happen does not happen any more.
    public boolean isStopped() {
        String says = title.toLowerCase(Locale.ROOT);
        return STOPPED.stream().anyMatch(says::contains) || fell(says);
    }

    private static boolean fell(String says) {
        int at = says.indexOf(" to 0");
        int end = at + " to 0".length();
        return at >= 0 && (end == says.length() || ".,0123456789".indexOf(says.charAt(end)) < 0);
    }
}
