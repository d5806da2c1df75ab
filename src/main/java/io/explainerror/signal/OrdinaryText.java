package io.explainerror.signal;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// What healthy services print all day, and the frames of stack traces: pieces of it make bad search keys, since
/// nearly every line holds them.
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
            {"level":30,"time":1795362186485,"pid":33,"hostname":"node-1","name":"app","req":{"id":"68e9485d-6089","method":
            "GET","url":"/path","query":{},"params":{},"headers":{"host":"x"},"remoteAddress":"::1","remotePort":4},"res":{
            "statusCode":200},"responseTime":124,"msg":"request completed"} {"@timestamp":"2026-11-22T13:05:14Z","log.level":
            "INFO","logger_name":"x","thread_name":"y","level_value":20000,"traceId":"a","spanId":"b","@version":"1"}
            "attempt":1,"retry":0,"duration_ms":12,"latency":0.1,"error":{"name":"Error","stack":"Error: message\\n    at
             at Object.<anonymous> (/app/node_modules/express/lib/router/layer.js:95:5) at process.processTicksAndRejections
             (node:internal/process/task_queues:105:5) at async Promise.all at ServerResponse.onResFinished at emit at next
            Traceback (most recent call last): File "/usr/lib/python3/site-packages/module.py", line 12, in handler raise
            ts=2026-11-22T13:05:14Z level=info msg="handled" component=http caller=main.go:12 duration=1.2ms goroutine 1
            10.0.0.1 - - [22/Nov/2026:13:05:14 +0000] "POST /api/orders?id=1 HTTP/1.1" 201 512 "-" "curl/8.5.0" rt=0.012
            retrying lookup exceeded available unavailable disconnected connecting node primary address listening database
            """;
    private static final Map<Integer, Integer> FOURS = grams(4);
    private static final Map<Integer, Integer> THREES = grams(3);

    private OrdinaryText() {}

    /// How often three or four bytes, folded to lower case by setting bit 5 (of three, with a blank on top), occur in
    /// it.
    static int occurrences(int gram, int width) {
        return (width == 4 ? FOURS : THREES).getOrDefault(gram, 0);
    }

    private static Map<Integer, Integer> grams(int width) {
        byte[] bytes = SAMPLE.getBytes(StandardCharsets.US_ASCII);
        int kept = width == 4 ? -1 : 0xFFFFFF;
        Map<Integer, Integer> grams = new HashMap<>();
        for (int i = 0; i + 4 <= bytes.length; i++) {
            grams.merge((Bytes.intAt(bytes, i) & kept) | 0x20202020, 1, Integer::sum);
        }
        return Map.copyOf(grams);
    }
}
