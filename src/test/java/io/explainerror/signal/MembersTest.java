package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.intake.Text;
import io.explainerror.model.Asymmetry;
import io.explainerror.model.RetryRatio;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Replicas, releases, classes of callers, attempts and clocks, as logs of several minutes tell of them.
class MembersTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final int BASELINE = 120;
    private static final int END = 240;

    @Test
    void theReplicaThatFailsAloneStandsOut() {
        Map<String, String> logs = new TreeMap<>();
        logs.put("logs/checkout-6d4cf56db6-x2v9k.log", replica(""));
        logs.put("logs/checkout-6d4cf56db6-9qk7t.log", replica(""));
        logs.put("logs/checkout-7f8bb4f9c5-w8zkq.log", replica("boom"));

        SignalSet signals = Bundles.signals(logs);

        assertThat(Bundles.of(signals.signals(), Asymmetry.class))
                .filteredOn(a -> a.by().equals("instance"))
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.service()).isEqualTo("checkout");
                    assertThat(a.member()).isEqualTo("checkout-7f8bb4f9c5-w8zkq");
                    assertThat(a.what()).isEqualTo("failures");
                    assertThat(a.share()).isEqualTo(1.0);
                    assertThat(a.usual()).isBetween(0.3, 0.4);
                    assertThat(a.count()).isBetween(110L, 130L);
                });
        assertThat(Bundles.of(signals.signals(), Asymmetry.class))
                .as("its revision is a release of its own")
                .anySatisfy(a -> assertThat(a.by() + " " + a.member()).isEqualTo("version 7f8bb4f9c5"));
        assertThat(Bundles.merged(logs)).isEqualTo(signals);
    }

    @Test
    void theReleaseThatFailsAloneStandsOutByTheVersionItLogs() {
        StringBuilder log = new StringBuilder();
        for (int second = 0; second < END; second++) {
            log.append(ecs(second, "1.4.0", "INFO", "order placed"));
            log.append(
                    second < BASELINE
                            ? ecs(second, "1.4.0", "INFO", "order placed")
                            : ecs(second, "1.5.0", "ERROR", "order failed: NullPointerException"));
        }

        assertThat(Bundles.of(
                        Bundles.signals(Map.of("orders.log", log.toString())).signals(), Asymmetry.class))
                .singleElement()
                .satisfies(a ->
                        assertThat(a.by() + " " + a.member() + " " + a.what()).isEqualTo("version 1.5.0 failures"));
    }

    @Test
    void replicasThatFailAlikeDoNotStandOut() {
        Map<String, String> logs = Map.of("checkout-1.log", replica("boom"), "checkout-2.log", replica("boom"));

        assertThat(Bundles.of(Bundles.signals(logs).signals(), Asymmetry.class)).isEmpty();
    }

    @Test
    void theCallersFromWhomTheTrafficComesStandOut() {
        StringBuilder log = new StringBuilder();
        for (int second = 0; second < END; second++) {
            log.append(access(second, second, "Mozilla/5.0 (Windows NT 10.0)", 200));
            for (int i = 0; second >= BASELINE && i < 12; i++) {
                log.append(access(second, i, "Mozilla/5.0 (compatible; ExampleBot/2.1; +http://bot.example)", 503));
            }
        }

        assertThat(Bundles.of(
                        Bundles.signals(Map.of("nginx-access.log", log.toString()))
                                .signals(),
                        Asymmetry.class))
                .filteredOn(a -> a.what().equals("traffic"))
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.by() + " " + a.member()).isEqualTo("agent bot");
                    assertThat(a.share()).isGreaterThan(0.9);
                    assertThat(a.usual()).isZero();
                });
    }

    @Test
    void requestsThatComeAgainWithTheSameIdAreAttempts() {
        StringBuilder callee = new StringBuilder();
        StringBuilder caller = new StringBuilder();
        for (int second = 0; second < END; second++) {
            int attempts = second < BASELINE ? 1 : 4;
            for (int attempt = 0; attempt < attempts; attempt++) {
                callee.append(request(second, "r" + second, second < BASELINE ? 200 : 500));
            }
            if (second >= BASELINE) {
                caller.append(line(
                        second,
                        "ERROR",
                        "I/O error on POST request for \"http://stock:8080/reservations\": Read timed out"));
            }
        }
        Map<String, String> logs = Map.of("stock.log", callee.toString(), "shop.log", caller.toString());

        SignalSet signals = Bundles.signals(logs);

        assertThat(Bundles.of(signals.signals(), RetryRatio.class))
                .singleElement()
                .satisfies(ratio -> {
                    assertThat(ratio.service() + " > " + ratio.peer()).isEqualTo("shop > stock");
                    assertThat(ratio.before()).isEqualTo(1.0);
                    assertThat(ratio.during()).isEqualTo(4.0);
                    assertThat(ratio.retries()).isBetween(350L, 370L);
                });
        assertThat(Bundles.merged(logs)).isEqualTo(signals);
    }

    @Test
    void clocksThatDifferAreToldAndNotCorrected() {
        StringBuilder front = new StringBuilder();
        StringBuilder back = new StringBuilder();
        for (int second = 0; second < END; second++) {
            front.append(request(second + 7, "r" + second, 200));
            back.append(request(second, "r" + second, 200));
        }
        Map<String, String> logs = Map.of("front.log", front.toString(), "back.log", back.toString());

        SignalSet signals = Bundles.signals(logs);

        assertThat(signals.warnings())
                .containsExactly(
                        "the clock of front.log is about 7 s ahead of that of back.log, by 240 requests that both"
                                + " log; times are compared as written");
        assertThat(signals.from()).contains(START);
        assertThat(Bundles.merged(logs).warnings()).isEqualTo(signals.warnings());
    }

    @Test
    void anHourBetweenClocksIsATimeZone() {
        StringBuilder front = new StringBuilder();
        StringBuilder back = new StringBuilder();
        for (int second = 0; second < 60; second++) {
            front.append(request(second + 3600, "r" + second, 200));
            back.append(request(second, "r" + second, 200));
        }

        assertThat(Bundles.signals(Map.of("front.log", front.toString(), "back.log", back.toString()))
                        .warnings())
                .singleElement()
                .asString()
                .contains("about 1 h ahead", "a time zone that one of them leaves out?");
    }

    @Test
    void requestsThatWaitAreNoDifferenceOfClocks() {
        StringBuilder front = new StringBuilder();
        StringBuilder back = new StringBuilder();
        for (int second = 0; second < 60; second++) {
            front.append(slow(second + 5, "r" + second, 5000));
            back.append(slow(second, "r" + second, 2));
        }

        assertThat(Bundles.signals(Map.of("front.log", front.toString(), "back.log", back.toString()))
                        .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0           | browser
            Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)         | bot
            kube-probe/1.29                                                                  | probe
            ELB-HealthChecker/2.0                                                            | probe
            curl/8.5.0                                                                       | library
            python-requests/2.31.0                                                           | library
            Go-http-client/1.1                                                               | library
            Apache-HttpClient/5.2.1 (Java/21.0.2)                                            | library
            ShopApp/5.14.2                                                                   | app
            ''                                                                               | ''
            """)
    void aUserAgentIsOfAClass(String agent, String expected) {
        byte[] bytes = agent.getBytes(StandardCharsets.UTF_8);
        assertThat(AgentClass.of(new Text(bytes, 0, bytes.length))).isEqualTo(expected);
        assertThat(new AgentClass.Memo().of(new Text(bytes, 0, bytes.length))).isEqualTo(expected);
    }

    private static String replica(String failure) {
        StringBuilder log = new StringBuilder();
        for (int second = 0; second < END; second++) {
            boolean fails = !failure.isEmpty() && second >= BASELINE;
            log.append(line(second, fails ? "ERROR" : "INFO", fails ? "order failed: " + failure : "order placed"));
        }
        return log.toString();
    }

    private static String line(int second, String level, String message) {
        return START.plusSeconds(second) + " " + level + " [main] com.shop.Orders : " + message + "\n";
    }

    private static String ecs(int second, String version, String level, String message) {
        return "{\"@timestamp\":\"" + START.plusSeconds(second) + "\",\"log.level\":\"" + level
                + "\",\"service.name\":\"orders\",\"service.version\":\"" + version + "\",\"message\":\"" + message
                + "\"}\n";
    }

    private static String request(int second, String id, int status) {
        return "{\"time\":\"" + START.plusSeconds(second)
                + "\",\"level\":\"info\",\"msg\":\"request\",\"method\":\"POST\",\"path\":\"/reservations\",\"status\":"
                + status + ",\"request_id\":\"" + id + "\"}\n";
    }

    private static String slow(int second, String id, int millis) {
        return "{\"time\":\"" + START.plusSeconds(second)
                + "\",\"level\":\"info\",\"msg\":\"request\",\"method\":\"GET\",\"path\":\"/a\",\"status\":200,"
                + "\"duration_ms\":" + millis + ",\"request_id\":\"" + id + "\"}\n";
    }

    private static String access(int second, int host, String agent, int status) {
        String time = java.time.format.DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", java.util.Locale.ROOT)
                .withZone(java.time.ZoneOffset.UTC)
                .format(START.plusSeconds(second));
        return "198.51.100." + host % 250 + " - - [" + time + "] \"GET /products/" + host + " HTTP/1.1\" " + status
                + " 68 \"-\" \"" + agent + "\"\n";
    }
}
