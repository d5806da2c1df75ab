package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.rules.KnowledgeStatus;
import io.explainerror.rules.LiveKnowledge;
import io.explainerror.rules.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How an edit of the rules comes into force, or does not.
class ServicePressTest {
    @TempDir
    private Path temp;

    private final Chain chain = new Chain(Clock.systemUTC());
    private Path rules;
    private KeptVersions kept;
    private ServicePress press;
    private LiveKnowledge<Edition> live;

    @BeforeEach
    void load() throws IOException {
        rules = PoolRules.write(temp.resolve("rules"), 2);
        kept = new KeptVersions(VersionSettings.MEMORY_ONLY, Clock.systemUTC());
        press = new ServicePress(new RuleSource.Folder(rules), chain, kept, Optional.empty());
        live = LiveKnowledge.load(new RuleSource.Folder(rules), press, Clock.systemUTC());
        live.reload();
    }

    @AfterEach
    void close() {
        press.close();
        chain.close();
    }

    @Test
    void anEditThatPassesItsTestsJudgesAndIsKeptBesideTheVersionBefore() throws IOException {
        String before = live.status().version();
        EditedRules.write(rules, PoolRules.DRL, PoolRules.drl(3));

        KnowledgeStatus status = live.reload();

        assertThat(status.lastProblems()).isEmpty();
        assertThat(confidence(live.current())).isGreaterThan(confidence(kept.edition(before)));
        assertThat(kept.list(status.version()))
                .extracting(KeptVersion::version)
                .containsExactly(status.version(), before);
    }

    @Test
    void anEditThatFailsATestIsRefusedWithTheTestsPlaceAndWhatCameInstead() throws IOException {
        String before = live.status().version();
        EditedRules.write(rules, PoolRules.DRL, PoolRules.drl(0.1));

        KnowledgeStatus status = live.reload();

        assertThat(status.version()).isEqualTo(before);
        assertThat(live.current().knowledge().version()).isEqualTo(before);
        assertThat(status.lastProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(PoolRules.TEST);
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.message()).startsWith("rule test \"orders wait\" fails: expected ");
        });
        assertThat(kept.list(before)).hasSize(1);
    }

    @Test
    void aTestThatCannotBeReadIsAProblemWithItsPlace() throws IOException {
        EditedRules.write(rules, PoolRules.DRL, PoolRules.drl(3));
        EditedRules.write(rules, PoolRules.TEST, PoolRules.test("orders wait", "conection-pool-exhaustion"));

        assertThat(live.reload().lastProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).startsWith(PoolRules.TEST + ":4:");
            assertThat(problem.message()).contains("conection-pool-exhaustion", "connection-pool-exhaustion");
        });
    }

    @Test
    void aRecogniserThatMissesItsOwnExampleIsRefused() throws IOException {
        String file = "recognisers/pools.yaml";
        EditedRules.write(
                rules,
                file,
                Files.readString(rules.resolve(file)).replace("orders-db - Connection is not", "orders-db - No"));

        assertThat(live.reload().lastProblems())
                .singleElement()
                .extracting(CatalogueProblem::message)
                .asString()
                .startsWith("recogniser `hikari`: does not match its own example");
    }

    @Test
    void aTestAboutABundleThatIsNotDeployedIsLeftOut() throws IOException {
        EditedRules.write(rules, PoolRules.DRL, PoolRules.drl(3));
        EditedRules.write(rules, "tests/recorded.yaml", """
                - name: recorded
                  bundle: ../../incidents/inc-1
                  expect: { pattern: connection-pool-exhaustion, verdict: CONFIRMED }
                """);
        assertThat(live.reload().lastProblems()).isEmpty();

        Files.createDirectories(temp.resolve("incidents/inc-1/logs"));
        Files.writeString(temp.resolve("incidents/inc-1/logs/checkout.log"), "2026-05-04T03:12:09Z INFO all is well\n");
        EditedRules.write(rules, PoolRules.DRL, PoolRules.drl(2.5));
        assertThat(live.reload().lastProblems())
                .extracting(CatalogueProblem::file)
                .containsExactly("tests/recorded.yaml");
    }

    @Test
    void aFolderWithoutTestsIsReloadedAllTheSame() throws IOException {
        Files.delete(rules.resolve(PoolRules.TEST));
        EditedRules.write(rules, PoolRules.DRL, PoolRules.drl(0.1));

        assertThat(live.reload().lastProblems()).isEmpty();
    }

    @Test
    void aDatasetWithoutIncidentsIsToldAtTheStart() {
        assertThatThrownBy(() -> new ServicePress(new RuleSource.Folder(rules), chain, kept, Optional.of(temp)))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining(temp.toString())
                .hasMessageContaining("truth.json");
    }

    private double confidence(Edition edition) {
        return chain.decide(edition, PoolRules.signals()).judgement().confidence();
    }
}
