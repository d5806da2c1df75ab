package io.explainerror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a step advises, told from its words.
class FamilyTest {
    @ParameterizedTest
    @CsvSource({
        "Retry the failed orders,                       RETRY",
        "'Fix the handler, then replay the messages',   RETRY",
        "Repeat the failed requests,                    RETRY",
        "Enlarge the callee,                            SCALE",
        "Undo the change that preceded the onset,       ROLL_BACK",
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
                "Afterwards set a retry budget and a time-out the callee can meet",
                "Cut the attempts of checkout to one, or open its circuit",
                "Look once more in a few minutes",
                "Shed load instead of scaling",
                "Slow the calls down to the rate that the peer allows, and honour Retry-After",
            })
    void doesNotAdvise(String step) {
        assertThat(Family.advisedBy(step)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Do not retry,                      RETRY",
        "Do not add attempts,               RETRY",
        "Do not enlarge the callee first,   SCALE",
        "Never scale up,                    SCALE",
        "Restart the database,              RESTART",
        "Enlarge the pool,                  ENLARGE_POOL",
    })
    void isForbidden(String dont, Family family) {
        assertThat(Family.forbiddenBy(dont)).containsExactly(family);
    }

    @Test
    void oneSentenceMayForbidSeveral() {
        assertThat(Family.forbiddenBy("Do not restart or enlarge checkout"))
                .containsExactlyInAnyOrder(Family.RESTART, Family.SCALE);
    }
}
