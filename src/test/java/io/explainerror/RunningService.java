package io.explainerror;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `./explainerror serve` on a free port, as a process of its own.
final class RunningService {
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://(127\\.0\\.0\\.1:\\d+)");

    /// A first start builds the program.
    private static final long PATIENCE_MINUTES = 5;

    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<String> listening = new CompletableFuture<>();
    private final StringBuffer log = new StringBuffer();
    private final Process process;

    private RunningService(Process process) {
        this.process = process;
    }

    /// Starts it and waits until it says that it listens.
    ///
    /// @param options more options of `serve`
    static RunningService start(String... options) throws IOException {
        return start(Launched.NOTHING_KEPT, options);
    }

    /// @param environment variables beside those of the tests
    static RunningService start(Map<String, String> environment, String... options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                                Stream.of(Launched.HOME.resolve("explainerror").toString(), "serve", "--port", "0"),
                                Stream.of(options))
                        .toList())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        RunningService service = new RunningService(builder.start());
        Thread.ofPlatform().daemon().name("service-log").start(service::follow);
        service.address();
        return service;
    }

    /// Reads the log to its end: a process whose pipe is full stands still.
    private void follow() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.append(line).append('\n');
                Matcher says = LISTENING.matcher(line);
                if (says.find()) {
                    listening.complete(says.group(1));
                }
            }
            listening.completeExceptionally(new IOException("it ended before it listened"));
        } catch (IOException e) {
            listening.completeExceptionally(e);
        }
    }

    /// `host:port`.
    String address() {
        try {
            return listening.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("the service does not listen:\n" + log, e);
        }
    }

    /// Its resident memory, KiB.
    long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /// What it wrote to standard error so far.
    String log() {
        return log.toString();
    }

    /// The last of it, for messages.
    String lastOfLog() {
        String all = log();
        return all.substring(Math.max(0, all.length() - 4000));
    }

    /// Posts JSON and gives the answer's body, whatever its status.
    String post(String path, String json) throws IOException, InterruptedException {
        return answer(path, json).body();
    }

    /// Posts JSON and gives the whole answer.
    HttpResponse<String> answer(String path, String json) throws IOException, InterruptedException {
        return send(
                to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path).GET());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// Its process, and those that it started.
    long pid() {
        return process.pid();
    }

    void stop() throws InterruptedException {
        client.close();
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the service does not stop when told to:\n" + log);
        }
    }
}
