package io.explainerror;

import io.explainerror.cli.Server;
import io.explainerror.model.ProblemException;
import io.explainerror.rules.RuleSource;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Boots Quarkus and waits until it is told to stop.
final class RestServer implements Server {
    @Override
    public int serve(String host, int port, RuleSource rules, Optional<Path> dataset) {
        System.setProperty("quarkus.http.host", host);
        System.setProperty("quarkus.http.port", Integer.toString(port));
        rules.path().ifPresent(folder -> System.setProperty(RuleSource.PROPERTY, folder.toString()));
        dataset.ifPresent(folder -> System.setProperty("explainerror.dataset", folder.toString()));
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Quarkus.run(Waiting.class, (code, thrown) -> failure.set(thrown));
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw problem(thrown);
        }
        return 0;
    }

    /// What the user must hear is wrapped in what the container adds.
    private static RuntimeException problem(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        return new IllegalStateException("the service did not start: " + thrown, thrown);
    }

    /// Lives until the service stops.
    static final class Waiting implements QuarkusApplication {
        @Override
        public int run(String... args) {
            Quarkus.waitForExit();
            return 0;
        }
    }
}
