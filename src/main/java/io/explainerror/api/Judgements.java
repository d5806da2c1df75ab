package io.explainerror.api;

import io.explainerror.model.Judgement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs a judgement within the service's limits and counts it.
@ApplicationScoped
class Judgements {
    private final Admission admission;
    private final MeterRegistry meters;

    Judgements(Admission admission, MeterRegistry meters) {
        this.admission = admission;
        this.meters = meters;
    }

    Judgement judge(Supplier<Judgement> work) {
        return judge(work, Function.identity());
    }

    /// @param of the judgement that an answer rests on
    <T> T judge(Supplier<T> work, Function<T, Judgement> of) {
        return admission.admit(() -> {
            Timer.Sample started = Timer.start(meters);
            T answer = work.get();
            Judgement judgement = of.apply(answer);
            started.stop(Timer.builder("explainerror.judgements")
                    .description("Judgements made")
                    .tag("pattern", judgement.pattern())
                    .tag("verdict", judgement.verdict().name())
                    .register(meters));
            return answer;
        });
    }
}
