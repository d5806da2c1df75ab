package io.explainerror.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentVersionsTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void the_last_versions_are_kept_newest_first() {
        RecentVersions recent = new RecentVersions(2, 1_000);
        add(recent, "1", "one");
        add(recent, "2", "two");
        add(recent, "3", "three");

        assertThat(recent.newestFirst())
                .extracting(RecentVersions.Recent::version)
                .containsExactly("3", "2");
    }

    @Test
    void a_version_that_comes_back_is_the_newest_and_stands_once() {
        RecentVersions recent = new RecentVersions(5, 1_000);
        add(recent, "1", "one");
        add(recent, "2", "two");
        add(recent, "1", "one");

        assertThat(recent.newestFirst())
                .extracting(RecentVersions.Recent::version)
                .containsExactly("1", "2");
    }

    @Test
    void their_texts_are_bounded_but_the_one_in_force_stays_whatever_its_size() {
        RecentVersions recent = new RecentVersions(5, 10);
        add(recent, "1", "12345");
        add(recent, "2", "1234567");
        assertThat(recent.newestFirst()).hasSize(1);

        add(recent, "3", "12345678901234567890");
        assertThat(recent.newestFirst())
                .extracting(RecentVersions.Recent::version)
                .containsExactly("3");
    }

    @Test
    void a_text_that_versions_share_counts_once() {
        RecentVersions recent = new RecentVersions(5, 10);
        RuleFiles one = RuleFiles.of(Map.of("patterns/a.drl", "123456", "patterns/b.drl", "1"));
        RuleFiles two = one.with("patterns/b.drl", "2").sharing(one);
        recent.add("1", one, NOON);
        recent.add("2", two, NOON);

        assertThat(recent.newestFirst()).hasSize(2);
        assertThat(recent.characters()).isEqualTo(8);
    }

    private static void add(RecentVersions recent, String version, String text) {
        recent.add(version, RuleFiles.of(Map.of("patterns/a.drl", text)), NOON);
    }
}
