package io.explainerror;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Clients who ask a service without pause until they are stopped, and keep what it answered.
final class Clients {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningService service;
    private final List<Question> questions;
    private final Duration pause;
    private final Set<Answer> answers = ConcurrentHashMap.newKeySet();
    private final Collection<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Map<Question, String>> latest;
    private final List<Thread> threads;
    private final AtomicLong answered = new AtomicLong();
    private volatile boolean asking = true;

    /// @param path where it is asked
    /// @param json the body
    record Question(String path, String json) {}

    /// @param version of the rules it names
    /// @param text    the judgement without what differs each time
    record Answer(Question question, String version, String text) {}

    /// Starts as many clients as are wanted; each asks the questions in turn.
    Clients(RunningService service, int count, List<Question> questions) {
        this(service, count, questions, Duration.ZERO);
    }

    /// @param pause how long each waits after an answer
    Clients(RunningService service, int count, List<Question> questions, Duration pause) {
        this.pause = pause;
        this.service = service;
        this.questions = List.copyOf(questions);
        this.latest = Stream.<Map<Question, String>>generate(ConcurrentHashMap::new)
                .limit(count)
                .toList();
        this.threads = IntStream.range(0, count)
                .mapToObj(client -> Thread.ofPlatform().name("client-" + client).start(() -> ask(client)))
                .toList();
    }

    private void ask(int client) {
        for (int turn = client; asking; turn++) {
            Question question = questions.get(turn % questions.size());
            try {
                keep(client, question, service.answer(question.path(), question.json()));
                answered.incrementAndGet();
                Thread.sleep(pause);
            } catch (IOException | InterruptedException e) {
                failures.add(question.path() + ": " + e);
            }
        }
    }

    private void keep(int client, Question question, HttpResponse<String> answer) throws JsonProcessingException {
        if (answer.statusCode() != 200) {
            failures.add(question.path() + ": " + answer.statusCode() + " " + answer.body());
            return;
        }
        String version = JSON.readTree(answer.body()).at("/rules/version").asText();
        answers.add(new Answer(question, version, JudgementText.withoutIdAndTimes(answer.body())));
        latest.get(client).put(question, version);
    }

    /// Whether the latest answers of every client to every question are by this version of the rules.
    boolean allHeardOf(String version) {
        return latest.stream()
                .allMatch(heard -> questions.stream().allMatch(question -> version.equals(heard.get(question))));
    }

    /// Forgets the latest answers, so that what is heard afterwards was asked for lately.
    void listenAnew() {
        latest.forEach(Map::clear);
    }

    /// Every different answer so far.
    Set<Answer> answers() {
        return Set.copyOf(answers);
    }

    /// How many requests were answered, with 200 or not.
    long answered() {
        return answered.get();
    }

    /// How many requests were not answered with 200.
    int failed() {
        return failures.size();
    }

    /// Requests that were not answered with 200, and why; the first few of them.
    List<String> failures() {
        return failures.stream().limit(5).toList();
    }

    /// Waits for the answers that are under way.
    void stop() throws InterruptedException {
        asking = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
