package io.encore.lite;

import com.sun.net.httpserver.HttpServer;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Settings from the environment, and counters for the recorder at /metrics-lite on a port of their own. */
public final class Lite {
    private static final LongAdder REQUESTS = new LongAdder();
    private static final LongAdder ERRORS = new LongAdder();
    private static final LongAdder MICROS = new LongAdder();
    private static final Map<String, LongAdder> TOTALS = new ConcurrentHashMap<>();
    private static final Map<String, Supplier<Number>> GAUGES = new ConcurrentHashMap<>();

    private Lite() {}

    public static String text(String name, String otherwise) {
        String v = System.getenv(name);
        return v == null ? otherwise : v;
    }

    public static int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    public static void count(String name) {
        TOTALS.computeIfAbsent(name, n -> new LongAdder()).increment();
    }

    public static void gauge(String name, Supplier<Number> value) {
        GAUGES.put(name, value);
    }

    public static void done(long begin, boolean failed) {
        REQUESTS.increment();
        MICROS.add((System.nanoTime() - begin) / 1000);
        if (failed) {
            ERRORS.increment();
        }
    }

    public static void serve() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(text("HOST", "0.0.0.0"), 9102), 10);
        server.createContext("/metrics-lite", x -> {
            byte[] body = snapshot().entrySet().stream().map(e -> "\"" + e.getKey() + "\":" + e.getValue()).collect(Collectors.joining(",", "{", "}")).getBytes();
            x.sendResponseHeaders(200, body.length);
            x.getResponseBody().write(body);
            x.close();
        });
        server.start();
    }

    private static Map<String, Object> snapshot() {
        Map<String, Object> out = new TreeMap<>();
        out.put("requests", REQUESTS.sum());
        out.put("errors", ERRORS.sum());
        out.put("latency_ms_sum", String.format(Locale.ROOT, "%.3f", MICROS.sum() / 1000.0));
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        out.put("heap_used", heap.getUsed() >> 20);
        out.put("heap_max", heap.getMax() >> 20);
        out.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        out.put("gc_time_ms_total", ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(b -> Math.max(0, b.getCollectionTime())).sum());
        GAUGES.forEach((k, v) -> out.put(k, v.get()));
        TOTALS.forEach((k, v) -> out.put(k + "_total", v.sum()));
        return out;
    }
}
