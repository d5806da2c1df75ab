package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnsetTest {
    private final Random random = new Random(7);

    @Test
    void is_where_errors_begin() {
        double[] errors = new double[120];
        Arrays.fill(errors, 70, 120, 3);

        assertThat(Onset.find(List.of(new Series("errors", true, true, errors)), 120, 120))
                .hasValueSatisfying(onset -> {
                    assertThat(onset.step()).isEqualTo(70);
                    assertThat(onset.basis()).isEqualTo("errors");
                });
    }

    @Test
    void is_where_a_noisy_latency_steps_up() {
        double[] latency = new double[120];
        for (int i = 0; i < 120; i++) {
            latency[i] = (i < 60 ? 3 : 8) + random.nextGaussian() / 2;
        }

        assertThat(Onset.find(List.of(new Series("latency", false, true, latency)), 120, 120))
                .hasValueSatisfying(onset -> assertThat(onset.step()).isEqualTo(60));
    }

    @Test
    void is_not_found_in_steady_noise() {
        double[] errors = new double[300];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = random.nextDouble() < 0.05 ? 1 : 0;
        }

        assertThat(Onset.find(List.of(new Series("errors", true, true, errors)), 300, 300))
                .isEmpty();
    }

    @Test
    void is_not_found_where_something_only_gets_better() {
        double[] errors = new double[100];
        Arrays.fill(errors, 0, 50, 4);

        assertThat(Onset.find(List.of(new Series("errors", true, true, errors)), 100, 100))
                .isEmpty();
    }

    @Test
    void is_never_later_than_the_last_step_asked_for() {
        double[] errors = new double[100];
        Arrays.fill(errors, 40, 100, 1);
        Arrays.fill(errors, 80, 100, 30);

        assertThat(Onset.find(List.of(new Series("errors", true, true, errors)), 100, 50))
                .hasValueSatisfying(onset -> assertThat(onset.step()).isLessThanOrEqualTo(50));
    }
}
