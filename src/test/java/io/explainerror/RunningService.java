package io.explainerror;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `./explainerror serve` on a free port, as a process of its own.
final class RunningService {
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://(127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final String address;

    private RunningService(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /// Starts it and waits until it says that it listens.
    static RunningService start() throws IOException {
        Process process = new ProcessBuilder(
                        Launched.HOME.resolve("explainerror").toString(), "serve", "--port", "0")
                .redirectErrorStream(true)
                .start();
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            seen.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return new RunningService(process, listening.group(1));
            }
        }
        throw new AssertionError("the service ended before it listened:\n" + seen);
    }

    /// `host:port`.
    String address() {
        return address;
    }

    /// Posts JSON and gives the answer's body, whatever its status.
    String post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the service does not stop when told to");
        }
    }
}
