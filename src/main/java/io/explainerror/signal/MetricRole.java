package io.explainerror.signal;

import io.explainerror.model.MetricSeries;
import java.util.List;
import java.util.Locale;

/// What a metric measures, whatever it is called.
enum MetricRole {
    EVENT_LOOP("event-loop-lag", true, "eventloop", "event_loop"),
    WORKERS_MAX(
            "workers-max",
            false,
            "threads_max",
            "workers_max",
            "threads_config_max",
            "max_threads",
            "max_workers",
            "max_children",
            "worker_pool_size",
            "worker_pool_max",
            "thread_pool_size",
            "thread_pool_max",
            "concurrency_limit"),
    WORKERS_QUEUED(
            "workers-queued",
            true,
            "executor_queue",
            "queued_tasks",
            "threads_queued",
            "workers_queued",
            "worker_pool_queue",
            "thread_pool_queue",
            "threadpool_queue",
            "injection_queue",
            "global_queue",
            "run_queue",
            "queued_connections",
            "accept_queue",
            "listen_queue",
            "request_queue",
            "current_queue",
            "puma_backlog",
            "listen_backlog",
            "request_backlog",
            "queued_requests"),
    WORKERS_BUSY(
            "workers-busy",
            true,
            "threads_busy",
            "workers_busy",
            "busy_threads",
            "busy_workers",
            "puma_busy",
            "threads_active",
            "active_threads",
            "active_workers",
            "active_processes",
            "worker_pool_active",
            "thread_pool_active",
            "executor_active",
            "in_flight",
            "inflight",
            "active_requests"),
    POOL_WAITING(
            "pool-waiting",
            true,
            "pool_waiting",
            "pool_pending",
            "connections_pending",
            "pool_waiters",
            "pool_awaiting",
            "agroal_awaiting",
            "wait_count",
            "pool_queue",
            "pending_connections",
            "connection_pending",
            "empty_acquire",
            "rq_pending"),
    QUEUE_DEPTH(
            "queue-depth",
            true,
            "queue_depth",
            "queue_length",
            "queue_size",
            "queue_messages",
            "messages_ready",
            "enqueued",
            "backlog",
            "consumer_lag",
            "records_lag",
            "num_pending",
            "ack_pending",
            "pending_messages",
            "messages_visible",
            "waiting_jobs",
            "pending_jobs",
            "available_jobs",
            "lag"),
    POOL_MAX(
            "pool-max",
            false,
            "pool_max",
            "pool_size",
            "connections_max",
            "pool_limit",
            "max_open_connections",
            "provider_max_connections",
            "client_connection_max"),
    POOL_ACTIVE(
            "pool-active",
            true,
            "pool_active",
            "pool_in_use",
            "pool_used",
            "pool_checked_out",
            "connections_active",
            "pool_busy",
            "agroal_active",
            "connections_in_use",
            "acquired_conn",
            "provider_active_connections",
            "in_use_connections"),
    GC_PAUSE("gc-pause", true, "gc_pause", "gc_time", "gc_ratio", "gc_duration", "gc_overhead"),
    HEAP_MAX("heap-max", false, "heap_max", "heap_limit", "heap_size_limit"),
    HEAP("heap", true, "heap_used", "heap_alloc", "heap_bytes", "heap"),
    MEMORY_LIMIT("memory-limit", false, "memory_limit", "mem_limit", "memory_max", "maxmemory"),
    CACHE_HITS("cache-hits", false, "cache_hit", "keyspace_hits"),
    CACHE_MISSES("cache-misses", true, "cache_miss", "keyspace_misses"),
    MEMORY("memory", true, "rss", "resident", "memory", "working_set", "mem_used"),
    CPU_LIMIT("cpu-limit", false, "cpu_limit", "cpu_quota", "cpu_max"),
    CPU_THROTTLED("cpu-throttled", true, "throttled"),
    CPU("cpu", true, "cpu"),
    FDS_MAX("open-files-max", false, "max_fds", "fds_max", "fd_limit"),
    FDS("open-files", false, "open_fds", "open_files", "file_descriptors", "fds"),
    DISK("disk-used", true, "disk_used", "disk_usage", "filesystem_used", "volume_used", "disk_free", "disk_avail"),
    DB_LOCK_WAITS(
            "db-lock-waits",
            true,
            "waiting_on_lock",
            "lock_waits",
            "locks_waiting",
            "locks_wait",
            "lock_waiters",
            "blocked_sessions",
            "row_lock"),
    DB_IDLE_IN_TRANSACTION("db-idle-in-transaction", true, "idle_in_transaction"),
    DB_ACTIVE("db-active", true, "active_queries", "running_queries", "threads_running", "active_sessions"),
    DB_TPS("db-tps", false, "tps", "transactions_per", "xact_commit", "queries_per", "ops_per_sec", "qps"),
    ERROR_RATIO(
            "error-ratio", true, "error_ratio", "error_rate", "errors_ratio", "failure_ratio", "failure_rate", "5xx"),
    LATENCY("latency", true, "latency", "response_time", "duration", "p95", "p99"),
    OUTBOUND_RATE("outbound-rate", true, "outbound", "client_calls", "egress_requests", "upstream_rq"),
    PUBLISH_RATE("publish-rate", false, "publish", "produced", "messages_in", "enqueue"),
    CONSUME_RATE("consume-rate", false, "deliver", "ack_rate", "consumed", "messages_out", "dequeue", "consume"),
    REQUEST_RATE("request-rate", true, "request_rate", "requests_per", "rps", "requests", "throughput"),
    CONNECTIONS_MAX("connections-max", false, "max_connections"),
    CONNECTIONS(
            "connections",
            false,
            "connections",
            "connected_clients",
            "threads_connected",
            "sessions",
            "numbackends",
            "activity_count"),
    RESTARTS("restarts", true, "restart"),
    UP("up", false, "up", "scrape_up", "ready", "healthy"),
    OTHER("other", false);

    private final String id;
    private final boolean tellsOnset;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> words;

    MetricRole(String id, boolean tellsOnset, String... words) {
        this.id = id;
        this.tellsOnset = tellsOnset;
        this.words = List.of(words);
    }

    /// As rules spell it.
    String id() {
        return id;
    }

    /// Whether a jump of this metric is a reason to think that the incident began.
    boolean tellsOnset() {
        return tellsOnset;
    }

    /// The first role one of whose words the metric's name holds. Roles are ordered from the special to the general.
    static MetricRole of(MetricSeries metric) {
        String name = metric.name().toLowerCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        for (MetricRole role : values()) {
            for (String word : role.words) {
                if (word.length() <= 5 ? hasWord(name, word) : name.contains(word)) {
                    return role;
                }
            }
        }
        return OTHER;
    }

    /// The queue, pool or path that a metric's name carries behind a colon: `queue_depth:orders`.
    static String instance(MetricSeries metric) {
        int colon = metric.name().indexOf(':');
        return colon < 0 ? "" : metric.name().substring(colon + 1);
    }

    private static boolean hasWord(String name, String word) {
        String delimited = "_" + name.replace(':', '_') + "_";
        return delimited.contains("_" + word + "_") || delimited.startsWith("_" + word + "_");
    }
}
