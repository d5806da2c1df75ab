package io.explainerror.cli;

import io.explainerror.rules.RuleSource;

/// Runs the REST service until it is told to stop.
@FunctionalInterface
public interface Server {
    /// @param port 0 for any free port
    /// @return the exit code
    int serve(String host, int port, RuleSource rules);
}
