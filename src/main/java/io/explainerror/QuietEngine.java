package io.explainerror;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;

/// Keeps the rule engine's log down to warnings.
///
/// As long as Quarkus has not started, which it does only for `serve`, its log manager takes every level for wanted and
/// keeps the records for later: the engine would put each firing into words, a fifth of the time of a judgement.
final class QuietEngine {
    private QuietEngine() {}

    static void ensure() {
        // before anybody asks for a logger, and only then: the choice of a log manager is made once
        if (System.getProperty("java.util.logging.manager") == null) {
            System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        }
        Held.DROOLS.setLevel(Level.WARN);
    }

    /// Held here, since the log manager forgets loggers that nobody holds.
    private static final class Held {
        private static final Logger DROOLS = LogContext.getLogContext().getLogger("org.drools");
    }
}
