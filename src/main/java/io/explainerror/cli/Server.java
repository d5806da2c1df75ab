package io.explainerror.cli;

import io.explainerror.rules.RuleSource;
import java.nio.file.Path;
import java.util.Optional;

/// Runs the REST service until it is told to stop.
@FunctionalInterface
public interface Server {
    /// @param port    0 for any free port
    /// @param dataset labelled incidents: after each edit the log tells what it does to their judgements
    /// @return the exit code
    int serve(String host, int port, RuleSource rules, Optional<Path> dataset);
}
