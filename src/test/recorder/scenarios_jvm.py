"""Incidents of a ticket seller on Vert.x (boxoffice), Micronaut (seating), Helidon SE (payments) and Ktor (mailer). Held back."""
import functools
import time

import harness
import scenarios_node
from scenarios_node import SCENARIOS
from scenarios_python import Publisher, depth, limit
from scenarios_quarkus import JAVA

harness.PG_TEMPLATES["tickets"] = "/tmp/rec-jvm/pgtemplate"
# As vertx-micrometer-metrics calls them.
harness.SPELLINGS["vertx"] = {"cpu": "process_cpu_usage", "rss": "process_resident_memory", "open_fds": "process_files_open_files", "request_rate": "http_server_requests_rate",
                              "avg_latency": "http_server_response_time_avg", "error_rate": "http_server_error_ratio", "db_pool_active": "vertx_pool_in_use",
                              "db_pool_waiting": "vertx_pool_queue_pending", "db_pool_max": "vertx_pool_max_size", "heap_used": "jvm_memory_used", "heap_max": "jvm_memory_max",
                              "threads": "jvm_threads_live_threads", "connections": "pg_stat_activity_count", "sessions_waiting_on_lock": "pg_locks_waiting"}

scenario = functools.partial(scenarios_node.scenario, domain="encore.internal", db="tickets", warm=10)
JVM = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dsun.net.inetaddr.ttl=3", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
       "-Djavax.net.ssl.trustStore=/srv/tls-jvm/trust.p12", "-Djavax.net.ssl.trustStorePassword=changeit")
MICRONAUT_PATTERN = "%cyan(%d{HH:mm:ss.SSS}) %gray([%thread]) %highlight(%-5level) %magenta(%logger{36}) - %msg%n"


def service(r, name, main, env=None, heap="112m", jvm=(), folder=None, **kw):
    folder = "/srv/app-jvm/" + (folder or name)
    return r.add(name, 8080, [JAVA, "-Xmx" + heap, *JVM, *jvm, "-cp", folder + "/*", "io.encore." + main], env, cwd=folder, lite=True, lite_port=9102, **kw)


def acquirer(r, **env):
    return r.third_party("acquirer", **{"DELAY": "0.06", **env})


def payments(r, acq, env=None, **kw):
    return service(r, "payments", "payments.Payments", {"ACQUIRER_URL": acq.url, "RELEASE": "1.14.0", **(env or {})},
                   jvm=("-Djava.util.logging.config.file=/srv/build-jvm/payments/src/main/resources/logging.properties",), **kw)


def seating(r, env=None, name="seating", **kw):
    return service(r, name, "seating.Application", {"DB_URL": f"jdbc:postgresql://{r.pg.host}:5432/tickets?ApplicationName=seating", "DB_PASSWORD": "seating-secret", "RELEASE": "2.2.0", **(env or {})},
                   folder="seating", **kw)


def boxoffice(r, seats, pay, env=None, as_json=False, **kw):
    e = {"DB_HOST": r.pg.host, "DB_PASSWORD": "boxoffice-secret", "SEATING_URL": seats.url, "PAYMENTS_URL": pay.url, "RELEASE": "3.3.2", **(env or {})}
    return service(r, "boxoffice", "boxoffice.BoxOffice", e, jvm=("-Dlogback.configurationFile=logback-json.xml",) if as_json else (), **kw)


def house(r, box=None, seat=None, pay=None, acq=None, as_json=False, cache=False, pg=None):
    """Everything that a sale needs."""
    r.postgres(settings=pg)
    a = acquirer(r, **(acq or {}))
    p = payments(r, a, pay)
    s = seating(r, seat)
    more = {}
    if cache:
        more = {"REDIS_URL": "redis://%s:6379" % r.redis().host}
    b = boxoffice(r, s, p, {**more, **(box or {})}, as_json)
    r.wait_ports(a, p, s, b)
    return a, p, s, b


def sale(rng):
    return "POST", "/orders", {"event": rng.randint(1, 3000), "customer": "c%d" % rng.randint(1, 40000), "seats": rng.randint(1, 6)}


def shop(buy=0.4, own=0.2):
    def one(rng):
        x = rng.random()
        if x < buy:
            return sale(rng)
        if x < buy + own:
            return "GET", "/customers/c%d/orders" % rng.randint(1, 40000), None
        return "GET", "/events/%d" % rng.randint(1, 3000), None
    return one


def rate(r, service, name):
    """Mean of a figure before the fault, highest after it."""
    points = r.points.get((service, name), [])
    before = [v for t, v in points if t < harness.iso(r.fault_at)]
    after = [v for t, v in points if t >= harness.iso(r.fault_at)]
    return sum(before) / max(1, len(before)), max(after or [0])


@scenario("rec-0501", "connection-pool-exhaustion", "boxoffice", ["java", "vertx", "vertx-pg-client", "vertx-web-client", "helidon", "postgresql"],
          "Release 3.4.0 of boxoffice opens the transaction of an order before it holds the seats and charges the card, and so keeps one of its 4 connections during the 1.2 s that the acquirer always "
          "takes: the pool is used up and everything that needs the database waits 2 s in vain.", also=["bad-deployment"])
def r0501(r):
    a, p, s, b = house(r, {"DB_POOL": "4"}, acq={"DELAY": "1.2"})
    load = r.load(b, shop(0.6), 9)
    r.normal(45)
    r.change("deploy", "boxoffice", "boxoffice 3.4.0: no paid order without a row", "3.4.0")
    r.fault()
    b.redeploy({"RELEASE": "3.4.0"})
    r.during(48)
    low, high = rate(r, "boxoffice", "db_pool_waiting")
    return r.save([("boxoffice", r"ERROR .* failed\n.*[Tt]imeout", 30, 0)],
                  dict(service="boxoffice", title="Boxoffice 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["boxoffice", "payments"], logs=["boxoffice", "payments", "postgres"], spelling="vertx", unrelated=[(-260, "config", "payments", "log retention 14 days")],
                  extra_verified=f"requests waiting for a connection {low:.1f} before, at most {high} after")


@scenario("rec-0502", "dependency-slow", "payments", ["java", "helidon", "helidon-webclient", "vertx", "vertx-web-client"],
          "The acquirer (third party) takes 2.7 to 4.1 s instead of 0.06 s; payments waits 2.5 s for it, charges end as 504.")
def r0502(r):
    a, p, s, b = house(r)
    load = r.load(b, shop(0.5), 6)
    r.normal(45)
    r.fault()
    r.tell(a, delay=3.4)
    r.during(48)
    return r.save([("payments", r"SocketTimeoutException|Read timed out", 30, 0)],
                  dict(service="boxoffice", title="Boxoffice 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["boxoffice", "payments"], logs=["boxoffice", "payments"], drop_metrics=["postgres", "seating"], spelling="vertx",
                  unrelated=[(-75, "deploy", "boxoffice", "boxoffice 3.3.2: new colours of the seat map")])


@scenario("rec-0503", "thread-pool-exhaustion", "boxoffice", ["java", "vertx", "vertx-web"],
          "The finance department fetches settlements day by day. That handler of boxoffice waits for the ledger (third party, 6 s for a day as always) with a blocking client on the event loop, which can do nothing else meanwhile.")
def r0503(r):
    r.postgres()
    ledger = r.third_party("ledger", port=8090, DELAY="6.0")
    a = acquirer(r)
    p, s = payments(r, a), seating(r)
    b = boxoffice(r, s, p, {"LEDGER_URL": ledger.url})
    r.wait_ports(a, p, s, b, ledger)
    load = r.load(b, shop(0.3), 5)
    r.normal(45)
    r.fault()
    r.load(b, lambda g: ("GET", "/reports/settlement/2026-10-%02d" % g.randint(1, 31), None, {"User-Agent": "python-requests/2.32.3"}), 0.2, timeout=30, measured=False)
    r.during(55)
    return r.save([("boxoffice", r"has been blocked for \d+ ms, time limit is", 6, 0)],
                  dict(service="boxoffice", title="Boxoffice p95 latency above 2s", description="p95 {p95} (baseline {p950}), no answer {err}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["boxoffice", "payments", "seating"], logs=["boxoffice", "payments", "seating"], drop_metrics=["postgres"], spelling="vertx",
                  unrelated=[(-140, "deploy", "seating", "seating 2.2.0")])


@scenario("rec-0504", "dns-failure", "boxoffice", ["java", "vertx", "vertx-web-client", "micronaut"],
          "The name of seating was removed from the zone; idle connections of boxoffice close after 1 s, new ones need the name: it cannot be resolved.", also=["dependency-unreachable"])
def r0504(r):
    a, p, s, b = house(r, {"KEEP_ALIVE": "1"}, as_json=True)
    load = r.load(b, shop(0.3), 5)
    r.normal(45)
    r.change("config", "dns", "zone encore: records of the old data centre removed")
    r.fault()
    del r.dns.zone[s.host]
    r.during(60)
    return r.save([("boxoffice", r"UnknownHostException|Failed to resolve|Search domain query failed", 20, 0)],
                  dict(service="boxoffice", title="Orders fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); looking at events works."),
                  stats=[load], cut=["boxoffice", "seating"], logs=["boxoffice", "seating"], metrics=False,
                  unrelated=[(-33, "deploy", "seating", "seating 2.2.0, one instance after the other")])


@scenario("rec-0505", "connection-leak", "seating", ["java", "micronaut", "hikaricp", "postgresql", "vertx"],
          "Release 2.3.0 of seating does not give the connection back when a customer holds no seats: the 8 connections of its pool are gone within half a minute, the orders of boxoffice fail.",
          also=["connection-pool-exhaustion", "bad-deployment"])
def r0505(r):
    a, p, s, b = house(r, seat={"DB_LEAK": "6000"})
    load = r.load(b, shop(0.4), 5)
    mine = r.load(s, lambda g: ("GET", "/customers/c%d/holds" % g.randint(1, 40000), None), 2)
    r.normal(45)
    r.change("deploy", "seating", "seating 2.3.0: titles beside held seats", "2.3.0")
    r.fault()
    s.redeploy({"RELEASE": "2.3.0"})
    r.during(55)
    return r.save([("seating", r"Connection is not available, request timed out after", 20, 0), ("seating", r"Connection leak detection triggered", 4, 0)],
                  dict(service="boxoffice", title="Boxoffice 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load, mine], cut=["boxoffice", "seating"], logs=["boxoffice", "seating", "postgres"], drop_metrics=["payments"], spelling="hikari",
                  unrelated=[(-40, "config", "boxoffice", "banner for the summer festival")])


@scenario("rec-0506", "lock-contention", "postgres", ["java", "micronaut", "hikaricp", "postgresql", "vertx"],
          "A reconciliation script of finance updated the rows of all events in one transaction and was left open: holding seats waits for its row locks.", also=["connection-pool-exhaustion"])
def r0506(r):
    a, p, s, b = house(r)
    load = r.load(b, shop(0.5), 5)
    r.normal(45)
    r.fault()
    c = r.session("finance", "reconcile.py")
    c.execute("update events set held = held where capacity > 0")
    r.during(55)
    c.rollback()
    return r.save([("postgres", r"still waiting for", 8, 0), ("seating", r"Connection is not available, request timed out", 10, 0)],
                  dict(service="boxoffice", title="Orders time out", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["boxoffice", "seating"], logs=["boxoffice", "seating", "postgres"], drop_metrics=["payments"], spelling="hikari",
                  unrelated=[(-95, "deploy", "seating", "seating 2.2.0: metrics of the pool")])


@scenario("rec-0507", "rate-limited", "payments", ["java", "helidon", "helidon-webclient", "vertx", "json-logging"],
          "The acquirer (third party) allows the merchant 6 authorisations in 5 s since the limits of its plan were enforced; payments asks 15 times, the rest is answered 429.")
def r0507(r):
    a, p, s, b = house(r, as_json=True)
    load = r.load(b, shop(0.6), 5)
    r.normal(45)
    r.fault()
    r.tell(a, limit=6)
    r.during(45)
    return r.save([("payments", r"acquirer answered 429", 40, 0)],
                  dict(service="boxoffice", title="Boxoffice 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["boxoffice", "payments"], logs=["boxoffice", "payments"], metrics=False, unrelated=[(-48, "deploy", "boxoffice", "boxoffice 3.3.2: texts of the check-out")])


@scenario("rec-0508", "tls-failure", "seating", ["java", "micronaut", "micronaut-http-client", "netty", "haproxy"],
          "The owner of the halls (third party) has a new certificate, from a CA that the trust store of seating does not know: each TLS handshake fails, maps of halls cannot be shown.")
def r0508(r):
    r.postgres()
    v = r.third_party("venues", CERT="/srv/tls-jvm/third-old.pem", DELAY="0.05")
    s = seating(r, {"VENUES_URL": v.url.replace("http:", "https:"), "LOG_PATTERN": MICRONAUT_PATTERN})
    h = r.haproxy("front", [(s, "check inter 3s")], port=8000)
    r.wait_ports(v, s, h)
    load = r.load(h, lambda g: ("GET", "/events/%d/%s" % (g.randint(1, 3000), "map" if g.random() < 0.5 else "seats"), None), 5)
    r.normal(45)
    r.fault()
    r.tell(v, cert="/srv/tls-jvm/third-new.pem")
    r.during(45)
    return r.save([("seating", r"PKIX path building failed|unable to find valid certification path", 40, 0)],
                  dict(service="front", title="5xx ratio above 5% at the front", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["seating", "front"], logs=["seating", "front"], metrics=False, unrelated=[(-155, "deploy", "seating", "seating 2.2.0")])


@scenario("rec-0509", "crash-loop", "seating", ["java", "micronaut", "vertx", "vertx-web-client"],
          "Seating takes its plan from a file since a change of its settings; the file lacks seats.per.customer, so the process ends while starting and its supervisor starts it again every 3 seconds.",
          also=["config-error", "bad-deployment"])
def r0509(r):
    plan = harness.RUN + "/plan.properties"
    open(plan, "w").write("sections=S1,S2,S3\nmax.seats=6\n")
    a, p, s, b = house(r)
    s.restart = 3
    load = r.load(b, shop(0.4), 5)
    r.normal(45)
    r.change("config", "seating", "plan of the halls from a file")
    r.fault()
    s.redeploy({"SEATING_PLAN": plan})
    r.during(50)
    return r.save([("seating", r"Error starting Micronaut server", 5, 0), ("boxoffice", r"Connection refused", 30, 0)],
                  dict(service="boxoffice", title="Orders fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["boxoffice"], logs=["boxoffice", "seating"], drop_metrics=["postgres", "payments"], spelling="prom", unrelated=[(-25, "deploy", "boxoffice", "boxoffice 3.3.2")])


def ticket(rng):
    return {"order": rng.randint(600000, 900000), "email": "c%d@example.com" % rng.randint(1, 40000)}


@scenario("rec-0510", "poison-message", "mailer", ["kotlin", "ktor", "kotlinx-serialization", "amqp-client", "rabbitmq"],
          "A ticket machine put an order into the queue whose number is no number (K-20817): mailer cannot read it, puts it back and gets it again, for ever.", also=["data-error"])
def r0510(r):
    mq = r.rabbitmq()
    gate = r.third_party("mailgate", port=8090, DELAY="0.04")
    m = service(r, "mailer", "mailer.MailerKt", {"AMQP_HOST": mq.host, "GATEWAY_URL": gate.url, "RELEASE": "0.9.4"})
    r.wait_ports(m, gate)
    pub = Publisher(r, mq.ip, "tickets.send", 4, ticket)
    pub.start()
    depth(r, mq, "tickets.send")
    r.normal(45)
    r.fault()
    pub.send(b'{"order":"K-20817","email":"kiosk-3@example.com"}')
    r.during(50)
    return r.save([("mailer", r"goes back to the queue", 60, 0), ("mailer", r"NumberFormatException", 60, 0)],
                  dict(service="mailer", title="Error lines in mailer", description="More than 100 error lines a minute (baseline 0). Tickets are still sent."),
                  cut=["mailer", "rabbitmq"], logs=["mailer", "rabbitmq"], spelling="house", unrelated=[(-70, "deploy", "mailer", "mailer 0.9.4: logo of the new season")])


@scenario("rec-0511", "healthy", "seating", ["java", "micronaut", "hikaricp", "haproxy"],
          "Nothing is wrong: seating 2.2.1 replaced 2.2.0, one instance after the other; the balancer took each of them out for a few seconds and no customer noticed.")
def r0511(r):
    r.postgres()
    one, two = seating(r, name="seating-1"), seating(r, name="seating-2")
    h = r.haproxy("front", [(one, "check inter 1s fall 1 rise 2"), (two, "check inter 1s fall 1 rise 2")], port=8000, defaults="option redispatch 1\n  retries 3\n  retry-on conn-failure empty-response")
    r.wait_ports(one, two, h)

    def traffic(g):
        return ("GET", "/events/%d/seats" % g.randint(1, 3000), None) if g.random() < 0.7 else ("GET", "/customers/c%d/holds" % g.randint(1, 40000), None)
    load = r.load(h, traffic, 6)
    r.normal(45)
    r.change("deploy", "seating", "rollout of seating 2.2.1: newer base image", "2.2.1")
    r.fault()
    for s in (one, two):
        s.redeploy({"RELEASE": "2.2.1"}, down=0.5)
        time.sleep(14)
    r.during(28)
    st = load.stats(r.fault_at, r.ended_at)
    return r.save([("front", r"Server be_seating-1/seating-[12]-[12] is DOWN", 2, 0), ("front", r"is UP", 2, 0)],
                  dict(service="front", title="A server of seating is down", description="be_seating-1 lost a server (now 2 of 2 up); 5xx ratio {err}, p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["seating-1", "seating-2", "front"], logs=["seating-1", "seating-2", "front"], ok=st["err"] < 0.01, spelling="hikari", drop_metrics=["postgres"])


@scenario("rec-0512", "healthy", "boxoffice", ["java", "vertx", "vertx-redis-client", "redis", "postgresql"],
          "Nothing is wrong any more: the cache was restarted for a kernel update and back after little more than a second; a handful of requests failed meanwhile, boxoffice connected again by itself.")
def r0512(r):
    a, p, s, b = house(r, {"CACHE_SECONDS": "5"}, pay={"KEEP_ALIVE": "0"}, cache=True)
    cache = r.services["redis"]
    load = r.load(b, shop(0.2, 0.1), 6)
    r.normal(48)
    r.change("config", "redis", "kernel update of the cache's machine")
    r.fault()
    cache.stop()
    time.sleep(1.2)
    cache.start()
    r.during(52)
    st, late = load.stats(r.fault_at, r.ended_at), load.stats(r.fault_at + 5, r.ended_at)
    return r.save([("boxoffice", r"ERROR", 1, 0), ("redis", r"Ready to accept connections", 1, 0)],
                  dict(service="boxoffice", title="Error lines in boxoffice", description="New error lines (baseline 0). 5xx ratio of the last half minute {err} (baseline {err0}), p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["boxoffice", "redis"], logs=["boxoffice", "redis"], ok=st["err"] < 0.04 and late["err"] == 0, spelling="vertx", drop_metrics=["payments", "seating"],
                  extra_verified=f"from 5 s after the restart on no request of {late['n']} failed")


@scenario("rec-0513", "slow-query", "boxoffice", ["java", "vertx", "vertx-pg-client", "postgresql"],
          "A migration dropped the index of orders by customer: each look at one's orders reads 600000 rows on a database with 0.12 cores.", also=["connection-pool-exhaustion"])
def r0513(r):
    a, p, s, b = house(r, {"DB_POOL": "6"})
    limit(r.pg, 0.12)
    load = r.load(b, shop(0.15, 0.6), 6)
    r.normal(45)
    r.change("migration", "boxoffice", "V42: indexes nobody uses")
    r.fault()
    r.pg_conn.execute("drop index orders_customer")
    r.during(52)
    return r.save([("postgres", r"duration: \d{3,}\.\d+ ms .*customer = ", 20, 0)],
                  dict(service="boxoffice", title="Boxoffice p95 latency above 1s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["boxoffice"], logs=["boxoffice", "postgres"], drop_metrics=["payments", "seating"], spelling="vertx", unrelated=[(-180, "deploy", "boxoffice", "boxoffice 3.3.2")])


@scenario("rec-0514", "retry-amplification", "boxoffice", ["java", "vertx", "vertx-web-client", "helidon"],
          "New settings of boxoffice give payments 0.35 s instead of 3 s and try six times. The acquirer (third party) authorises one after the other in 0.15 s, as always: it gets several times the calls, "
          "and its answers come when nobody waits for them.", also=["metastable-overload", "config-error"])
def r0514(r):
    a, p, s, b = house(r, acq={"DELAY": "0.15", "SERIAL": "1"}, pay={"ACQUIRER_TIMEOUT": "8000"})
    load = r.load(b, shop(0.6), 5)
    r.normal(45)
    r.change("config", "boxoffice", "snappier check-out: client limits")
    r.fault()
    b.redeploy({"PAYMENTS_TIMEOUT": "350", "PAYMENTS_ATTEMPTS": "6", "PAYMENTS_WAIT": "30"})
    r.during(48)
    low, high = rate(r, "boxoffice", "outbound_requests_payments_rate")
    return r.save([("boxoffice", r"payments call failed \(attempt \d of 6\)", 200, 0)],
                  dict(service="payments", title="Charges are slow", description="payments gets a multiple of its usual requests; boxoffice 5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}), traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["boxoffice", "payments"], logs=["boxoffice"], drop_metrics=["postgres", "seating"], spelling="vertx",
                  extra_verified=f"calls to payments rose from {low:.1f} to {high:.1f} per second")
