package io.explainerror;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;

/// Keeps the rule engine's log down to warnings.
///
/// As long as Quarkus has not started, which it does only for `serve`, its log manager takes every level for wanted and
/// keeps the records for later: the engine would put each firing into words, a fifth of the time of a judgement.
final class QuietEngine {
    /// What Quarkus sets, too, when it starts; the log manager complains of who comes before.
    private static final String MANAGER = "java.util.logging.manager";

    private QuietEngine() {}

    /// @return the logger, which the log manager forgets when nobody holds it
    static Logger ensure() {
        System.setProperty(MANAGER, System.getProperty(MANAGER, "org.jboss.logmanager.LogManager"));
        Logger drools = LogContext.getLogContext().getLogger("org.drools");
        drools.setLevel(Level.WARN);
        return drools;
    }
}
