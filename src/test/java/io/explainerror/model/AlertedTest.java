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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Queue orders above 100 messages",
                "List jobs:mail above 500 entries",
                "Consumer group metering lags above 300 records",
                "Backlog of invoices grows",
                "more than 20 pending jobs"
            })
    void tellsThatWorkWaits(String title) {
        assertThat(alert(title).isQueued()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"p95 of checkout above 2 s", "flag rollout failed", "above 5% errors", "5xx of the jobs page"})
    void tellsOfNoWorkThatWaits(String title) {
        assertThat(alert(title).isQueued()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Checkout 5xx ratio above 5%",
                "Forecasts fail",
                "Catalog unavailable",
                "Failed jobs",
                "shop is down"
            })
    void tellsThatAnswersFail(String title) {
        assertThat(alert(title).isFailing()).isTrue();
    }

    private static Alerted alert(String title) {
        return new Alerted("shop", title, Exemplars.NONE);
    }
}
