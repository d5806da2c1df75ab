package io.explainerror.rules;

import static io.explainerror.rules.Sample.symptom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Firing;
import io.explainerror.model.ProblemKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveKnowledgeTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2025-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String DRL = "patterns/connection-pool-exhaustion.drl";

    @TempDir
    private Path temp;

    private Path rules;

    @BeforeEach
    void write_a_rule_folder() throws IOException {
        rules = folder("rules", 1.0);
    }

    @Test
    void a_folder_is_loaded_once_at_the_start() {
        LiveKnowledge<Knowledge> live = load(rules);

        assertThat(weight(live)).isEqualTo(1.0);
        assertThat(live.status())
                .isEqualTo(
                        new KnowledgeStatus(live.current().version(), NOON.instant(), NOON.instant(), List.of(), 0, 0));
    }

    @Test
    void broken_rules_at_the_start_are_an_error() throws IOException {
        Files.writeString(rules.resolve(DRL), "nonsense");

        assertThatThrownBy(() -> load(rules)).isInstanceOf(RuleProblems.class).hasMessageContaining(DRL);
    }

    @Test
    void a_missing_folder_is_an_error() {
        assertThatThrownBy(() -> load(temp.resolve("nowhere")))
                .isInstanceOf(RuleProblems.class)
                .hasMessageContaining("there is no folder")
                .hasMessageContaining("nowhere");
    }

    @Test
    void reloading_an_unchanged_folder_changes_nothing() {
        LiveKnowledge<Knowledge> live = load(rules);
        Knowledge before = live.current();

        assertThat(live.reload().reloaded()).isZero();
        assertThat(live.current()).isSameAs(before);
    }

    @Test
    void a_broken_edit_keeps_the_rules_and_shows_in_the_status_until_it_is_mended() throws IOException {
        LiveKnowledge<Knowledge> live = load(rules);
        String version = live.current().version();
        String good = Files.readString(rules.resolve(DRL));

        Files.writeString(rules.resolve(DRL), good.replace("Symptom(", "Symptm("));
        KnowledgeStatus broken = live.reload();

        assertThat(broken.version()).isEqualTo(version).isEqualTo(live.current().version());
        assertThat(broken.failed()).isEqualTo(1);
        assertThat(broken.lastProblems())
                .containsExactly(new CatalogueProblem(
                        ProblemKind.UNKNOWN_FACT_TYPE,
                        DRL,
                        8,
                        5,
                        "there is no fact type `Symptm`. Did you mean `Symptom`?"));

        Files.writeString(rules.resolve(DRL), good);
        assertThat(live.reload().lastProblems()).isEmpty();
    }

    @Test
    void whoever_holds_a_version_keeps_it() throws IOException {
        LiveKnowledge<Knowledge> live = load(rules);
        Knowledge held = live.current();

        Files.writeString(rules.resolve(DRL), drl(2.5));
        live.reload();

        assertThat(weight(held)).isEqualTo(1.0);
        assertThat(weight(live)).isEqualTo(2.5);
    }

    @Test
    void saving_a_file_in_place_replaces_the_rules() throws Exception {
        LiveKnowledge<Knowledge> live = load(rules);
        try (RuleWatch _ = watch(live)) {
            Files.writeString(rules.resolve(DRL), drl(2.5));

            await(live, status -> status.reloaded() == 1);
        }
        assertThat(weight(live)).isEqualTo(2.5);
    }

    @Test
    void an_editor_that_writes_a_new_file_and_renames_it_replaces_the_rules() throws Exception {
        LiveKnowledge<Knowledge> live = load(rules);
        try (RuleWatch _ = watch(live)) {
            Path patterns = rules.resolve("patterns");
            Files.writeString(patterns.resolve("4913"), "");
            Files.delete(patterns.resolve("4913"));
            Files.move(rules.resolve(DRL), rules.resolve(DRL + "~"));
            Files.writeString(patterns.resolve(".new.drl.swp"), drl(2.5));
            Files.move(patterns.resolve(".new.drl.swp"), rules.resolve(DRL), StandardCopyOption.ATOMIC_MOVE);

            await(live, status -> status.reloaded() >= 1 && weight(live) == 2.5);
        }
        assertThat(live.status().lastProblems()).isEmpty();
    }

    @Test
    void a_broken_save_is_seen_and_refused_and_the_next_good_one_taken() throws Exception {
        LiveKnowledge<Knowledge> live = load(rules);
        try (RuleWatch _ = watch(live)) {
            Files.writeString(rules.resolve(DRL), "rule");
            await(live, status -> status.failed() >= 1);
            assertThat(weight(live)).isEqualTo(1.0);

            Files.writeString(rules.resolve(DRL), drl(2.5));
            await(
                    live,
                    status -> status.reloaded() == 1 && status.lastProblems().isEmpty());
        }
        assertThat(weight(live)).isEqualTo(2.5);
    }

    @Test
    void pointing_a_linked_folder_elsewhere_replaces_the_rules() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("live"), rules);
        LiveKnowledge<Knowledge> live = load(link);
        try (RuleWatch _ = watch(live)) {
            Path next = Files.createSymbolicLink(temp.resolve("next"), folder("release-8", 2.5));
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
            await(live, status -> status.reloaded() == 1);

            Files.writeString(temp.resolve("release-8").resolve(DRL), drl(3.5));
            await(live, status -> status.reloaded() == 2);
        }
        assertThat(weight(live)).isEqualTo(3.5);
    }

    @Test
    void an_updated_config_map_replaces_the_rules() throws Exception {
        Path mount = Files.createDirectories(temp.resolve("mount"));
        Path patterns = Files.createDirectory(mount.resolve("patterns"));
        Files.createSymbolicLink(mount.resolve("recognisers"), rules.resolve("recognisers"));
        Files.move(rules.resolve("patterns"), patterns.resolve("..2025_03_01"));
        Files.createSymbolicLink(patterns.resolve("..data"), Path.of("..2025_03_01"));
        for (String name :
                List.of("connection-pool-exhaustion.drl", "connection-pool-exhaustion.yaml", "dependency-slow.yaml")) {
            Files.createSymbolicLink(patterns.resolve(name), Path.of("..data", name));
        }
        LiveKnowledge<Knowledge> live = load(mount);
        assertThat(weight(live)).isEqualTo(1.0);

        try (RuleWatch _ = watch(live)) {
            Files.move(folder("new", 2.5).resolve("patterns"), patterns.resolve("..2025_03_02"));
            Files.createSymbolicLink(patterns.resolve("..data_tmp"), Path.of("..2025_03_02"));
            Files.move(patterns.resolve("..data_tmp"), patterns.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

            await(live, status -> status.reloaded() == 1);
        }
        assertThat(weight(live)).isEqualTo(2.5);
        assertThat(live.status().failed()).isZero();
    }

    @Test
    void a_folder_that_vanishes_leaves_the_rules_in_force() throws Exception {
        LiveKnowledge<Knowledge> live = load(rules);
        try (RuleWatch _ = watch(live)) {
            Files.move(rules, temp.resolve("away"));
            await(live, status -> status.failed() >= 1);
            assertThat(weight(live)).isEqualTo(1.0);

            Files.writeString(temp.resolve("away").resolve(DRL), drl(2.5));
            Files.move(temp.resolve("away"), rules);
            await(live, status -> status.reloaded() == 1);
        }
        assertThat(weight(live)).isEqualTo(2.5);
    }

    @Test
    void a_closed_watch_ends() {
        LiveKnowledge<Knowledge> live = load(rules);
        RuleWatch watch = watch(live);

        watch.close();

        assertThat(watch.ended(Duration.ofSeconds(10))).isTrue();
    }

    private Path folder(String name, double weight) throws IOException {
        Path folder = temp.resolve(name);
        Files.createDirectories(folder.resolve("patterns"));
        Files.createDirectories(folder.resolve("recognisers"));
        Files.writeString(folder.resolve("recognisers/kinds.yaml"), "pool.acquire-timeout: waited in vain\n");
        Files.writeString(folder.resolve("patterns/connection-pool-exhaustion.yaml"), Sample.POOL_YAML);
        Files.writeString(folder.resolve("patterns/dependency-slow.yaml"), Sample.SLOW_YAML);
        Files.writeString(folder.resolve(DRL), drl(weight));
        return folder;
    }

    private static String drl(double weight) {
        return Sample.PRELUDE
                + Sample.saying(
                        "waits",
                        String.valueOf(weight),
                        "{service} waits",
                        "judge.supports( drools, $service );",
                        "Symptom( kind == \"pool.acquire-timeout\", $service : service )");
    }

    private static LiveKnowledge<Knowledge> load(Path folder) {
        return LiveKnowledge.load(RuleSource.of(Optional.of(folder)), Knowledge::compile, NOON);
    }

    private static RuleWatch watch(LiveKnowledge<Knowledge> live) {
        return live.watch(Duration.ofMillis(50), Duration.ofMillis(20));
    }

    private static double weight(LiveKnowledge<Knowledge> live) {
        return weight(live.current());
    }

    /// As an answer shows it: by firing the rule.
    private static double weight(Knowledge knowledge) {
        List<Firing> firings = knowledge
                .rules()
                .fire(List.of(symptom("pool.acquire-timeout", "checkout", "orders-db", 9)))
                .firings();
        assertThat(firings).hasSize(1);
        return firings.getFirst().rule().weight();
    }

    private static void await(LiveKnowledge<Knowledge> live, Predicate<KnowledgeStatus> condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.test(live.status())) {
            assertThat(System.nanoTime())
                    .as("deadline, status is %s", live.status())
                    .isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
