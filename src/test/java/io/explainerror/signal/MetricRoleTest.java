package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.MetricSeries;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricRoleTest {
    @ParameterizedTest
    @CsvSource({
        "cpu, CPU",
        "process_cpu_seconds_total, CPU",
        "rss, MEMORY",
        "process.resident.memory, MEMORY",
        "open_fds, FDS",
        "process_max_fds, FDS_MAX",
        "request_rate, REQUEST_RATE",
        "avg_latency, LATENCY",
        "client_p95_latency, LATENCY",
        "http_server_requests_5xx, ERROR_RATIO",
        "client_error_ratio, ERROR_RATIO",
        "db_pool_active, POOL_ACTIVE",
        "db_pool_waiting, POOL_WAITING",
        "db_pool_max, POOL_MAX",
        "hikaricp_connections_pending, POOL_WAITING",
        "worker_threads_busy, WORKERS_BUSY",
        "tomcat_threads_busy_threads, WORKERS_BUSY",
        "worker_threads_max, WORKERS_MAX",
        "heap_used, HEAP",
        "gc_pause_ratio, GC_PAUSE",
        "queue_depth:order-events, QUEUE_DEPTH",
        "kafka_consumer_lag, QUEUE_DEPTH",
        "sessions_waiting_on_lock, DB_LOCK_WAITS",
        "idle_in_transaction, DB_IDLE_IN_TRANSACTION",
        "connections, CONNECTIONS",
        "tps, DB_TPS",
        "disk_used, DISK",
        "outbound_requests_rate, OUTBOUND_RATE",
        "cache_misses_rate, CACHE_MISSES",
        "up, UP",
        "scrape_up, UP",
        "nodejs_eventloop_lag_seconds, EVENT_LOOP",
        "worker_pool_active, WORKERS_BUSY",
        "worker_pool_queue_size, WORKERS_QUEUED",
        "puma_backlog, WORKERS_QUEUED",
        "agroal_awaiting_count, POOL_WAITING",
        "db_connections_in_use, POOL_ACTIVE",
        "rabbitmq_queue_messages:orders, QUEUE_DEPTH",
        "lock_waiters, DB_LOCK_WAITS",
        "pgxpool_acquired_conns, POOL_ACTIVE",
        "pgxpool_empty_acquire_count, POOL_WAITING",
        "vertx_pool_queue_size, POOL_WAITING",
        "reactor_netty_connection_provider_pending_connections, POOL_WAITING",
        "reactor_netty_connection_provider_max_connections, POOL_MAX",
        "envoy_cluster_upstream_rq_pending_active, POOL_WAITING",
        "db.client.connection.pending_requests, POOL_WAITING",
        "kestrel_queued_connections, WORKERS_QUEUED",
        "tokio_injection_queue_depth, WORKERS_QUEUED",
        "vm_total_run_queue_lengths_total, WORKERS_QUEUED",
        "jetstream_consumer_num_pending, QUEUE_DEPTH",
        "aws_sqs_approximate_number_of_messages_visible_average, QUEUE_DEPTH",
        "oban_available_jobs, QUEUE_DEPTH",
        "mysql_threads_connected, CONNECTIONS",
        "signups, OTHER",
    })
    void is_recognised_from_common_names(String name, MetricRole role) {
        assertThat(MetricRole.of(new MetricSeries("any", name, "", List.of()))).isEqualTo(role);
    }
}
