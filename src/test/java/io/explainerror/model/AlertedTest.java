package io.explainerror.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders per minute dropped to zero",
                "orders/min fell to 0",
                "Throughput down to 0 messages/s",
                "Deliveries have STOPPED",
                "sign-ups fell to nothing"
            })
    void tellsThatSomethingHasStopped(String title) {
        assertThat(alert(title).isStopped()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "error ratio rose to 0.4", "p95 from 0 to 04:00", "checkout answers slowly", "up to 03"})
    void tellsOfSomethingElse(String title) {
        assertThat(alert(title).isStopped()).isFalse();
    }

    private static Alerted alert(String title) {
        return new Alerted("shop", title, Exemplars.NONE);
    }
}
