package io.explainerror;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Hands the service its explainer: one for the whole service, following the rule folder.
@ApplicationScoped
class ServiceExplainer {
    @Produces
    @ApplicationScoped
    Explainer explainer(
            @ConfigProperty(name = "explainerror.rules") Optional<String> rules,
            @ConfigProperty(name = "explainerror.dataset") Optional<String> dataset) {
        return new ExplainError().watch(Home.rules(rules.map(Path::of), System.getenv()::get), dataset.map(Path::of));
    }

    /// Compiles the rules before the first request comes, and refuses to start with broken ones.
    void start(@Observes StartupEvent event, Explainer explainer) {
        explainer.knowledge();
    }

    void stop(@Disposes Explainer explainer) {
        explainer.close();
    }
}
