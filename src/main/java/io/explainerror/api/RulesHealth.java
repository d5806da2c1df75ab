package io.explainerror.api;

import io.explainerror.Explainer;
import io.explainerror.Knowledge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Ready as long as rules are loaded. A refused edit is shown, but does not make the service unready: the rules before
/// it still judge.
@Readiness
@ApplicationScoped
class RulesHealth implements HealthCheck {
    private final Explainer explainer;

    RulesHealth(Explainer explainer) {
        this.explainer = explainer;
    }

    @Override
    public HealthCheckResponse call() {
        Knowledge knowledge = explainer.knowledge();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("rules")
                .status(!knowledge.rules().isEmpty())
                .withData("version", knowledge.version())
                .withData("loadedAt", knowledge.loadedAt().toString())
                .withData("rules", knowledge.rules().size());
        knowledge.failedAt().ifPresent(time -> answer.withData("lastFailedAt", time.toString())
                .withData(
                        "problems",
                        knowledge.problems().stream().map(Object::toString).collect(Collectors.joining("\n"))));
        return answer.build();
    }
}
