package com.staywell.tariffs;

import io.agroal.api.AgroalDataSource;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests and serves the counters at /metrics-lite for the recorder. */
@ApplicationScoped
public class Lite {
    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder micros = new LongAdder();
    private final Map<String, LongAdder> totals = new ConcurrentHashMap<>();

    @Inject Instance<AgroalDataSource> pool;

    public void count(String name) {
        totals.computeIfAbsent(name, n -> new LongAdder()).increment();
    }

    public void done(long nanos, boolean failed) {
        requests.increment();
        micros.add(nanos / 1000);
        if (failed) {
            errors.increment();
        }
    }

    void routes(@Observes Router router) {
        router.route().order(-1000).handler(c -> {
            if (!c.request().path().startsWith("/metrics-lite") && !c.request().path().startsWith("/healthz")) {
                long begin = System.nanoTime();
                c.addEndHandler(x -> done(System.nanoTime() - begin, c.response().getStatusCode() >= 500));
            }
            c.next();
        });
        router.get("/healthz").order(-999).handler(c -> c.end("ok"));
        router.get("/metrics-lite").order(-998).handler(c -> c.end(snapshot().encode()));
    }

    private JsonObject snapshot() {
        JsonObject out = new JsonObject().put("requests", requests.sum()).put("errors", errors.sum()).put("latency_ms_sum", micros.sum() / 1000.0);
        var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        out.put("heap_used", (memory.getUsed() >> 10) / 1024.0).put("heap_max", (memory.getMax() >> 10) / 1024.0);
        out.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        long gc = 0;
        for (var bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            gc += Math.max(0, bean.getCollectionTime());
        }
        out.put("gc_time_ms_total", gc);
        if (pool.isResolvable() && pool.get().getConfiguration().metricsEnabled()) {
            var m = pool.get().getMetrics();
            out.put("db_pool_active", m.activeCount()).put("db_pool_waiting", m.awaitingCount())
                    .put("db_pool_max", pool.get().getConfiguration().connectionPoolConfiguration().maxSize());
        }
        totals.forEach((k, v) -> out.put(k + "_total", v.sum()));
        return out;
    }
}
