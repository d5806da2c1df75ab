package io.explainerror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.explainerror.Clients.Answer;
import io.explainerror.rules.RuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Edits the rules of `./explainerror serve` again and again while clients ask it, every third edit broken, and looks
/// whether anybody was turned away or answered by something that was never saved, and what it costs in memory.
///
///     ReloadUnderLoad EDITS CLIENTS MOST-RULES PAUSE-MILLIS
final class ReloadUnderLoad {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern WEIGHT = Pattern.compile(
            "\"rule\": \"" + Pattern.quote(EditedRules.RULE) + "\".*?\"weight\": ([0-9.]+)", Pattern.DOTALL);

    private final RunningService service;
    private final Path rules;
    private final Clients clients;

    /// The weight that answers by a version must show.
    private final Map<String, Double> weights = new HashMap<>();

    /// What part of the rule's weight the answers to a question show: evidence counts by how often it was observed.
    private final Map<Clients.Question, Double> shares = new HashMap<>();

    private long refused;

    private ReloadUnderLoad(RunningService service, Path rules, Clients clients) {
        this.service = service;
        this.rules = rules;
        this.clients = clients;
    }

    public static void main(String[] args) throws Exception {
        int edits = Integer.parseInt(args[0]);
        Path temp = Files.createTempDirectory("reload-under-load");
        Path rules = EditedRules.copy(Path.of("rules"), temp.resolve("rules"), Integer.parseInt(args[2]));
        RunningService service = RunningService.start("--rules", rules.toString());
        Clients clients = new Clients(
                service,
                Integer.parseInt(args[1]),
                List.of(LiveRulesIT.SIGNALS, LiveRulesIT.BUNDLE),
                Duration.ofMillis(Long.parseLong(args[3])));
        try {
            new ReloadUnderLoad(service, rules, clients).run(edits);
        } finally {
            clients.stop();
            service.stop();
        }
    }

    private void run(int edits) throws Exception {
        withoutTestsThatFail();
        EditedRules.edit(rules, 0);
        awaitVersion(0);
        memory(0);
        long start = System.nanoTime();
        int broken = 0;
        for (int edit = 1; edit <= edits; edit++) {
            if (edit % 3 == 0) {
                EditedRules.Saved saved = EditedRules.breakSomething(rules, edit);
                await(status -> status.at("/reloads/failed").asLong() > refused);
                broken++;
                EditedRules.mend(rules, saved);
                await(status -> status.at("/problems").isEmpty());
                refused = status().at("/reloads/failed").asLong();
            } else {
                EditedRules.edit(rules, edit);
                awaitVersion(edit);
            }
            if (edit == 10 || edit == 100 || edit == edits / 2 || edit == edits) {
                memory(edit);
            }
        }
        clients.stop();
        System.out.printf(
                "%d edits, %d of them broken, in %d s; %d versions came into force%n",
                edits, broken, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), weights.size());
        check();
    }

    /// Answers by what was saved, by the whole of it, and always the same by the same.
    private void check() {
        Map<List<Object>, String> texts = new HashMap<>();
        int wrong = 0;
        for (Answer answer : clients.answers()) {
            Double saved = weights.get(answer.version());
            Matcher weight = WEIGHT.matcher(answer.text());
            boolean whole = saved != null
                    && weight.find()
                    && Math.abs(Double.parseDouble(weight.group(1)) / saved - share(answer)) < 0.001;
            String other = texts.put(List.of(answer.question(), answer.version()), answer.text());
            if (!whole || other != null) {
                wrong++;
                System.out.println("not by what was saved: " + answer.version() + " " + saved);
            }
        }
        System.out.printf(
                "%d requests answered, %d failed %s; %d different answers, %d of them not by a version that was saved%n",
                clients.answered(),
                clients.failed(),
                clients.failures(),
                clients.answers().size(),
                wrong);
    }

    private double share(Answer answer) {
        return shares.computeIfAbsent(answer.question(), question -> {
            Matcher weight = WEIGHT.matcher(answer.text());
            return weight.find() ? Double.parseDouble(weight.group(1)) / weights.get(answer.version()) : Double.NaN;
        });
    }

    private void withoutTestsThatFail() throws Exception {
        await(status -> status.at("/reloads/lastMillis").asLong() > 0);
        for (JsonNode problem : status().at("/problems")) {
            Files.deleteIfExists(rules.resolve(problem.at("/file").asText()));
        }
        await(status -> status.at("/problems").isEmpty());
        refused = status().at("/reloads/failed").asLong();
        System.out.printf("%d rules%n", status().at("/rules").size());
    }

    private void awaitVersion(int edit) throws Exception {
        String version = new RuleFolder(rules).read().version();
        weights.put(version, EditedRules.weight(edit));
        await(status -> status.at("/version").asText().equals(version));
    }

    private interface Condition {
        boolean holds(JsonNode status);
    }

    private void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds(status())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "no reload within " + PATIENCE + ": " + status().at("/problems") + service.lastOfLog());
            }
            Thread.sleep(20);
        }
    }

    private JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(service.get("/v1/rules").body());
    }

    private void memory(int edit) throws Exception {
        new ProcessBuilder("jcmd", Long.toString(service.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        String metrics = service.get("/q/metrics").body();
        System.out.printf(
                "after %4d edits: heap %.1f MB, metaspace %.1f MB, %.0f classes, %.0f threads, last reload %d ms%n",
                edit,
                sum(metrics, "jvm_memory_used_bytes\\{area=\"heap\".*") / 1e6,
                sum(metrics, "jvm_memory_used_bytes\\{area=\"nonheap\",id=\"Metaspace\".*") / 1e6,
                sum(metrics, "jvm_classes_loaded_classes.*"),
                sum(metrics, "jvm_threads_live_threads.*"),
                status().at("/reloads/lastMillis").asLong());
    }

    private static double sum(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.matches(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
