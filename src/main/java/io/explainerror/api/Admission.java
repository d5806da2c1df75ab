package io.explainerror.api;

import io.explainerror.model.ProblemException.BudgetExceeded;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Lets a limited number of judgements run at once and a limited number wait, so that a burst makes callers wait or
/// come back instead of exhausting memory.
@ApplicationScoped
class Admission {
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;
    private final long patienceMillis;

    Admission(
            @ConfigProperty(name = "explainerror.judgements.concurrent", defaultValue = "16") int concurrent,
            @ConfigProperty(name = "explainerror.judgements.waiting", defaultValue = "128") int maxWaiting,
            @ConfigProperty(name = "explainerror.judgements.patience-millis", defaultValue = "10000")
                    long patienceMillis) {
        this.places = new Semaphore(concurrent, true);
        this.maxWaiting = maxWaiting;
        this.patienceMillis = patienceMillis;
    }

    <T> T admit(Supplier<T> work) {
        await();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private void await() {
        if (places.tryAcquire()) {
            return;
        }
        try {
            if (waiting.incrementAndGet() > maxWaiting || !places.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static BudgetExceeded busy() {
        return new BudgetExceeded("Too many judgements at once: try again in a second.");
    }
}
