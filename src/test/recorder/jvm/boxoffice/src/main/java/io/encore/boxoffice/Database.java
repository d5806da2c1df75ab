package io.encore.boxoffice;

import io.encore.lite.Lite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The pool of connections to PostgreSQL, with counters of what is in use and what waits. */
final class Database {
    private final Pool pool;
    private final AtomicInteger inUse = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    Database(Vertx vertx) {
        int size = Lite.number("DB_POOL", 6);
        var options = new PgConnectOptions().setHost(Lite.text("DB_HOST", "localhost")).setPort(5432).setDatabase("tickets").setUser("boxoffice")
                .setPassword(Lite.text("DB_PASSWORD", "")).setCachePreparedStatements(true).addProperty("application_name", "boxoffice");
        pool = PgBuilder.pool().connectingTo(options).using(vertx)
                .with(new PoolOptions().setMaxSize(size).setConnectionTimeout(Lite.number("DB_TIMEOUT", 2)).setConnectionTimeoutUnit(TimeUnit.SECONDS)
                        .setMaxWaitQueueSize(Lite.number("DB_QUEUE", -1)).setMaxLifetime(Lite.number("DB_LIFETIME", 0)).setMaxLifetimeUnit(TimeUnit.SECONDS)
                        .setPoolCleanerPeriod(1000).setShared(true)).build();
        Lite.gauge("db_pool_active", inUse::get);
        Lite.gauge("db_pool_waiting", waiting::get);
        Lite.gauge("db_pool_max", () -> size);
    }

    <T> Future<T> with(Function<SqlConnection, Future<T>> work) {
        waiting.incrementAndGet();
        return pool.getConnection().onComplete(r -> waiting.decrementAndGet()).compose(c -> {
            inUse.incrementAndGet();
            return work.apply(c).eventually(() -> {
                inUse.decrementAndGet();
                return c.close();
            });
        });
    }

    <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return with(c -> c.begin().compose(tx -> work.apply(c).compose(v -> tx.commit().map(v), e -> tx.rollback().transform(r -> Future.failedFuture(e)))));
    }

    Future<RowSet<Row>> query(String sql, Object... values) {
        return with(c -> c.preparedQuery(sql).execute(Tuple.wrap(values)));
    }
}
