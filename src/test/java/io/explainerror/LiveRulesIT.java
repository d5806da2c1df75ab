package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.explainerror.Clients.Answer;
import io.explainerror.Clients.Question;
import io.explainerror.rules.RuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever edits the rules of the packaged service while it is being asked is heard, and nobody who asks notices
/// anything but the new answer.
class LiveRulesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DRL = "patterns/connection-pool-exhaustion.drl";
    private static final String YAML = "patterns/connection-pool-exhaustion.yaml";
    private static final String RULE = "callers wait in vain for a connection of their own pool";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 8;

    static final Question SIGNALS = new Question("/v1/signals/judgements", """
            {"signals": [
              {"type": "Symptom", "kind": "pool.acquire-timeout", "phase": "own-pool", "service": "checkout",
               "peer": "orders-db", "before": 0, "during": 214},
              {"type": "LatencyShift", "service": "orders-db", "before": 4, "during": 5}]}""");
    static final Question BUNDLE = new Question("/v1/judgements", bundle());

    @TempDir
    Path folder;

    private RunningService service;
    private Clients clients;

    /// The folder that the service was told to use: a symbolic link to the first release.
    private Path rules;

    @BeforeEach
    void askWithoutPause() throws Exception {
        rules = Files.createSymbolicLink(folder.resolve("rules"), release("1"));
        service = RunningService.start("--rules", rules.toString());
        clients = new Clients(service, CLIENTS, List.of(SIGNALS, BUNDLE));
        awaitAnswersBy(version(rules));
    }

    @AfterEach
    void stop() throws InterruptedException {
        clients.stop();
        service.stop();
    }

    @Test
    void aChangedWeightChangesTheAnswersAndNobodyIsTurnedAway() throws Exception {
        String before = version(rules);
        save(DRL, weight(text(DRL), "3.6"));
        String after = version(rules);
        awaitAnswersBy(after);

        assertThat(weightBy(SIGNALS, after)).isGreaterThan(weightBy(SIGNALS, before) + 1);
        assertThat(weightBy(BUNDLE, after)).isGreaterThan(weightBy(BUNDLE, before) + 1);
        assertThat(rulesStatus().at("/version").asText()).isEqualTo(after);
        assertEveryAnswerIsByOneOf(before, after);
    }

    @Test
    void aBrokenRuleChangesNothingAndIsToldEverywhereUntilItIsMended() throws Exception {
        String before = version(rules);
        String good = text(DRL);
        save(DRL, good.replaceFirst("Symptom\\(", "Symptm("));
        int line = lineOf("Symptm(");
        await("the refusal", () -> rulesStatus().at("/problems").size() == 1);
        clients.listenAnew();
        awaitAnswersBy(before);

        JsonNode problem = rulesStatus().at("/problems/0");
        assertThat(problem.at("/file").asText()).isEqualTo(DRL);
        assertThat(problem.at("/line").asInt()).isEqualTo(line);
        assertThat(problem.at("/message").asText()).contains("`Symptm`", "Did you mean `Symptom`?");
        assertThat(rulesStatus().at("/version").asText()).isEqualTo(before);
        assertThat(ready()).contains("\"UP\"", DRL + ":" + line, "Symptm");
        assertThat(metric("rules_reload_failed")).isEqualTo(1);
        assertThat(metric("rules_reload_total{outcome=\"failure\"}")).isPositive();
        assertThat(service.log()).containsPattern("ERROR .*" + Pattern.quote(DRL + ":" + line) + ".*Symptm");

        save(DRL, good);
        await("the recovery", () -> rulesStatus().at("/problems").isEmpty());
        clients.listenAnew();
        awaitAnswersBy(before);

        assertThat(ready()).contains("\"UP\"").doesNotContain("Symptm");
        assertThat(metric("rules_reload_failed")).isZero();
        assertEveryAnswerIsByOneOf(before);
    }

    @Test
    void anEditThatFailsARuleTestChangesNothingUntilTheTestIsMended() throws Exception {
        String before = version(rules);
        String test = """
                - name: the pool is empty
                  signals:
                    - symptom: { kind: pool.acquire-timeout, service: checkout, peer: orders-db, before: 0, during: 214 }
                  expect: { pattern: %s }
                """;
        Files.createDirectories(rules.resolve("tests"));
        Files.writeString(rules.resolve("tests/pool.yaml"), test.formatted("disk-full"));
        save(DRL, weight(text(DRL), "3.6"));
        await("the refusal", () -> rulesStatus().at("/problems").size() == 1);
        clients.listenAnew();
        awaitAnswersBy(before);

        assertThat(rulesStatus().at("/problems/0/file").asText()).isEqualTo("tests/pool.yaml");
        assertThat(rulesStatus().at("/problems/0/message").asText())
                .startsWith("rule test \"the pool is empty\" fails: expected the pattern disk-full, but received");

        replace(rules.resolve("tests/pool.yaml"), test.formatted("connection-pool-exhaustion"));
        awaitAnswersBy(version(rules));
        assertThat(rulesStatus().at("/problems")).isEmpty();
        assertEveryAnswerIsByOneOf(before, version(rules));
    }

    @Test
    void aDecisionIsMadeAgainByTheVersionThatMadeIt() throws Exception {
        String before = version(rules);
        save(DRL, weight(text(DRL), "3.6"));
        String after = version(rules);
        awaitAnswersBy(after);

        JsonNode versions =
                JSON.readTree(service.get("/v1/rules/versions").body()).at("/versions");
        assertThat(versions).extracting(each -> each.at("/version").asText()).containsExactly(after, before);
        String again = service.post(SIGNALS.path() + "?rules-version=" + before.substring(0, 12), SIGNALS.json());
        assertThat(clients.answers()).contains(new Answer(SIGNALS, before, JudgementText.withoutIdAndTimes(again)));
        assertThat(service.get("/v1/rules/versions/000000").statusCode()).isEqualTo(404);
    }

    /// A recipe is nothing to the rule engine, but the judge needs it.
    @Test
    void aBrokenRecipeChangesNothingEither() throws Exception {
        String before = version(rules);
        try (Stream<Path> recipes = Files.list(rules.resolve("recipes"))) {
            Path first = recipes.sorted().findFirst().orElseThrow();
            String name = "recipes/" + first.getFileName();
            save(name, text(name).replaceFirst("grep:", "grepp:"));

            await("the refusal", () -> rulesStatus().at("/problems").size() == 1);
            clients.listenAnew();
            awaitAnswersBy(before);

            assertThat(rulesStatus().at("/problems/0/file").asText()).isEqualTo(name);
            assertThat(rulesStatus().at("/problems/0/line").asInt()).isPositive();
        }
        assertEveryAnswerIsByOneOf(before);
    }

    @Test
    void aLinkThatIsPointedToAnotherReleaseChangesTheAnswersAtOnce() throws Exception {
        String first = version(rules);
        Path next = release("2");
        replace(next.resolve(DRL), weight(text(DRL), "3.6"));
        replace(next.resolve(YAML), text(YAML).replaceFirst("title: .*", "title: An empty pool"));
        String second = version(next);

        pointTo("2");
        awaitAnswersBy(second);
        pointTo("1");
        awaitAnswersBy(first);
        pointTo("2");
        awaitAnswersBy(second);
        save(DRL, weight(text(DRL), "2.6"));
        String third = version(rules);
        awaitAnswersBy(third);

        assertThat(weightBy(SIGNALS, second)).isGreaterThan(weightBy(SIGNALS, third));
        assertThat(weightBy(SIGNALS, third)).isGreaterThan(weightBy(SIGNALS, first));
        assertEveryAnswerIsByOneOf(first, second, third);
    }

    /// Nobody was refused, every version was saved in full, and two answers to one question by one version are the
    /// same: none was given by half a version.
    private void assertEveryAnswerIsByOneOf(String... versions) throws InterruptedException {
        clients.stop();
        assertThat(clients.failures()).isEmpty();
        Set<Answer> answers = clients.answers();
        assertThat(answers).extracting(Answer::version).containsOnly(versions);
        assertThat(answers).hasSize(versions.length * 2);
    }

    private void awaitAnswersBy(String version) throws Exception {
        await("answers to all clients by " + version, () -> clients.allHeardOf(version));
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime())
                    .as("no %s within %s; %s%n%s", what, PATIENCE, clients.failures(), service.lastOfLog())
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private double weightBy(Question question, String version) throws IOException {
        Answer answer = clients.answers().stream()
                .filter(each ->
                        each.question().equals(question) && each.version().equals(version))
                .findFirst()
                .orElseThrow();
        Matcher weight = Pattern.compile("\"rule\": \"" + RULE + "\".*?\"weight\": ([0-9.]+)", Pattern.DOTALL)
                .matcher(answer.text());
        assertThat(weight.find()).as(answer.text()).isTrue();
        return Double.parseDouble(weight.group(1));
    }

    private JsonNode rulesStatus() throws IOException, InterruptedException {
        return JSON.readTree(service.get("/v1/rules").body());
    }

    private String ready() throws IOException, InterruptedException {
        assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
        return service.get("/q/health").body();
    }

    private double metric(String name) throws IOException, InterruptedException {
        return service.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    private Path release(String name) throws IOException {
        Path source = Launched.HOME.resolve("rules");
        Path target = Files.createDirectories(folder.resolve("releases")).resolve(name);
        try (Stream<Path> files = Files.walk(source)) {
            // the weights here are chosen to be seen, not to pass the tests of the house
            for (Path file : files.filter(each -> !each.startsWith(source.resolve("tests")))
                    .toList()) {
                Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
        }
        return target;
    }

    private void pointTo(String release) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("rules.new"), Path.of("releases", release));
        Files.move(link, rules, StandardCopyOption.ATOMIC_MOVE);
    }

    private String text(String name) throws IOException {
        return Files.readString(rules.resolve(name));
    }

    private void save(String name, String text) throws IOException {
        assertThat(text).isNotEqualTo(text(name));
        replace(rules.resolve(name), text);
    }

    /// As editors do: writes beside the file, then takes its place.
    private static void replace(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + "~");
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String weight(String drl, String weight) {
        return drl.replaceFirst(
                "(" + Pattern.quote("rule \"" + RULE + "\"") + "(?s:.*?)@weight\\( )[0-9.]+", "$1" + weight);
    }

    private int lineOf(String word) throws IOException {
        return (int) text(DRL).lines().takeWhile(line -> !line.contains(word)).count() + 1;
    }

    /// Its version, found without the service.
    private static String version(Path folder) {
        return new RuleFolder(folder).read().version();
    }

    private static String bundle() {
        String log = Stream.iterate(0, second -> second < 240, second -> second + 2)
                .map(second -> second < 120
                        ? "2026-05-04T03:%02d:%02d.000Z  INFO 1 --- [checkout] [nio-8081-exec-6] c.s.Orders : order %d placed"
                                .formatted(second / 60, second % 60, second)
                        : ("2026-05-04T03:%02d:%02d.000Z ERROR 1 --- [checkout] [nio-8081-exec-6] c.s.Orders : "
                                        + "orders-db - Connection is not available, request timed out after 30001ms "
                                        + "(total=10, active=10, idle=0, waiting=23)")
                                .formatted(second / 60, second % 60))
                .collect(Collectors.joining("\n", "", "\n"));
        return JSON.createObjectNode()
                .set("logs", JSON.createObjectNode().put("checkout.log", log))
                .toString();
    }
}
