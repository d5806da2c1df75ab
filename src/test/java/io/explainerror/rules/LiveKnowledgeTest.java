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
import java.util.ArrayList;
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
        assertThat(live.status()).isEqualTo(KnowledgeStatus.first(live.current().version(), NOON.instant()));
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
    void an_edition_that_does_not_pass_its_tests_does_not_come_into_force() throws IOException {
        Tested press = new Tested();
        LiveKnowledge<Knowledge> live = LiveKnowledge.load(new RuleSource.Folder(rules), press, NOON);
        live.reload();
        String version = live.current().version();

        Files.writeString(rules.resolve(DRL), drl(2.5));
        test("weight: 1.0");
        KnowledgeStatus refused = live.reload();

        assertThat(refused.version())
                .isEqualTo(version)
                .isEqualTo(live.current().version());
        assertThat(refused.failed()).isEqualTo(1);
        assertThat(refused.lastProblems())
                .containsExactly(new CatalogueProblem("tests/weight.yaml", 1, 0, "expected 1.0, but received 2.5"));
        assertThat(press.inForce).containsExactly(version);
    }

    @Test
    void mending_the_test_alone_lets_the_edition_in() throws IOException {
        Tested press = new Tested();
        LiveKnowledge<Knowledge> live = LiveKnowledge.load(new RuleSource.Folder(rules), press, NOON);
        Files.writeString(rules.resolve(DRL), drl(2.5));
        test("weight: 1.0");
        live.reload();

        test("weight: 2.5");
        KnowledgeStatus mended = live.reload();

        assertThat(mended.lastProblems()).isEmpty();
        assertThat(mended.reloaded()).isEqualTo(1);
        assertThat(press.inForce).hasSize(2).endsWith(mended.version());
    }

    @Test
    void rules_in_force_that_fail_a_test_stay_but_it_is_told_until_the_test_is_mended() throws IOException {
        test("weight: 2.5");
        LiveKnowledge<Knowledge> live = LiveKnowledge.load(new RuleSource.Folder(rules), new Tested(), NOON);
        assertThat(live.status().lastProblems()).isEmpty();

        assertThat(live.reload().lastProblems()).hasSize(1);
        assertThat(live.reload().lastProblems()).hasSize(1);
        assertThat(weight(live)).isEqualTo(1.0);

        test("weight: 1.0");
        assertThat(live.reload().lastProblems()).isEmpty();
    }

    @Test
    void tests_that_did_not_change_are_not_run_again() {
        Tested press = new Tested();
        LiveKnowledge<Knowledge> live = LiveKnowledge.load(new RuleSource.Folder(rules), press, NOON);

        live.reload();
        live.reload();

        assertThat(press.examined).isEqualTo(1);
    }

    @Test
    void a_test_is_no_part_of_the_version() throws IOException {
        LiveKnowledge<Knowledge> live = load(rules);
        test("weight: 1.0");

        assertThat(live.reload().reloaded()).isZero();
        assertThat(live.reload().version()).isEqualTo(load(rules).current().version());
    }

    @Test
    void a_saved_test_is_seen() throws Exception {
        LiveKnowledge<Knowledge> live = LiveKnowledge.load(new RuleSource.Folder(rules), new Tested(), NOON);
        try (RuleWatch _ = watch(live)) {
            test("weight: 7.0");

            await(live, status -> status.failed() >= 1);
        }
        assertThat(live.status().lastProblems().getFirst().file()).isEqualTo("tests/weight.yaml");
    }

    private void test(String text) throws IOException {
        Path file = Files.createDirectories(rules.resolve("tests")).resolve("weight.yaml");
        Files.writeString(file, text);
    }

    /// Its tests tell the weight of the only rule.
    private static final class Tested implements Press<Knowledge> {
        private final List<String> inForce = new ArrayList<>();
        private int examined;

        @Override
        public Knowledge compile(RuleFiles files) {
            return Knowledge.compile(files);
        }

        @Override
        public void examine(Knowledge edition, RuleFiles files) {
            examined++;
            double is = edition.rules().rules().getFirst().weight();
            files.tests().forEach((file, text) -> {
                if (!text.equals("weight: " + is)) {
                    String expected = text.replace("weight: ", "");
                    throw new RuleProblems(
                            List.of(new CatalogueProblem(file, 1, 0, "expected " + expected + ", but received " + is)));
                }
            });
        }

        @Override
        public void inForce(Knowledge edition, Knowledge before) {
            inForce.add(edition.version());
        }
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
