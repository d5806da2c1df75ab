package io.encore.boxoffice;

import io.encore.lite.Lite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sells tickets: holds seats, charges cards, stores orders, shows events. */
public final class BoxOffice {
    private static final Logger LOG = LoggerFactory.getLogger(BoxOffice.class);
    private static final String RELEASE = Lite.text("RELEASE", "3.3.2");

    private final Vertx vertx = Vertx.vertx();
    private final Database db = new Database(vertx);
    private final Remote seating = new Remote(vertx, "seating");
    private final Remote payments = new Remote(vertx, "payments");
    private final RedisAPI redis = Lite.text("REDIS_URL", "").isEmpty() ? null
            : RedisAPI.api(Redis.createClient(vertx, new RedisOptions().setConnectionString(Lite.text("REDIS_URL", "")).setMaxPoolSize(8).setMaxPoolWaiting(200)));
    private final HttpClient ledger = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String[] args) throws Exception {
        LOG.info("boxoffice {} starting", RELEASE);
        Lite.serve();
        new BoxOffice().listen();
    }

    private void listen() {
        Router router = Router.router(vertx);
        router.route().handler(this::measure);
        router.get("/healthz").handler(c -> c.end("ok"));
        router.route().handler(BodyHandler.create(false));
        router.get("/events/:id").handler(c -> answer(c, 200, event(Long.parseLong(c.pathParam("id")))));
        router.get("/customers/:id/orders").handler(c -> answer(c, 200, orders(c.pathParam("id"))));
        router.post("/orders").handler(c -> answer(c, 201, RELEASE.startsWith("3.4") ? orderInOneTransaction(c.body().asJsonObject()) : order(c.body().asJsonObject())));
        router.get("/reports/settlement/:day").handler(this::settlement);
        router.route().failureHandler(this::failed);
        vertx.createHttpServer().requestHandler(router).listen(Lite.number("PORT", 8080), Lite.text("HOST", "0.0.0.0"))
                .onSuccess(s -> LOG.info("boxoffice {} listens on port {}", RELEASE, s.actualPort()))
                .onFailure(e -> {
                    LOG.error("boxoffice cannot listen", e);
                    System.exit(1);
                });
    }

    private void measure(RoutingContext c) {
        long begin = System.nanoTime();
        if (!c.request().path().equals("/healthz")) {
            c.addEndHandler(r -> Lite.done(begin, c.response().getStatusCode() >= 500));
        }
        c.next();
    }

    private static void answer(RoutingContext c, int status, Future<?> result) {
        result.onSuccess(v -> c.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(v.toString())).onFailure(c::fail);
    }

    private void failed(RoutingContext c) {
        LOG.error("{} {} failed", c.request().method(), c.request().path(), c.failure());
        if (!c.response().ended()) {
            c.response().setStatusCode(c.statusCode() > 0 ? c.statusCode() : 500).end("{\"error\":\"internal\"}");
        }
    }

    private Future<JsonObject> event(long id) {
        String key = "event:" + id;
        if (redis == null) {
            return load(id);
        }
        return redis.get(key).compose(found -> {
            if (found != null) {
                return Future.succeededFuture(new JsonObject(found.toString()));
            }
            return load(id).compose(e -> redis.setex(key, Lite.text("CACHE_SECONDS", "30"), e.encode()).map(e));
        });
    }

    private Future<JsonObject> load(long id) {
        return db.query("select id, title, venue, capacity, held from events where id = $1", id).map(rows -> rows.iterator().next().toJson());
    }

    private Future<JsonArray> orders(String customer) {
        return db.query("select id, event_id, seats, total, status from orders where customer = $1 order by id desc limit 20", customer).map(rows -> {
            JsonArray out = new JsonArray();
            rows.forEach(row -> out.add(row.toJson()));
            return out;
        });
    }

    private Future<JsonObject> order(JsonObject o) {
        return hold(o).compose(h -> charge(o)).compose(paid -> db.query("insert into orders(event_id, customer, seats, total, status) values ($1, $2, $3, $4, 'paid') returning id", columns(o)))
                .map(rows -> rows.iterator().next().toJson());
    }

    /** Since 3.4: the order is there before the card is charged, and gone again if that fails. */
    private Future<JsonObject> orderInOneTransaction(JsonObject o) {
        return db.transaction(c -> c.preparedQuery("insert into orders(event_id, customer, seats, total, status) values ($1, $2, $3, $4, 'paid') returning id")
                .execute(io.vertx.sqlclient.Tuple.wrap(columns(o))).compose(rows -> hold(o).compose(h -> charge(o)).map(rows.iterator().next().toJson())));
    }

    private static Object[] columns(JsonObject o) {
        return new Object[] {o.getLong("event"), o.getString("customer"), o.getInteger("seats"), new BigDecimal(39L * o.getInteger("seats"))};
    }

    private Future<JsonObject> hold(JsonObject o) {
        return seating.post("/events/" + o.getLong("event") + "/holds", new JsonObject().put("customer", o.getString("customer")).put("seats", o.getInteger("seats")));
    }

    private Future<JsonObject> charge(JsonObject o) {
        return payments.post("/charges", new JsonObject().put("customer", o.getString("customer")).put("amount", 39 * o.getInteger("seats")));
    }

    /** Day by day from the ledger of the bank. */
    private void settlement(RoutingContext c) {
        try {
            HttpResponse<String> a = ledger.send(HttpRequest.newBuilder(URI.create(Lite.text("LEDGER_URL", "http://localhost:1") + "/days/" + c.pathParam("day"))).build(),
                    HttpResponse.BodyHandlers.ofString());
            c.json(new JsonObject().put("lines", List.of(a.body().length())));
        } catch (Exception e) {
            c.fail(e);
        }
    }
}
