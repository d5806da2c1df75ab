package io.explainerror.ruletest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.ExplainError;
import io.explainerror.model.ProblemException.BrokenRules;
import io.explainerror.rules.RuleSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Rule tests against the rules of the repository: what a run tells, above all when a test fails.
class TestRunTest {
    @TempDir
    private static Path tests;

    private static TestRun run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void run() throws IOException {
        Files.writeString(tests.resolve("pool.yaml"), """
                - name: pool empty, database idle
                  signals:
                    - symptom: { kind: pool.acquire-timeout, service: checkout, peer: orders-db, during: 214 }
                  expect: { pattern: connection-pool-exhaustion, service: checkout, confidence: ">= 0.7" }
                  not: [ slow-query ]
                - name: pool "empty" & <blamed> on the disk
                  signals:
                    - symptom: { kind: pool.acquire-timeout, service: checkout, peer: orders-db, during: 214 }
                  expect:
                    pattern: disk-full
                    service: orders-db
                    confidence: [ "> 0.1", "< 0.2" ]
                    verdict: INCONCLUSIVE
                    fires: [ the volume filled up ]
                    notFires: [ callers wait in vain for a connection of their own pool ]
                    missing: [ the volume filled up ]
                    actions: [ buy a larger disk ]
                  not: [ connection-pool-exhaustion ]
                """);
        run = new ExplainError().test(Repository.SOURCE, List.of(tests));
    }

    @Test
    void whatIsNotAsExpectedIsToldWithWhatCameInstead() {
        assertThat(run.outcomes()).extracting(Outcome::passed).containsExactly(true, false);
        assertThat(run.failures().getFirst().failures())
                .satisfiesExactlyInAnyOrder(
                        f -> assertThat(f)
                                .startsWith("expected the pattern disk-full, but received connection-pool-exhaustion"),
                        f -> assertThat(f).isEqualTo("expected the service orders-db, but received checkout"),
                        f -> assertThat(f).startsWith("expected another pattern than connection-pool-exhaustion"),
                        f -> assertThat(f).startsWith("expected a confidence < 0.2, but received 0."),
                        f -> assertThat(f).startsWith("expected the verdict INCONCLUSIVE, but received "),
                        f -> assertThat(f)
                                .isEqualTo("expected the rule \"the volume filled up\" to fire, but it did not"),
                        f -> assertThat(f)
                                .isEqualTo(
                                        "expected the rule \"callers wait in vain for a connection of their own pool\" not to fire"),
                        f -> assertThat(f).startsWith("expected \"the volume filled up\" among the missing evidence ["),
                        f -> assertThat(f).startsWith("expected an action with \"buy a larger disk\", but received ["));
    }

    @Test
    void theEvidenceForTheOtherAnswerIsShown() {
        assertThat(TestRunText.render(run, false))
                .contains(
                        "FAILED " + tests.resolve("pool.yaml") + ":6: pool \"empty\" & <blamed> on the disk\n",
                        "[callers wait in vain for a connection of their own pool]\n",
                        "2 rule tests, 1 failed; ")
                .doesNotContain("No test fires these rules");
    }

    @Test
    void rulesThatFiredNowhereAreListedOnRequest() {
        assertThat(run.coverage()).isBetween(0.01, 0.5);
        assertThat(TestRunText.render(run, true))
                .contains("No test fires these rules:\n", "patterns/disk-full.drl:", ": the volume filled up\n");
    }

    @Test
    void buildServersGetXml() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JUnitXml.render(run).getBytes(StandardCharsets.UTF_8)));

        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element failed = (Element) xml.getElementsByTagName("testcase").item(1);
        assertThat(failed.getAttribute("name")).isEqualTo("pool \"empty\" & <blamed> on the disk");
        assertThat(failed.getAttribute("line")).isEqualTo("6");
        assertThat(failed.getElementsByTagName("failure").item(0).getTextContent())
                .contains("expected the pattern disk-full");
    }

    @Test
    void aRecordedIncidentIsReadAsExplainReadsIt() throws IOException {
        Path bundle = Path.of("dataset/inc-0055").toAbsolutePath();
        Path file = folder.resolve("recorded.yaml");
        Files.writeString(file, "- { name: r, bundle: '" + bundle + "', expect: { service: checkout } }\n");

        assertThat(new ExplainError().test(Repository.SOURCE, List.of(file)).outcomes())
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.failures()).isEmpty();
                    assertThat(outcome.judgement().orElseThrow().input().lines())
                            .isPositive();
                });
    }

    @Test
    void rulesThatDoNotCompileAreNotTested() throws IOException {
        Path patterns = Files.createDirectories(folder.resolve("rules/patterns"));
        Files.writeString(patterns.resolve("x.drl"), "rule \"half");

        assertThatThrownBy(
                        () -> new ExplainError().test(new RuleSource.Folder(folder.resolve("rules")), List.of(folder)))
                .isInstanceOf(BrokenRules.class);
    }
}
