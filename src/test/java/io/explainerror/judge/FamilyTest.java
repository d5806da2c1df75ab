package io.explainerror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a step advises, told from its words.
class FamilyTest {
    @ParameterizedTest
    @CsvSource({
        "Retry the failed orders,                       RETRY",
        "'Fix the handler, then replay the messages',   RETRY",
        "Scale checkout up,                             SCALE",
        "Add two more replicas of payments,             SCALE",
        "Add consumers,                                 SCALE",
        "Raise the size of the connection pool,         ENLARGE_POOL",
        "Roll checkout back to the version before,      ROLL_BACK",
        "Revert the configuration change,               ROLL_BACK",
        "Restart one instance and watch it,             RESTART",
        "'Turn off the flag, restart the pods',         RESTART",
    })
    void advises(String step, Family family) {
        assertThat(Family.advisedBy(step)).containsExactly(family);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Stop the retries of checkout",
                "Cap retries with a budget",
                "Turn off automatic restarts",
                "Answer without retrying",
                "Look at the pool's metrics",
                "Shed load instead of scaling",
            })
    void doesNotAdvise(String step) {
        assertThat(Family.advisedBy(step)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Do not retry,                      RETRY",
        "Never scale up,                    SCALE",
        "Restart the database,              RESTART",
        "Enlarge the pool,                  ENLARGE_POOL",
    })
    void isForbidden(String dont, Family family) {
        assertThat(Family.forbiddenBy(dont)).containsExactly(family);
    }
}
