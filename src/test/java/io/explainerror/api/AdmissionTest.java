package io.explainerror.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.ProblemException.BudgetExceeded;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    @Test
    void whoFindsNoPlaceAndMayNotWaitIsSentAway() throws InterruptedException, ExecutionException {
        Admission admission = new Admission(1, 0, 60_000);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = threads.submit(() -> admission.admit(() -> {
                inside.countDown();
                await(leave);
                return "judged";
            }));
            inside.await();

            assertThatThrownBy(() -> admission.admit(() -> "never"))
                    .isInstanceOf(BudgetExceeded.class)
                    .hasMessageContaining("try again");

            leave.countDown();
            assertThat(first.get()).isEqualTo("judged");
            assertThat(admission.admit(() -> "next")).isEqualTo("next");
        }
    }

    @Test
    void aFailureGivesItsPlaceBack() {
        Admission admission = new Admission(1, 0, 0);

        assertThatThrownBy(() -> admission.admit(() -> {
                    throw new IllegalStateException("boom");
                }))
                .hasMessage("boom");
        assertThat(admission.admit(() -> "next")).isEqualTo("next");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
