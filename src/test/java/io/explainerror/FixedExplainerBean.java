package io.explainerror;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;

/// Puts the fixed explainer in the service's place while the doors are tested.
class FixedExplainerBean {
    @Produces
    @Alternative
    @Priority(1)
    @ApplicationScoped
    Explainer explainer() {
        return FixedExplainer.exhaustedPool();
    }
}
