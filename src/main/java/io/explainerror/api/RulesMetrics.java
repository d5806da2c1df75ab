package io.explainerror.api;

import io.explainerror.Explainer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;

/// What monitoring sees of the rule base. Read from it whenever somebody scrapes, so nothing can be out of date.
@ApplicationScoped
class RulesMetrics implements MeterBinder {
    private final Explainer explainer;

    RulesMetrics(Explainer explainer) {
        this.explainer = explainer;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        FunctionCounter.builder("rules.reload", explainer, e -> e.knowledge().reloads())
                .description("Attempts to load the rules")
                .tag("outcome", "success")
                .register(meters);
        FunctionCounter.builder("rules.reload", explainer, e -> e.knowledge().failures())
                .description("Attempts to load the rules")
                .tag("outcome", "failure")
                .register(meters);
        Gauge.builder(
                        "rules.reload.failed",
                        explainer,
                        e -> e.knowledge().failedAt().isPresent() ? 1 : 0)
                .description("1 while the rules as saved are refused and older ones judge")
                .register(meters);
        Gauge.builder(
                        "rules.reload.duration.seconds",
                        explainer,
                        e -> e.knowledge().lastTook().toNanos() / 1e9)
                .description("How long the last attempt to load the rules took, their tests included")
                .register(meters);
        Gauge.builder("rules.loaded.timestamp.seconds", explainer, e -> e.knowledge()
                        .loadedAt()
                        .getEpochSecond())
                .description("When the rules in use were loaded; changes with every new version")
                .register(meters);
        Gauge.builder("rules.count", explainer, e -> e.knowledge().rules().size())
                .description("Rules in use")
                .register(meters);
    }
}
