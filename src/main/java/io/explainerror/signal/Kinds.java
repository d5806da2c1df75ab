package io.explainerror.signal;

import java.util.Set;

/// What kinds of symptoms mean, as far as finding the onset needs to know.
final class Kinds {
    /// Kinds that healthy systems show, too.
    private static final Set<String> HARMLESS = Set.of(
            "process.started",
            "process.starting",
            "process.stopping",
            "config.reloaded",
            "deploy.rolled-out",
            "cache.miss",
            "queue.rebalance",
            "db.checkpoint-pressure",
            "auth.rejected",
            "call.client-error",
            "request.too-large",
            "queue.lag");

    private Kinds() {}

    /// Whether a symptom of this kind says that something failed.
    static boolean failure(String kind) {
        return !HARMLESS.contains(kind);
    }
}
