package io.explainerror.signal;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// What healthy services print all day: four-byte pieces of it make bad search keys, since nearly every line holds
/// them.
final class OrdinaryText {
    private static final String SAMPLE = """
            2026-11-22T13:05:14.561Z  INFO 20914 --- [nio-8081-exec-6] c.common.RequestLoggingFilter   : GET /api/v1/x 200 2ms
            "GET / HTTP/1.1" 200 68 "-" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome Safari Android"
            {"level":"info","time":"timestamp","message":"request completed","msg":"logger","thread":"main","service":"name"}
            org.springframework.boot.web.servlet.filter.OncePerRequestFilter.doFilter(OncePerRequestFilter.java:116) ~[
            \tat java.base/java.lang.reflect.Method.invoke java.util.concurrent.ThreadPoolExecutor$Worker.run ~[na:na]
            org.apache.tomcat.util.net.catalina.core.connector.coyote.http11.jakarta.servlet.http.HttpServlet.service
            com.example.controller.Handler.handle io.netty.channel org.hibernate.internal jdbc.core.JdbcTemplate.query
            Caused by: Exception: Error error failed request response connection Connection timeout server client upstream
            Template temporary resource resources delegate delegating internal legal access Accessor DataSource transaction
            AbstractConnector core operation application configuration validation checked checkout heck health endpoint
            org.apache.catalina.valves.ErrorReportValve.invoke StandardContextValve ApplicationFilterChain.internalDoFilter
            started stopped user order customer total items placed created updated processing processed received sent the
            from and with for not this that while after before http:// host port localhost 127.0.0.1 message status code
            """;
    private static final Map<Integer, Integer> GRAMS = grams();

    private OrdinaryText() {}

    /// How often four bytes, folded to lower case by setting bit 5, occur in it.
    static int occurrences(int gram) {
        return GRAMS.getOrDefault(gram, 0);
    }

    private static Map<Integer, Integer> grams() {
        byte[] bytes = SAMPLE.getBytes(StandardCharsets.US_ASCII);
        Map<Integer, Integer> grams = new HashMap<>();
        for (int i = 0; i + 4 <= bytes.length; i++) {
            grams.merge(Bytes.intAt(bytes, i) | 0x20202020, 1, Integer::sum);
        }
        return Map.copyOf(grams);
    }
}
