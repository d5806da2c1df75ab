package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.intake.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateMinerTest {
    private static final class Count {
        private long value;

        Count plus(Count other) {
            value += other.value;
            return this;
        }
    }

    private static TemplateMiner<Count> miner(int limit) {
        return new TemplateMiner<>(limit, Count::new, Count::plus);
    }

    private static Text text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Text(bytes, 0, bytes.length);
    }

    private static String template(String message) {
        return miner(10).template(text(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '$', textBlock = """
            Order 200019 placed customer=c-229 sku=SKU-000867 total=12579    ~ Order <*> placed customer=<*> sku=<*> total=<*>
            cardgate authorization ext_9e0721e3 approved in 88 ms            ~ cardgate authorization <*> approved in <*> ms
            GET /stock/SKU-001852 200 3ms                                    ~ GET /stock/<*> 2xx <*>
            GET /api/orders?customer=c-2168 503 2ms                          ~ GET /api/orders?customer=<*> 5xx <*>
            Confirmation mail for order 5013 handed to c***@mail.example in 15 ms ~ Confirmation mail for order <*> handed to <*> in <*> ms
            Retry 'payments' recorded a failed retry attempt                 ~ Retry '<*>' recorded a failed retry attempt
            accepting AMQP connection <0.771.0> (127.0.0.1:34862 -> 127.0.0.1:5672) ~ accepting AMQP connection <<*>> (<*> -> <*>)
            partitions [1, 2, 3] revoked                                     ~ partitions [<*>] revoked
            can't reach user's mailbox                                       ~ can't reach user's mailbox
            {"order":"A-17","state":"PAID"}                                  ~ {"order":"<*>","state":"<*>"}
            answered with status 503 and error=java.net.ConnectException     ~ answered with status 5xx and error=java.net.ConnectException
            """)
    void whatVariesIsMasked(String message, String template) {
        assertThat(template(message)).isEqualTo(template);
    }

    @ParameterizedTest
    @CsvSource({
        "service started, service stopped",
        "peer 10.0.0.1 connected, peer 10.0.0.1 disconnected",
        "circuit is 'OPEN', circuit is 'CLOSED'",
        "link eth0=up, link eth0=down",
        "lock-17_acquired, lock-17_released",
        "feature.new-checkout=enabled, feature.new-checkout=disabled",
        "result=success, result=failure",
        "event=PaymentSucceeded17, event=PaymentFailed17",
        "event='payment_completed', event='payment_failed'",
        "ready=true, ready=false",
        "done with errors=0, done with errors=3",
        "0 errors found, 7 errors found",
        "exit code 0, exit code 137",
        "upstream answered with status 200, upstream answered with status 502",
        "cause=java.net.ConnectException, cause=java.net.SocketTimeoutException",
    })
    void oppositesNeverShareATemplate(String one, String other) {
        assertThat(template(one)).isNotEqualTo(template(other));
        assertThat(miner(10).key(text(one))).isNotEqualTo(miner(10).key(text(other)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request failed",
                "java.net.ConnectException: Connection refused",
                "TimeoutError: downstream request exceeded 3000ms",
                "upstream_error",
                "FATAL:  remaining connection slots are reserved",
                "Read timed out",
                "could not connect",
                "dial tcp 10.0.0.1:80: connect: no route to host",
                "10 errors",
                "errors=5",
                "GC overhead: java.lang.OutOfMemoryError",
                "panic: runtime",
                "{\"error\":\"x\"}"
            })
    void wordsOfFailureAreHeard(String message) {
        assertThat(TemplateMiner.failure(text(message))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request served",
                "done, 0 errors",
                "finished without errors",
                "errors=0 failed=0",
                "\"error\": null",
                "\"error\":\"\"",
                "no error",
                "timeout=30s",
                "connect timeout: 5000",
                "reading /var/log/error.log",
                "failure-threshold set to 50",
                "ApiErrorHandler registered",
                "failover complete",
                ""
            })
    void theirNegationsAreNot(String message) {
        assertThat(TemplateMiner.failure(text(message))).isFalse();
    }

    @Test
    void theTemplateDependsOnTheMessageAloneAndNotOnTheBufferAroundIt() {
        byte[] buffer = text("x'quoted 17' words \"").bytes();
        TemplateMiner<Count> miner = miner(10);

        miner.key(text("GET /x 500 with 'quotes"));
        assertThat(miner.template(new Text(buffer, 1, 12))).isEqualTo(template("'quoted 17'"));
    }

    @Test
    void theSameKeyMeansTheSameTemplateOnRecordedLogs() throws IOException {
        TemplateMiner<Count> miner = miner(10);
        Set<Long> keys = new HashSet<>();
        Set<String> templates = new HashSet<>();
        for (Text line : recordedLines()) {
            keys.add(miner.key(line));
            templates.add(miner.template(line));
        }

        assertThat(keys).hasSameSizeAs(templates).hasSizeGreaterThan(100);
    }

    @Test
    void minersOfAnyChunksMergedEqualTheMinerOfTheWhole() throws IOException {
        List<Text> lines = recordedLines();
        Collections.shuffle(lines, new Random(7));
        for (int limit : new int[] {5, 60, 2000}) {
            TemplateMiner<Count> whole = miner(limit);
            lines.forEach(line -> whole.at(line).value++);

            TemplateMiner<Count> merged = miner(limit);
            for (int from = 0; from < lines.size(); from += 777) {
                TemplateMiner<Count> chunk = miner(limit);
                lines.subList(from, Math.min(lines.size(), from + 777)).forEach(line -> chunk.at(line).value++);
                merged.merge(chunk);
            }

            assertThat(merged.templates()).hasSizeLessThanOrEqualTo(limit);
            assertThat(counts(merged)).isEqualTo(counts(whole));
            assertThat(merged.overflow().value).isEqualTo(whole.overflow().value);
        }
    }

    @Test
    void beyondTheLimitFailuresArePreferredAndTheRestIsCounted() {
        TemplateMiner<Count> miner = miner(50);
        for (int i = 0; i < 1000; i++) {
            String word = "" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676);
            miner.at(text("user " + word + " came")).value++;
        }
        miner.at(text("something failed")).value++;

        assertThat(miner.templates()).hasSize(50).extracting(Template::text).contains("something failed");
        assertThat(miner.overflow().value).isEqualTo(951);
    }

    private static List<String> counts(TemplateMiner<Count> miner) {
        return miner.templates().stream()
                .map(template -> template.value().value + " " + template.text())
                .toList();
    }

    private static List<Text> recordedLines() throws IOException {
        List<Text> lines = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(Path.of("dataset/inc-0055"))) {
            for (Path path :
                    paths.filter(p -> p.toString().endsWith(".log")).sorted().toList()) {
                Files.readAllLines(path).forEach(line -> lines.add(text(line)));
            }
        }
        return lines;
    }
}
