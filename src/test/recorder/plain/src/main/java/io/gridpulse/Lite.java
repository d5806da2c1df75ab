package io.gridpulse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts work and serves the counters at /metrics-lite on a port of its own for the recorder. */
final class Lite {
    private static final LongAdder REQUESTS = new LongAdder();
    private static final LongAdder ERRORS = new LongAdder();
    private static final LongAdder MICROS = new LongAdder();
    private static final Map<String, LongAdder> TOTALS = new ConcurrentHashMap<>();
    private static final Map<String, Supplier<Number>> GAUGES = new ConcurrentHashMap<>();

    private Lite() {}

    static void count(String name) {
        TOTALS.computeIfAbsent(name, n -> new LongAdder()).increment();
    }

    static void gauge(String name, Supplier<Number> value) {
        GAUGES.put(name, value);
    }

    static void pool(HikariDataSource ds) {
        gauge("db_pool_active", () -> ds.getHikariPoolMXBean().getActiveConnections());
        gauge("db_pool_waiting", () -> ds.getHikariPoolMXBean().getThreadsAwaitingConnection());
        gauge("db_pool_max", ds::getMaximumPoolSize);
    }

    static void done(long nanos, boolean failed) {
        REQUESTS.increment();
        MICROS.add(nanos / 1000);
        if (failed) {
            ERRORS.increment();
        }
    }

    static void serve(int port) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(Env.host(), port), 10);
        server.createContext("/metrics-lite", x -> {
            byte[] body = new ObjectMapper().writeValueAsBytes(snapshot());
            x.sendResponseHeaders(200, body.length);
            x.getResponseBody().write(body);
            x.close();
        });
        server.start();
    }

    private static Map<String, Object> snapshot() throws IOException {
        Map<String, Object> out = new TreeMap<>();
        out.put("requests", REQUESTS.sum());
        out.put("errors", ERRORS.sum());
        out.put("latency_ms_sum", MICROS.sum() / 1000.0);
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        out.put("heap_used", (heap.getUsed() >> 10) / 1024.0);
        out.put("heap_max", (heap.getMax() >> 10) / 1024.0);
        out.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        long gc = 0;
        for (var bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            gc += Math.max(0, bean.getCollectionTime());
        }
        out.put("gc_time_ms_total", gc);
        GAUGES.forEach((k, v) -> out.put(k, v.get()));
        TOTALS.forEach((k, v) -> out.put(k + "_total", v.sum()));
        return out;
    }
}
