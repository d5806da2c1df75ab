package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {
    private static final Percentage CLASS_WIDTH = Percentage.withPercentage(7);

    @Test
    void quantiles_are_right_within_a_class() {
        DurationHistogram histogram = new DurationHistogram();
        for (int i = 1; i <= 1000; i++) {
            histogram.add(i * 1000L);
        }

        assertThat(histogram.quantile(0.5)).isCloseTo(500, CLASS_WIDTH);
        assertThat(histogram.quantile(0.95)).isCloseTo(950, CLASS_WIDTH);
        assertThat(histogram.mean()).isCloseTo(500.5, Percentage.withPercentage(0.1));
    }

    @Test
    void survives_zero_and_absurdly_long_durations() {
        DurationHistogram histogram = new DurationHistogram();
        histogram.add(0);
        histogram.add(Long.MAX_VALUE);

        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.quantile(0.1)).isLessThan(1);
        assertThat(histogram.quantile(1)).isGreaterThan(3_600_000);
    }

    @Test
    void adding_two_is_like_filling_one() {
        DurationHistogram left = new DurationHistogram();
        DurationHistogram right = new DurationHistogram();
        DurationHistogram both = new DurationHistogram();
        for (int i = 0; i < 100; i++) {
            (i % 2 == 0 ? left : right).add(i * 7_000L);
            both.add(i * 7_000L);
        }

        left.add(right);

        assertThat(left.quantile(0.9)).isEqualTo(both.quantile(0.9));
        assertThat(left.atMost(300)).isEqualTo(both.atMost(300));
    }
}
