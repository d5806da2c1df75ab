"""Incidents on Quarkus services of a hotel group: reservations, tariffs, vouchers. Held back: no rule was written or weighed on them."""
import functools
import time

import scenarios_node
from scenarios_node import SCENARIOS
from scenarios_python import Publisher, depth, limit

scenario = functools.partial(scenarios_node.scenario, domain="staywell.svc.cluster.local", db="travel", warm=12)
# Where container images have it; the JSON log prints the path.
JAVA = "/opt/java/openjdk/bin/java"
JVM = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dsun.net.inetaddr.ttl=3", "-Djavax.net.ssl.trustStore=/srv/tls/trust.p12", "-Djavax.net.ssl.trustStorePassword=changeit")


def quarkus(r, name, release, env=None, heap="128m", jvm=(), port=8080, **kw):
    return r.add(name, port, [JAVA, "-Xmx" + heap, *JVM, *jvm, "-jar", "quarkus-run.jar"], env, cwd=f"/srv/java/{name}-{release}", lite=True, **kw)


def release(s, version):
    """Replaces the release that runs by another one."""
    s.stop()
    s.cwd = f"/srv/java/{s.name}-{version}"
    s.start()


def database(r):
    return {"DB_URL": f"jdbc:postgresql://{r.pg.host}:5432/{r.db}", "QUARKUS_DATASOURCE_JDBC_ACQUISITION_TIMEOUT": "2s"}


def reservations(r, tariffs, env=None, version="4.2.0", **kw):
    return quarkus(r, "reservations", version, {**database(r), "DB_PASSWORD": "reservations-secret", "TARIFFS_HOST": tariffs.host, "TARIFFS_PORT": str(tariffs.port), **(env or {})}, **kw)


def tariffs(r, gds, env=None, version="2.8.1", **kw):
    return quarkus(r, "tariffs", version, {"GDS_URL": gds.url, "GDS_TOKEN": "t-8841", "DB_PASSWORD": "tariffs-secret", **(env or {})}, **kw)


def vouchers(r, mq, printer, env=None, **kw):
    return quarkus(r, "vouchers", "1.12.0", {**database(r), "DB_PASSWORD": "vouchers-secret", "AMQP_HOST": mq.host, "PARTNER_URL": printer.url, **(env or {})}, **kw)


def stay(book=0.3, guest=0.2, calendar=0.1, description=0.0, photos=0.0, rooms=2900):
    def one(rng):
        room, x = rng.randint(1, rooms), rng.random()
        if x < book:
            return "POST", "/bookings", {"room": room, "guest": "g%d" % rng.randint(1, 39999), "nights": rng.randint(1, 9)}
        if x < book + guest:
            return "GET", "/bookings?guest=g%d" % rng.randint(1, 39999), None
        for part, share in (("calendar", calendar), ("description", description), ("photos", photos)):
            x -= share
            if x < book + guest:
                return "GET", f"/rooms/{room}/{part}", None
        return "GET", "/rooms/%d" % room, None
    return one


def quote(rng):
    return "GET", "/tariffs/%d?nights=%d" % (rng.randint(1, 3900), rng.randint(1, 9)), None


def voucher(rng):
    return {"guest": "g%d" % rng.randint(1, 39999), "value": rng.choice([25, 50, 100])}


@scenario("rec-0200", "connection-pool-exhaustion", "reservations", ["java", "quarkus", "hibernate", "agroal", "postgresql", "haproxy"],
          "The pool of reservations was set to 2 connections by mistake (20 before): a booking holds one while it asks for its tariff (0.45 s, as always), so the unchanged traffic waits for "
          "connections until the acquisition timeout of 2 s. The database has nothing to do.", also=["config-error"], host="reservations-6c7d8f9b54-t8k2m")
def r0200(r):
    r.postgres()
    g = r.third_party("gds", DELAY="0.45")
    t = tariffs(r, g)
    s = reservations(r, t, {"QUARKUS_DATASOURCE_JDBC_MAX_SIZE": "20"})
    h = r.haproxy("ingress", [(s, "")], port=8000)
    r.wait_ports(t, h, g)
    load = r.load(h, stay(0.6, 0.1), 6)
    r.normal(45)
    r.change("config", "reservations", "data source settings moved to the shared profile")
    r.fault()
    s.redeploy({"QUARKUS_DATASOURCE_JDBC_MAX_SIZE": "2", "QUARKUS_DATASOURCE_JDBC_MIN_SIZE": "1"})
    r.during(48)
    return r.save([("reservations", r"Sorry, acquisition timeout!", 40, 0)],
                  dict(service="ingress", title="5xx ratio above 5% behind the ingress", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["reservations", "tariffs", "ingress"], logs=["reservations", "ingress", "postgres"], spelling="agroal",
                  unrelated=[(-310, "deploy", "tariffs", "tariffs 2.8.1: currency names in Portuguese")])


@scenario("rec-0201", "connection-leak", "reservations", ["java", "quarkus", "hibernate", "agroal", "postgresql"],
          "Release 4.4.0 of reservations does not close the connection when a room has no bookings: each such call of the calendar keeps one of 8 connections for ever.",
          also=["connection-pool-exhaustion", "bad-deployment"], host="reservations-6c7d8f9b54-x5v9q")
def r0201(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t, {"QUARKUS_DATASOURCE_JDBC_LEAK_DETECTION_INTERVAL": "5s"})
    r.wait_ports(s, t, g)
    load = r.load(s, stay(0.2, 0.2, calendar=0.4, rooms=3900), 5)
    r.normal(45)
    r.change("deploy", "reservations", "reservations 4.4.0: calendar of a room", "4.4.0")
    r.fault()
    release(s, "4.4.0")
    r.during(55)
    return r.save([("reservations", r"Sorry, acquisition timeout!", 40, 0)],
                  dict(service="reservations", title="Reservations p95 latency above 1.5s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s."),
                  stats=[load], logs=["reservations", "postgres"], spelling="agroal", unrelated=[(-120, "flag", "reservations", "flag loyalty-banner on for 20 % of guests")])


@scenario("rec-0202", "dependency-slow", "tariffs", ["java", "quarkus", "okhttp", "vertx-web-client", "haproxy"],
          "The distribution system (third party) takes 3 s instead of 0.08 s: tariffs gives up after its read timeout of 1.5 s and answers 502, bookings fail.")
def r0202(r):
    r.postgres()
    g = r.third_party("gds", DELAY="0.08")
    t = tariffs(r, g, {"TARIFFS_TRACES": "false"})
    s = reservations(r, t, {"TARIFFS_TIMEOUT": "2500", "QUARKUS_DATASOURCE_JDBC_MAX_SIZE": "30"})
    h = r.haproxy("ingress", [(s, "")], port=8000)
    r.wait_ports(t, h, g)
    load = r.load(h, stay(0.4), 5)
    r.normal(45)
    r.fault()
    r.tell(g, delay=3)
    r.during(48)
    return r.save([("tariffs", r"SocketTimeoutException|timeout", 40, 0), ("reservations", r"tariffs answered 502", 40, 0)],
                  dict(service="reservations", title="Bookings fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["reservations", "tariffs", "ingress"], logs=["reservations", "tariffs", "ingress"], drop_metrics=["postgres"],
                  unrelated=[(-35, "deploy", "vouchers", "vouchers 1.12.0")])


@scenario("rec-0203", "dns-failure", "reservations", ["java", "quarkus", "vertx-web-client", "hibernate", "postgresql"],
          "The name of tariffs was removed from the zone: reservations cannot resolve it any more; tariffs itself is fine.", also=["dependency-unreachable"])
def r0203(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t)
    r.wait_ports(s, t, g)
    load = r.load(s, stay(0.35), 5)
    r.normal(45)
    r.change("config", "dns", "zone staywell rewritten from the inventory")
    time.sleep(1)
    r.fault()
    del r.dns.zone[t.host]
    r.during(50)
    return r.save([("reservations", r"UnknownHostException|Failed to resolve", 40, 0)],
                  dict(service="reservations", title="Reservations 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; looking at rooms works, booking fails."),
                  stats=[load], logs=["reservations"], drop_metrics=["postgres"], spelling="prom", unrelated=[(-500, "deploy", "tariffs", "tariffs 2.8.1")])


@scenario("rec-0204", "dependency-errors", "tariffs", ["java", "quarkus", "okhttp", "json-logging"],
          "The distribution system (third party) answers 60 % of the calls with 500 at once.")
def r0204(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t)
    r.wait_ports(s, t, g)
    load = r.load(s, stay(0.5), 4)
    r.normal(45)
    r.fault()
    r.tell(g, status=500, ratio=0.6)
    r.during(45)
    return r.save([("tariffs", r"HTTP 500 Internal Server Error from", 30, 0), ("reservations", r"tariffs answered 502", 30, 0)],
                  dict(service="reservations", title="Booking success ratio below 85%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["reservations", "tariffs"], logs=["reservations", "tariffs"], drop_metrics=["postgres"], spelling="short")


@scenario("rec-0205", "database-connection-limit", "postgres", ["java", "quarkus", "hibernate", "agroal", "postgresql"],
          "The database allows 14 connections. A yearly statement job opened as many sessions as it could get and kept them; when the services' own sessions were closed once, reservations and tariffs are refused.")
def r0205(r):
    import threading
    r.postgres(settings={"max_connections": 14, "superuser_reserved_connections": 2})
    g = r.third_party("gds")
    t = tariffs(r, g, {**database(r), "TARIFFS_DB": "true", "QUARKUS_DATASOURCE_JDBC_MAX_SIZE": "3"})
    s = reservations(r, t, {"QUARKUS_DATASOURCE_JDBC_MAX_SIZE": "5"})
    r.wait_ports(s, t, g)
    load = r.load(s, stay(0.3), 4)
    r.normal(45)
    r.change("deploy", "statements", "statements 1.3.0")
    r.fault()
    held = []

    def report():
        end = time.time() + 45
        while time.time() < end and len(held) < 12:
            try:
                held.append(r.session("vouchers", "statements"))
            except Exception:
                time.sleep(0.02)
    threading.Thread(target=report, daemon=True).start()
    time.sleep(0.5)
    r.pg_conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name IN ('reservations', 'tariffs')")
    r.during(45)
    return r.save([("reservations", r"too many clients already|remaining connection slots are reserved", 20, 0), ("postgres", r"FATAL:  (sorry, too many clients already|remaining connection slots)", 40, 0)],
                  dict(service="reservations", title="Reservations 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["reservations", "tariffs"], spelling="agroal")


@scenario("rec-0206", "slow-query", "reservations", ["java", "quarkus", "hibernate", "agroal", "postgresql"],
          "A migration dropped the index on bookings(guest): the search for a guest's bookings reads 400,000 rows on a database limited to 0.15 cores.",
          also=["connection-pool-exhaustion"])
def r0206(r):
    pg = r.postgres(settings={"log_min_duration_statement": "400ms"})
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t, {"QUARKUS_DATASOURCE_JDBC_ACQUISITION_TIMEOUT": "4s"})
    r.wait_ports(s, t, g)
    limit(pg, 0.15)
    load = r.load(s, stay(0.1, 0.5), 5)
    r.normal(48)
    r.change("migration", "reservations", "V41__guest_names_case_insensitive.sql")
    time.sleep(1)
    r.fault()
    r.sql("DROP INDEX bookings_guest")
    r.during(50)
    return r.save([("postgres", r"duration: \d{3,}\.\d+ ms", 40, 6)],
                  dict(service="reservations", title="Reservations p95 latency above 1s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s."),
                  stats=[load], cut=["reservations"], logs=["reservations", "postgres"], drop_metrics=["tariffs"])


@scenario("rec-0207", "lock-contention", "postgres", ["java", "quarkus", "hibernate", "agroal", "postgresql", "nginx"],
          "A migration created an index on bookings without CONCURRENTLY inside a transaction that stayed open: every insert waits for the table lock and ends with lock_timeout after 3 s; reading works.")
def r0207(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t, {"DB_URL": f"jdbc:postgresql://{r.pg.host}:5432/travel?options=-c%20lock_timeout=3000", "QUARKUS_DATASOURCE_JDBC_MAX_SIZE": "20"})
    e = r.nginx("front", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8088, log_format="fields")
    r.wait_ports(s, t, g, e)
    load = r.load(e, stay(0.4), 5)
    r.normal(45)
    r.change("migration", "reservations", "V42__index_bookings_status.sql")
    time.sleep(1)
    r.fault()
    c = r.session("postgres", "flyway")
    c.execute("CREATE INDEX bookings_status ON bookings(status)")
    r.during(45)
    c.rollback()
    return r.save([("postgres", r"still waiting for RowExclusiveLock on relation", 20, 0), ("reservations", r"canceling statement due to lock timeout", 40, 0)],
                  dict(service="front", title="POST /bookings p95 above 2s", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["reservations", "front-access"], logs=["reservations", "postgres"], spelling="agroal", drop_metrics=["tariffs", "front"])


@scenario("rec-0208", "tls-failure", "tariffs", ["java", "quarkus", "okhttp", "json-logging"],
          "The certificate of the distribution system (third party) expired: every call of tariffs fails while the handshake is done.")
def r0208(r):
    r.postgres()
    g = r.third_party("gds", CERT="/srv/tls/gds-valid.pem")
    t = tariffs(r, g, {"GDS_URL": g.url.replace("http:", "https:")})
    s = reservations(r, t)
    r.wait_ports(s, t, g)
    load = r.load(s, stay(0.4), 3)
    r.normal(48)
    r.fault()
    r.tell(g, cert="/srv/tls/gds-expired.pem")
    r.during(45)
    return r.save([("tariffs", r"SSLHandshakeException", 25, 0)],
                  dict(service="reservations", title="Bookings fail", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["reservations", "tariffs"], logs=["tariffs", "reservations"], metrics=False, unrelated=[(-90, "deploy", "reservations", "reservations 4.2.0: base image refreshed")])


@scenario("rec-0209", "auth-failure", "tariffs", ["java", "quarkus", "okhttp", "json-logging", "nginx"],
          "The access token of tariffs at the distribution system (third party) was revoked: every call is answered 401.")
def r0209(r):
    r.postgres()
    g = r.third_party("gds", TOKEN="t-8841")
    t = tariffs(r, g, {"TARIFFS_TRACES": "false"})
    e = r.nginx("front", "location / { proxy_pass http://%s:%d; }" % (t.ip, t.port), port=8088, log_format="combined_real")
    r.wait_ports(t, g, e)
    load = r.load(e, quote, 5)
    r.normal(45)
    r.fault()
    r.tell(g, token="t-9002")
    r.during(45)
    return r.save([("tariffs", r"HTTP 401 Unauthorized from", 100, 0)],
                  dict(service="front", title="Front 502 ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["tariffs", "front-access"], logs=["tariffs", "front-access"], drop_metrics=["postgres", "front"], unrelated=[(-260, "config", "front", "gzip for application/json")])


@scenario("rec-0210", "bad-deployment", "reservations", ["java", "quarkus", "hibernate", "postgresql"],
          "Release 4.3.0 of reservations puts the view of a room into its title, which half of the rooms do not have: NullPointerException.", host="reservations-7f5b6c4d88-9zq4l")
def r0210(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t)
    r.wait_ports(s, t, g)
    load = r.load(s, stay(0.15, 0.2, description=0.4), 4)
    r.normal(45)
    r.change("deploy", "reservations", "reservations 4.3.0: titles with the view", "4.3.0")
    r.fault()
    release(s, "4.3.0")
    r.during(45)
    return r.save([("reservations", r"NullPointerException", 15, 0)],
                  dict(service="reservations", title="Reservations 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], logs=["reservations"], spelling="agroal", drop_metrics=["postgres", "tariffs"], unrelated=[(-150, "config", "postgres", "work_mem 4MB to 8MB")])


@scenario("rec-0211", "config-error", "tariffs", ["java", "quarkus", "vertx-web-client", "json-logging"],
          "The configuration of tariffs was re-generated without GDS_URL: Quarkus refuses to start, the supervisor tries again every 4 seconds; reservations is refused connections.",
          also=["crash-loop", "bad-deployment"])
def r0211(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g, restart=4)
    s = reservations(r, t)
    r.wait_ports(s, t, g)
    load = r.load(s, stay(0.4), 4)
    r.normal(45)
    r.change("config", "tariffs", "secrets and addresses of the travel name space re-generated")
    r.fault()
    t.stop()
    del t.env["GDS_URL"]
    t.start()
    r.during(50)
    return r.save([("tariffs", r"Failed to load config value of type class java.lang.String for: gds.url", 4, 0), ("reservations", r"Connection refused", 40, 0)],
                  dict(service="reservations", title="Bookings fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["reservations", "tariffs"], logs=["tariffs", "reservations"], drop_metrics=["postgres"], spelling="prom",
                  unrelated=[(-75, "deploy", "reservations", "reservations 4.2.0")])


@scenario("rec-0212", "thread-pool-exhaustion", "reservations", ["java", "quarkus", "vertx-web-client", "haproxy"],
          "The worker pool of reservations was set to 2 threads (before: 40) with a queue of 12: bookings, which take 0.9 s as always, occupy both; requests wait and more and more are rejected.",
          also=["config-error"])
def r0212(r):
    r.postgres()
    g = r.third_party("gds", DELAY="0.9")
    t = tariffs(r, g)
    s = reservations(r, t, {"QUARKUS_THREAD_POOL_MAX_THREADS": "40", "QUARKUS_THREAD_POOL_QUEUE_SIZE": "12", "QUARKUS_DATASOURCE_JDBC_MAX_SIZE": "30"})
    h = r.haproxy("ingress", [(s, "")], port=8000)
    r.wait_ports(t, h, g)
    load = r.load(h, stay(0.65), 6)
    r.normal(45)
    r.change("config", "reservations", "resource profile small")
    r.fault()
    s.redeploy({"QUARKUS_THREAD_POOL_MAX_THREADS": "2", "QUARKUS_THREAD_POOL_CORE_THREADS": "2"})
    r.during(48)
    return r.save([("reservations", r"Worker thread pool exhaustion", 8, 0)],
                  dict(service="ingress", title="p95 latency above 2s behind the ingress", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["reservations", "ingress"], logs=["reservations", "ingress"], drop_metrics=["postgres", "tariffs"])


@scenario("rec-0213", "thread-pool-exhaustion", "reservations", ["java", "quarkus", "vertx", "nginx"],
          "Release 4.5.0 of reservations waits 2.6 s inside a handler that runs on the event loop (there are two loops): all requests on that loop wait, Vert.x reports blocked threads.",
          also=["bad-deployment"])
def r0213(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t, {"QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE": "2", "QUARKUS_VERTX_WARNING_EXCEPTION_TIME": "2400ms"})
    e = r.nginx("front", "location / { proxy_pass http://%s:%d; proxy_read_timeout 4s; }" % (s.ip, s.port), port=8088)
    r.wait_ports(s, t, g, e)
    load = r.load(e, stay(0.2, photos=0.3), 5)
    r.normal(45)
    r.change("deploy", "reservations", "reservations 4.5.0: pictures looked up on disk", "4.5.0")
    r.fault()
    release(s, "4.5.0")
    r.during(48)
    return r.save([("reservations", r"has been blocked for", 5, 0), ("front-error", r"upstream timed out", 30, 0)],
                  dict(service="front", title="Front 504 ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["front-access"], logs=["reservations", "front-access", "front-error"], drop_metrics=["postgres", "tariffs"], spelling="prom")


@scenario("rec-0214", "memory-exhaustion", "reservations", ["java", "quarkus", "hibernate", "postgresql", "haproxy"],
          "Release 4.6.0 of reservations keeps the list of every guest search for ever in a heap of 48 MB: OutOfMemoryError after about half a minute.",
          also=["gc-pressure", "bad-deployment"])
def r0214(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t, heap="56m")
    h = r.haproxy("ingress", [(s, "check inter 3s")], port=8000)
    r.wait_ports(t, h, g)
    load = r.load(h, stay(0.1, 0.3), 5)
    r.normal(45)
    r.change("deploy", "reservations", "reservations 4.6.0: lists are kept", "4.6.0")
    r.fault()
    release(s, "4.6.0")
    r.during(65)
    return r.save([("reservations", r"java.lang.OutOfMemoryError", 5, 0)],
                  dict(service="ingress", title="5xx ratio above 5% behind the ingress", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["ingress"], logs=["reservations", "ingress"], drop_metrics=["postgres", "tariffs"], spelling="agroal",
                  unrelated=[(-210, "config", "ingress", "log format httplog")])


@scenario("rec-0215", "queue-backlog", "vouchers", ["java", "quarkus", "amqp-client", "rabbitmq", "postgresql"],
          "The voucher printer (third party) takes 1.1 s instead of 0.06 s per voucher; vouchers handles one at a time, 4 a second arrive: the queue grows.", also=["dependency-slow"])
def r0215(r):
    r.postgres()
    mq = r.rabbitmq()
    p = r.third_party("printer", port=8080, DELAY="0.06")
    s = vouchers(r, mq, p)
    r.wait_ports(s, p)
    Publisher(r, mq.ip, "voucher.issue", 4, voucher).start()
    depth(r, mq, "voucher.issue")
    r.normal(45)
    r.fault()
    r.tell(p, delay=1.1)
    r.during(60)
    points = [v for (svc, n), v in r.points.items() if n.startswith("queue_depth")]
    high = max(v for _, v in points[0]) if points else 0
    return r.save([("vouchers", r"Voucher printer took \d{3,} ms", 30, 2)],
                  dict(service="rabbitmq", title="Queue voucher.issue above 50 messages", description="Messages ready grow; consumers 1; publish rate as before."),
                  cut=["vouchers"], logs=["vouchers", "rabbitmq"], drop_metrics=["postgres"], extra_verified=f"at most {high} messages in the queue")


@scenario("rec-0216", "poison-message", "vouchers", ["java", "quarkus", "amqp-client", "rabbitmq"],
          "Three orders with the value in words (\"fifty\") were published: vouchers cannot read them and puts them back to the queue, whence they return at once.", also=["data-error"])
def r0216(r):
    r.postgres()
    mq = r.rabbitmq()
    p = r.third_party("printer", port=8080)
    s = vouchers(r, mq, p)
    r.wait_ports(s, p)
    pub = Publisher(r, mq.ip, "voucher.issue", 3, voucher)
    pub.start()
    depth(r, mq, "voucher.issue")
    r.normal(45)
    r.fault()
    for _ in range(3):
        pub.send(b'{"guest":"g77","value":"fifty"}')
        time.sleep(1.2)
    r.during(45)
    return r.save([("vouchers", r"NumberFormatException", 40, 0)],
                  dict(service="vouchers", title="Error lines in vouchers", description="More than 60 error lines a minute (baseline 0)."),
                  cut=["vouchers"], logs=["vouchers"], drop_metrics=["postgres"], unrelated=[(-48, "deploy", "reservations", "reservations 4.2.0")], spelling="short")


@scenario("rec-0217", "read-only-or-failover", "postgres", ["java", "quarkus", "hibernate", "agroal", "postgresql"],
          "For a planned switch-over the database was set to read only and left so: new transactions may only read, bookings fail.", also=["config-error"])
def r0217(r):
    pg = r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t)
    r.wait_ports(s, t, g)
    load = r.load(s, stay(0.35), 5)
    r.normal(45)
    r.change("config", "postgres", "switch-over rehearsal, step 2 of 5")
    r.fault()
    r.pg_conn.execute("ALTER SYSTEM SET default_transaction_read_only = on")
    r.pg_conn.execute("SELECT pg_reload_conf()")
    r.during(45)
    return r.save([("reservations", r"cannot execute INSERT in a read-only transaction", 40, 0)],
                  dict(service="reservations", title="Booking success ratio below 85%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; searching works."),
                  stats=[load], cut=["reservations"], logs=["reservations", "postgres"], spelling="short", drop_metrics=["tariffs"])


@scenario("rec-0218", "healthy", "reservations", ["java", "quarkus", "hibernate", "postgresql", "nginx"],
          "Nothing is wrong: a travel agency's import sends bookings of 0 nights, which are refused with 422 and a warning each; all others are served as before.")
def r0218(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t)
    e = r.nginx("front", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8088)
    r.wait_ports(s, t, g, e)
    load = r.load(e, stay(0.3), 5)
    r.normal(50)
    r.fault()
    r.load(e, lambda q: ("POST", "/bookings", {"room": q.randint(1, 2900), "guest": "agency-12", "nights": 0}, {"User-Agent": "AgencyImport/0.4", "X-Forwarded-For": "198.51.100.9"}), 3, measured=False)
    r.during(48)
    st = load.stats(r.fault_at, r.ended_at)
    return r.save([("reservations", r"Rejected booking of agency-12", 80, 0)],
                  dict(service="front", title="4xx ratio above 20% at the front", description="4xx ratio above 20% (baseline 0.0%), warnings in reservations; 5xx ratio {err}, p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["front-access", "reservations"], logs=["reservations", "front-access", "front-error"], ok=st["err"] < 0.01, spelling="agroal",
                  unrelated=[(-33, "deploy", "reservations", "reservations 4.2.0 rolled out to the last node")])


@scenario("rec-0219", "rate-limited", "tariffs", ["java", "quarkus", "okhttp", "json-logging", "haproxy"],
          "The distribution system (third party) lowered the quota to 4 calls in 5 seconds: the others are answered 429.")
def r0219(r):
    g = r.third_party("gds")
    t = tariffs(r, g, {"TARIFFS_TRACES": "false"})
    h = r.haproxy("ingress", [(t, "")], port=8000)
    r.wait_ports(t, h, g)
    load = r.load(h, quote, 5)
    r.normal(45)
    r.fault()
    r.tell(g, limit=4)
    r.during(45)
    return r.save([("tariffs", r"HTTP 429 Too Many Requests from", 80, 0)],
                  dict(service="ingress", title="5xx ratio above 5% behind the ingress", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["tariffs", "ingress"], with_changes=False)


@scenario("rec-0220", "cache-stampede", "reservations", ["java", "quarkus", "redis", "hibernate", "agroal", "postgresql"],
          "The cache in redis was flushed by hand: all rooms are computed at once, several times each, on a database limited to 0.08 cores; requests wait for connections of the pool.",
          also=["slow-query", "connection-pool-exhaustion"])
def r0220(r):
    pg = r.postgres(settings={"log_min_duration_statement": "600ms"})
    rd = r.redis()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t, {"ROOMS_CACHE": "true", "REDIS_URL": f"redis://{rd.host}:6379"})
    r.wait_ports(s, t, g, rd)
    mix = stay(0.05, 0.05, 0.0, rooms=90)
    warm = r.load(s, lambda q: ("GET", "/rooms/%d" % q.randint(1, 90), None), 30, measured=False)
    time.sleep(20)
    warm.stopped.set()
    limit(pg, 0.08)
    load = r.load(s, mix, 10)
    r.normal(45)
    r.fault()
    r.redis_cli(rd, "FLUSHALL")
    r.during(48)
    miss = [v for _, v in r.points.get(("reservations", "cache_misses_rate"), [])]
    return r.save([("postgres", r"duration: \d{3,}\.\d+ ms", 15, 3)],
                  dict(service="reservations", title="Reservations p95 latency above 1s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["reservations", "redis", "postgres"], logs=["reservations", "redis", "postgres"], drop_metrics=["tariffs"],
                  extra_verified=f"cache misses per second rose from {max(miss[1:8]):.1f} to {max(miss[-9:]):.1f}")


@scenario("rec-0221", "retry-amplification", "reservations", ["java", "quarkus", "vertx-web-client", "mutiny"],
          "A new call policy of reservations gives tariffs 0.3 s instead of 1.5 s and repeats a failed call five times. Tariffs (4 threads, 0.25 s each as always) gets several times the calls, "
          "which makes it slower, so that nearly all are repeated.", also=["metastable-overload", "config-error"])
def r0221(r):
    r.postgres()
    g = r.third_party("gds", DELAY="0.25")
    t = tariffs(r, g, {"TARIFFS_TRACES": "false", "QUARKUS_THREAD_POOL_MAX_THREADS": "4", "QUARKUS_THREAD_POOL_CORE_THREADS": "4"})
    s = reservations(r, t, {"QUARKUS_DATASOURCE_JDBC_MAX_SIZE": "40"})
    r.wait_ports(s, t, g)
    load = r.load(s, stay(0.8, 0.1), 8)
    r.normal(45)
    r.change("config", "reservations", "call policy of tariffs: fail fast and try again")
    r.fault()
    s.redeploy({"TARIFFS_TIMEOUT": "300", "TARIFFS_RETRIES": "5"})
    r.during(48)
    out = [v for _, v in r.points[("reservations", "outbound_requests_rate")]]
    return r.save([("reservations", r"not available \(attempt \d of 6\), trying again", 300, 0)],
                  dict(service="reservations", title="Bookings fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["reservations"], logs=["reservations"], drop_metrics=["postgres"],
                  extra_verified=f"calls to tariffs rose from {sum(out[1:8]) / 7:.1f} to {max(out[-6:]):.1f} per second")


@scenario("rec-0222", "load-surge", "reservations", ["java", "quarkus", "hibernate", "agroal", "postgresql", "nginx"],
          "A fare mistake made the rounds: traffic rises from 4 to 45 requests a second, from as many distinct clients, on a service limited to 0.07 cores.", also=["cpu-saturation", "connection-pool-exhaustion"])
def r0222(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t)
    e = r.nginx("front", "location / { proxy_pass http://%s:%d; proxy_read_timeout 5s; }" % (s.ip, s.port), port=8088)
    r.wait_ports(s, t, g, e)
    warm = r.load(e, stay(0.05), 15, measured=False)
    time.sleep(8)
    warm.stopped.set()
    limit(s, 0.07)
    load = r.load(e, stay(0.05), 4)
    r.normal(45)
    r.fault()
    load.rate = 45.0
    r.during(45)
    st = load.stats(r.fault_at + 10, r.ended_at - 1)
    return r.save([("front-access", r"GET /rooms", 500, 300)],
                  dict(service="front", title="Front p95 latency above 1s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["front-access", "reservations", "postgres"], logs=["front-access", "front-error"], drop_metrics=["tariffs", "postgres"], ok=st["p95"] > 1000)


@scenario("rec-0223", "cpu-saturation", "tariffs", ["java", "quarkus", "okhttp", "json-logging"],
          "Release 2.9.0 of tariffs computes a yearly average for each discount: about a second of processor time per request on a limit of 0.2 cores.", also=["bad-deployment"])
def r0223(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g, {**database(r), "TARIFFS_DB": "true"}, cpu=0.2)
    s = reservations(r, t)
    r.wait_ports(s, t, g)
    load = r.load(s, stay(0.4), 4)
    r.normal(45)
    r.change("deploy", "tariffs", "tariffs 2.9.0: fair discounts", "2.9.0")
    r.fault()
    release(t, "2.9.0")
    r.during(50)
    cpu = [v for _, v in r.points[("tariffs", "cpu")]]
    return r.save([("reservations", r"timeout|has been exceeded", 20, 0)],
                  dict(service="reservations", title="Bookings fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["reservations", "tariffs"], logs=["reservations", "tariffs"], drop_metrics=["postgres"], spelling="agroal", ok=max(cpu[-6:]) > 0.12,
                  extra_verified=f"cpu of tariffs rose from {max(cpu[1:8]):.2f} to {max(cpu[-6:]):.2f} cores (limit 0.2)")


@scenario("rec-0224", "dependency-unreachable", "tariffs", ["java", "quarkus", "vertx-web-client", "haproxy"],
          "A firewall rule drops the packets to tariffs: reservations cannot open connections any more (connect timeout 1 s).")
def r0224(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t, {"QUARKUS_DATASOURCE_JDBC_MAX_SIZE": "30"})
    h = r.haproxy("ingress", [(s, "")], port=8000)
    r.wait_ports(s, t, g, h)
    load = r.load(h, stay(0.35), 5)
    r.normal(45)
    r.change("config", "network", "policy set 118")
    r.fault()
    r.drop(t)
    r.during(45)
    return r.save([("reservations", r"connection timed out", 40, 0)],
                  dict(service="ingress", title="5xx ratio above 5% behind the ingress", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["reservations", "ingress", "tariffs"], logs=["reservations", "tariffs", "ingress"], drop_metrics=["postgres"], spelling="prom",
                  unrelated=[(-280, "deploy", "reservations", "reservations 4.2.0")])


@scenario("rec-0225", "data-error", "tariffs", ["java", "quarkus", "okhttp", "jackson", "json-logging"],
          "The distribution system (third party) sends the rate as an object with currency for two of three rooms: tariffs cannot read the answer.", also=["dependency-errors"])
def r0225(r):
    r.postgres()
    g = r.third_party("gds")
    t = tariffs(r, g)
    s = reservations(r, t)
    r.wait_ports(s, t, g)
    load = r.load(s, stay(0.4), 3)
    r.normal(48)
    r.fault()
    r.tell(g, body='{"rate":{"value":"19.90","currency":"EUR"}}', ratio=0.66)
    r.during(45)
    return r.save([("tariffs", r"MismatchedInputException", 20, 0)],
                  dict(service="reservations", title="Booking success ratio below 85%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["tariffs", "reservations"], logs=["tariffs"], drop_metrics=["postgres"], unrelated=[(-30, "config", "reservations", "session length 20 to 30 minutes")])
