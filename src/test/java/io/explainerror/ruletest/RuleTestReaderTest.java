package io.explainerror.ruletest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.LatencyShift;
import io.explainerror.model.Observed;
import io.explainerror.model.Phase;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import io.explainerror.model.Symptom;
import io.explainerror.model.Verdict;
import io.explainerror.ruletest.RuleTest.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file of rule tests may say, and what is said when it says something else.
class RuleTestReaderTest {
    private static final Vocabulary WORDS = new Vocabulary(
            Set.of("disk-full", "slow-query"),
            List.of(new RuleInfo("a disk is full", "disk-full", 2, "disk", "", "", "patterns/disk-full.drl", 7)),
            Map.of("disk.full", Phase.UNKNOWN, "pool.acquire-timeout", Phase.OWN_POOL));

    @TempDir
    private Path folder;

    @Test
    void aTestIsRead() {
        RuleTest test = read("""
                - name: the volume of WAL is full
                  signals:
                    - symptom: { kind: disk.full, service: pg, during: 12 }
                  expect: { pattern: disk-full, service: pg, confidence: ">= 0.7", verdict: [LIKELY, confirmed], fires: [a disk is full] }
                  not: [ slow-query as primary ]
                """);

        assertThat(test.name()).isEqualTo("the volume of WAL is full");
        assertThat(test.line()).isEqualTo(1);
        assertThat(test.expected().pattern()).contains("disk-full");
        assertThat(test.expected().confidence()).containsExactly(new Expectation.Bound(">=", 0.7));
        assertThat(test.expected().verdicts()).containsExactlyInAnyOrder(Verdict.LIKELY, Verdict.CONFIRMED);
        assertThat(test.expected().not()).containsExactly("slow-query");
        assertThat(test.expected().fires()).containsExactly("a disk is full");
    }

    @Test
    void aSymptomCountsInWindowsOfAMinuteAndHasThePhaseOfItsKind() {
        assertThat(signal("symptom: { kind: pool.acquire-timeout, service: shop, before: 3, during: 214 }"))
                .isInstanceOfSatisfying(Symptom.class, symptom -> {
                    assertThat(symptom.beforeRate()).isEqualTo(3);
                    assertThat(symptom.duringRate()).isEqualTo(214);
                    assertThat(symptom.phase()).isEqualTo(Phase.OWN_POOL);
                });
    }

    @ParameterizedTest
    @CsvSource({"4ms, 4", "2.3s, 2300", "250us, 0.25", "2m, 120000", "17, 17"})
    void durationsHaveUnits(String written, double millis) {
        assertThat(signal("latency: { service: pg, before: 1ms, during: " + written + " }"))
                .isInstanceOfSatisfying(LatencyShift.class, shift -> {
                    assertThat(shift.during()).isEqualTo(millis);
                    assertThat(shift.observer()).as("who measured").isEqualTo("pg");
                });
    }

    @Test
    void whoIsObservedHasABaselineAndServesAsManyAsBefore() {
        assertThat(signal("observed: { service: shop, requests: 80 }"))
                .isInstanceOfSatisfying(Observed.class, observed -> {
                    assertThat(observed.baseline()).isTrue();
                    assertThat(observed.requestsBefore()).isEqualTo(80);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "symptom: { kind: disk.full, service: pg }",
                "latency: { service: pg, before: 4ms, during: 2s }",
                "errors: { service: pg, before: 0, during: 12% }",
                "traffic: { service: pg, before: 4, during: 5 }",
                "retry: { service: shop, peer: pg, during: 3.4, retries: 99 }",
                "saturation: { service: pg, resource: cpu, before: 20%, during: 100% }",
                "queue: { service: rabbit, queue: mails, before: 0, during: 900 }",
                "metric: { service: pg, role: cpu, before: 0.1, during: 3.9 }",
                "template: { service: pg, template: cannot <*>, failure: true, during: 4 }",
                "silence: { service: pg, seconds: 40s }",
                "recovery: { service: pg, what: errors, lasted: 6s, calm: 80s }",
                "restart: { service: pg, count: 4, failed: 3 }",
                "change: { service: pg, kind: deploy, secondsBeforeOnset: 2m, supported: true }",
                "dependency: { service: shop, peer: pg, kind: database }",
                "observed: { service: pg }",
                "onset: { time: \"2026-05-04T03:12:09Z\" }",
                "alert: { service: pg, title: full }",
            })
    void everyTypeOfSignalCanBeWritten(String signal) {
        assertThat(signal(signal)).isInstanceOf(Signal.class);
    }

    @Test
    void everyTypeHasItsKey() {
        assertThat(SignalShorthand.KEYS).hasSameSizeAs(Signal.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    - symptm: { kind: disk.full }                            | 3:7: unknown signal `symptm`. Did you mean `symptom`?
                    - symptom: { kind: disk.ful, service: pg }               | 3:24: no recogniser reports a symptom of kind `disk.ful`. Did you mean `disk.full`?
                    - symptom: { kind: disk.full, servce: pg }               | 3:35: a symptom has no field `servce`. Did you mean `service`?
                    - symptom: { kind: disk.full, service: pg, during: 1.5 } | 3:56: expected a whole number of 0 or more, but received `1.5`
                    - symptom: { kind: disk.full, service: pg, phase: tsl }  | 3:55: unknown phase `tsl`. Did you mean `tls`?
                    - latency: { service: pg, before: fast, during: 2s }     | 3:39: expected a duration such as 4ms, 2.3s or 5m, but received `fast`
                    - latency: { service: pg, during: 2s }                   | 3:16: expected a field `before`
                    - errors: { service: pg, before: 0, during: x% }         | 3:49: expected a share such as 0.12 or 12%, but received `x%`
                    - change: { service: pg, kind: deploy, secondsBeforeOnset: 2m, supported: yes } | 3:79: expected true or false, but received `yes`
                    - onset: { time: noon }                                  | 3:22: expected an instant such as 2026-05-04T03:12:09Z, but received `noon`
                    - symptom                                                | 3:7: expected a mapping (key: value), but received `symptom`
                    """)
    void aMisspeltSignalIsNamedWithItsPlace(String signal, String problem) {
        assertThatThrownBy(() -> read("""
                - name: x
                  signals:
                    %s
                  expect: { pattern: disk-full }
                """.formatted(signal)))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageEndingWith("x.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    expect: { pattern: disk-ful }            | 3:22: unknown pattern `disk-ful`. Did you mean `disk-full`?
                    expect: { patern: disk-full }            | 3:13: `expect` has no field `patern`. Did you mean `pattern`?
                    expect: { fires: [ a disc is full ] }    | 3:22: unknown rule `a disc is full`. Did you mean `a disk is full`?
                    expect: { verdict: LIKLEY }              | 3:22: unknown verdict `LIKLEY`. Did you mean `likely`?
                    expect: { confidence: 0.7 }              | 3:25: expected a bound such as ">= 0.7", but received `0.7`
                    expect: {}                               | 3:11: expected something under `expect` or `not`: this test could never fail
                    not: [ slow-qery ]                       | 3:10: unknown pattern `slow-qery`. Did you mean `slow-query`?
                    expects: { pattern: disk-full }          | 3:3: a rule test has no field `expects`. Did you mean `expect`?
                    bundle: nowhere                          | 1:3: expected either `signals` or `bundle`
                    """)
    void aMisspeltExpectationIsNamedWithItsPlace(String expectation, String problem) {
        assertThatThrownBy(() -> read("""
                - name: x
                  signals: [ alert: { title: full } ]
                  %s
                """.formatted(
                                expectation + (expectation.startsWith("bundle") ? "\n  not: [ slow-query ]" : ""))))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageEndingWith("x.yaml:" + problem);
    }

    @Test
    void aBundleIsLookedForBesideTheTest() throws IOException {
        Files.createDirectory(folder.resolve("inc-1"));

        assertThat(read("- { name: x, bundle: inc-1, not: [ slow-query ] }").situation())
                .isEqualTo(new Situation.Bundle(folder.resolve("inc-1")));
        assertThatThrownBy(() -> read("- { name: x, bundle: inc-2, not: [ slow-query ] }"))
                .hasMessageContaining("x.yaml:1:22: expected a bundle's folder, but there is none: ");
    }

    @Test
    void noTestsAtAllIsAnError() {
        assertThatThrownBy(() -> RuleTests.read(List.of(folder), WORDS))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageEndingWith(": expected rule tests (*.yaml), but there are none");
        assertThatThrownBy(() -> RuleTests.read(List.of(folder.resolve("gone.yaml")), WORDS))
                .hasMessageEndingWith("gone.yaml: expected a file or folder of rule tests, but there is none");
    }

    @Test
    void theProblemsOfAllFilesAreToldAtOnce() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "- name: x\n");
        Files.writeString(folder.resolve("b.yaml"), "name: [\n");

        assertThatThrownBy(() -> RuleTests.read(List.of(folder), WORDS))
                .hasMessageStartingWith("the rule tests cannot be read:\n")
                .hasMessageContainingAll("a.yaml:1:3: ", "b.yaml:2:1: not valid YAML: ");
    }

    private Signal signal(String yaml) {
        RuleTest test = read("- name: x\n  signals:\n    - " + yaml + "\n  not: [ slow-query ]\n");
        return ((Situation.Written) test.situation()).signals().getFirst();
    }

    private RuleTest read(String yaml) {
        Path file = folder.resolve("x.yaml");
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return RuleTests.read(List.of(file), WORDS).tests().getFirst();
    }
}
