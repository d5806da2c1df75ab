package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
    private static final long SECOND = 1_000_000;

    @Test
    void counts_by_the_second_while_the_input_is_short() {
        Timeline<long[]> timeline = counting(8, List.of(0L, SECOND - 1, SECOND, 5 * SECOND));

        assertThat(readable(timeline))
                .containsExactlyInAnyOrderEntriesOf(
                        new TreeMap<>(java.util.Map.of(0L, 2L, SECOND, 1L, 5 * SECOND, 1L)));
    }

    @Test
    void doubles_its_bucket_width_when_too_many_buckets_are_in_use() {
        Timeline<long[]> timeline = counting(4, List.of(0L, SECOND, 2 * SECOND, 3 * SECOND, 4 * SECOND));

        assertThat(readable(timeline))
                .isEqualTo(new TreeMap<>(java.util.Map.of(0L, 2L, 2 * SECOND, 2L, 4 * SECOND, 1L)));
    }

    @Test
    void a_single_stray_time_costs_one_bucket_not_the_resolution() {
        Timeline<long[]> timeline = counting(4, List.of(0L, 1_000_000 * SECOND, 1_000_001 * SECOND));

        assertThat(readable(timeline)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void merging_parts_in_any_order_gives_what_one_pass_gives(int parts) {
        Random random = new Random(parts);
        List<Long> times = random.longs(500, 0, 3_000 * SECOND).boxed().toList();
        Timeline<long[]> whole = counting(64, times);

        Timeline<long[]> merged = new Timeline<>(64, TimelineTest::fold);
        for (int part = parts - 1; part >= 0; part--) {
            int from = part * times.size() / parts;
            int to = (part + 1) * times.size() / parts;
            merged.merge(counting(64, times.subList(from, to)));
        }

        assertThat(readable(merged)).isEqualTo(readable(whole));
    }

    private static Timeline<long[]> counting(int limit, List<Long> times) {
        Timeline<long[]> timeline = new Timeline<>(limit, TimelineTest::fold);
        times.forEach(t -> timeline.at(t, () -> new long[1])[0]++);
        return timeline;
    }

    private static long[] fold(long[] a, long[] b) {
        a[0] += b[0];
        return a;
    }

    private static TreeMap<Long, Long> readable(Timeline<long[]> timeline) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        timeline.sorted(Window.ALWAYS).forEach((begin, cell) -> counts.put(begin, cell[0]));
        return counts;
    }
}
