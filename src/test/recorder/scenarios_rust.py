"""Incidents on Rust (axum, actix-web) and NestJS services: held back."""
import json
import resource
import time

import harness
from scenarios_node import SCENARIOS, scenario
from scenarios_python import Publisher, depth, limit

harness.PG_TEMPLATES.update(logistics="/tmp/rec/pgtemplate-rust", bazaar="/tmp/rec/pgtemplate-rust")
FLEET = dict(domain="fleet.internal", db="logistics", host="fleet-07")
BAZAAR = dict(domain="bazaar.svc.cluster.local", db="bazaar", host="worker-3")
PG, PG_NEST = "postgres.fleet.internal", "postgres.bazaar.svc.cluster.local"
FAILING = "5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."


def rust(r, binary, env, name=None, port=8080, **kw):
    return r.add(name or binary, port, ["/srv/rust/" + binary], env, lite=True, **kw)


def nest(r, name, env, port=3000, **kw):
    return r.add(name, port, ["node", f"dist/{name}.js"], dict(env, NODE_ENV="production"), cwd="/srv/app-nest", lite=True, **kw)


def parcels(r, carrier, env=None, **kw):
    return rust(r, "parcels", {"PGHOST": PG, "PGPASSWORD": "parcels-secret", "RELEASE": "3.1.4", "CARRIER_URL": carrier.url, **(env or {})}, **kw)


def slots(r, env=None, **kw):
    return rust(r, "slots", {"PGHOST": PG, "PGPASSWORD": "slots-secret", "RELEASE": "1.22.0", **(env or {})}, **kw)


def parcel_traffic(post=0.3, labels=0.1, manifests=0.0):
    def one(rng):
        x = rng.random()
        if x < post:
            return "POST", "/parcels", {"recipient": rng.choice(["Ana Sousa", "Jörg Weiß", "Peter Baker", "Li Wei"]) + " %d" % rng.randint(1, 999), "grams": rng.randint(100, 9000)}
        if x < post + labels:
            return "GET", "/labels/%d" % rng.randint(1, 50000), None
        if x < post + labels + manifests:
            return "GET", "/manifests/%d" % rng.randint(1, 49), None
        return "GET", "/parcels/%d" % rng.randint(1, 50000), None
    return one


def slot_traffic(book=0.5):
    def one(rng):
        if rng.random() < book:
            return "POST", "/bookings", {"slot": rng.randint(1, 400), "parcel": rng.randint(1, 50000)}
        return "GET", "/slots/%d" % rng.randint(0, 39), None
    return one


def figures(r, service, name, before=True):
    """The highest values of a figure before and after the fault."""
    points = [(t, v) for t, v in r.points.get((service, name), [])]
    at = harness.iso(r.fault_at)
    return max([v for t, v in points if t < at], default=0), max([v for t, v in points if t >= at], default=0)


@scenario("rec-0701", "connection-pool-exhaustion", "parcels", ["rust", "axum", "tokio", "sqlx", "reqwest", "postgresql"],
          "Release 3.2.0 of parcels opens its transaction before the call of the carrier (third party, which takes 0.75 s as always) and keeps it open until the answer is there: the 4 connections of the "
          "pool are always taken, PostgreSQL itself is idle.", also=["bad-deployment"], **FLEET)
def r0701(r):
    r.postgres()
    p = r.third_party("carrier", port=8080, DELAY="0.75")
    s = parcels(r, p, {"POOL_MAX": "4"})
    r.wait_ports(s, p)
    load = r.load(s, parcel_traffic(0.8), 9)
    r.normal(45)
    r.change("deploy", "parcels", "parcels 3.2.0: no parcel without a reference", "3.2.0")
    time.sleep(1)
    r.fault()
    s.redeploy({"RELEASE": "3.2.0"})
    r.during(50)
    return r.save([("parcels", r"pool timed out while waiting for an open connection", 60, 0)],
                  dict(service="parcels", title="Parcels 5xx ratio above 5%", description=FAILING),
                  stats=[load], cut=["parcels"], logs=["parcels", "postgres"], spelling="prom",
                  unrelated=[(-300, "config", "carrier-portal", "price list of the carrier for 2027 uploaded")])


@scenario("rec-0702", "lock-contention", "postgres", ["rust", "actix-web", "tokio-postgres", "deadpool-postgres", "postgresql", "nginx"],
          "Somebody corrected the capacity of all slots in psql and did not commit: every booking waits for the row lock until its statement timeout of 5 s, the waiting bookings fill the pool.",
          also=["connection-pool-exhaustion"], **FLEET)
def r0702(r):
    r.postgres()
    s = slots(r)
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8088, log_format="fields")
    r.wait_ports(s, e)
    load = r.load(e, slot_traffic(0.4), 7)
    r.normal(45)
    r.fault()
    c = r.session("admin", "psql")
    c.execute("update slots set free = free + 5")
    r.during(48)
    c.rollback()
    return r.save([("postgres", r"still waiting for ShareLock on transaction", 5, 0), ("slots", r"canceling statement due to statement timeout", 15, 0)],
                  dict(service="edge", title="Edge 5xx ratio above 5%", description=FAILING),
                  stats=[load], cut=["slots", "edge-access"], logs=["slots", "postgres", "edge-access"], metrics=False,
                  unrelated=[(-170, "deploy", "slots", "slots 1.22.0: smaller image"), (-900, "config", "edge", "access log in JSON")])


@scenario("rec-0703", "poison-message", "scanner", ["rust", "tokio", "lapin", "sqlx", "rabbitmq", "postgresql"],
          "A depot's new hand scanner sent two scans with the parcel's number as text (\"JD-4711\"): scanner cannot decode them and gives them back to the queue, whence they return at once, for ever; "
          "other scans are stored, later than usual.", also=["data-error"], **FLEET)
def r0703(r):
    r.postgres()
    mq = r.rabbitmq()
    s = rust(r, "scanner", {"PGHOST": PG, "PGPASSWORD": "scanner-secret", "AMQP_HOST": mq.ip, "LOG_FORMAT": "json", "RELEASE": "0.8.2"})
    r.wait_ports(s)
    pub = Publisher(r, mq.ip, "scans", 4, make=lambda g: {"parcel_id": g.randint(1, 50000), "depot": "D%02d" % g.randint(1, 40), "scanned_at": harness.iso(time.time())})
    pub.start()
    depth(r, mq, "scans")
    r.normal(45)
    r.fault()
    for n in (4711, 4712):
        pub.send(json.dumps({"parcel_id": f"JD-{n}", "depot": "D17", "scanned_at": harness.iso(time.time())}).encode())
    r.during(50)
    return r.save([("scanner", r"invalid type: string .{1,3}JD-\d+.{1,3}, expected i64", 100, 0), ("scanner", r'"redelivered":true', 100, 0)],
                  dict(service="scanner", title="Error lines in scanner", description="More than 100 error lines in a minute (baseline 0); scans are still stored."),
                  cut=["scanner"], logs=["scanner"], drop_metrics=["postgres"],
                  unrelated=[(-240, "deploy", "parcels", "parcels 3.1.4"), (-35, "config", "postgres", "work_mem 4MB to 8MB")])


@scenario("rec-0704", "dependency-slow", "parcels", ["rust", "axum", "tokio", "reqwest", "sqlx", "postgresql", "nginx"],
          "The carrier (third party) takes 2.5 to 3.6 s for a registration instead of 0.1 s: about half of the calls run into the limit of 3 s, the others succeed late. Reading parcels is as fast as before.",
          **FLEET)
def r0704(r):
    r.postgres()
    p = r.third_party("carrier", port=8080, DELAY="0.1")
    s = parcels(r, p, {"POOL_MAX": "10"})
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8088)
    r.wait_ports(s, p, e)
    load = r.load(e, parcel_traffic(0.5), 6)
    r.normal(45)
    r.fault()
    r.tell(p, delay=3.05)
    r.during(50)
    return r.save([("parcels", r"operation timed out", 30, 0), ("parcels", r"elapsed_ms=2\d{3}", 20, 0)],
                  dict(service="edge", title="Edge p95 latency above 2s", description="p95 {p95} (baseline {p950}), 5xx ratio {err} (baseline {err0}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["parcels", "edge-access"], logs=["parcels", "edge-access"], drop_metrics=["postgres"], spelling="short",
                  unrelated=[(-80, "deploy", "slots", "slots 1.22.0"), (-28, "config", "edge", "keepalive_timeout 75s to 60s")])


@scenario("rec-0705", "retry-amplification", "slots", ["rust", "actix-web", "reqwest", "reqwest-retry", "axum", "tokio"],
          "The host of routing stood still for 9 s. Slots repeats each call up to 4 times after 0.8 s; routing computes every attempt to its end, although the caller has gone: the attempts are several times "
          "the requests of the users, and the overload goes on after the stall.", also=["metastable-overload"], **FLEET)
def r0705(r):
    b = rust(r, "routing", {"SOLVERS": "2", "SOLVE_MS": "140", "LOG_FORMAT": "json", "RELEASE": "5.0.3"}, port=7000)
    s = slots(r, {"ROUTING_URL": b.url, "ROUTING_TIMEOUT_MS": "800", "RETRIES": "4"})
    r.wait_ports(s, b)
    load = r.load(s, lambda g: ("GET", "/eta/%d" % g.randint(1, 50000), None), 8, timeout=10)
    r.normal(45)
    r.fault()
    b.pause()
    time.sleep(9)
    b.resume()
    r.during(50)
    st = load.stats(r.ended_at - 20, r.ended_at - 5)
    before, after = figures(r, "routing", "request_rate")
    return r.save([("slots", r"Retry attempt #\d", 300, 5), ("slots", r"operation timed out", 60, 2)],
                  dict(service="slots", title="Arrival times fail", description=FAILING),
                  stats=[load], cut=["slots", "routing"], ok=st["err"] > 0.3 and after > 2.5 * before,
                  extra_verified=f"requests per second at routing rose from {before:.1f} to {after:.1f} with the users' traffic unchanged; errors of the last 20 s {st['err']:.0%}",
                  unrelated=[(-420, "deploy", "routing", "routing 5.0.3: map data of November")])


@scenario("rec-0706", "tls-failure", "parcels", ["rust", "axum", "tokio", "reqwest", "rustls", "postgresql"],
          "The certificate of the carrier (third party) expired: rustls refuses the handshake, no parcel can be created; reading works.", **FLEET)
def r0706(r):
    r.postgres()
    p = r.third_party("carrier", port=443, CERT="/srv/tls-rust/carrier-valid.pem", DELAY="0.05")
    s = parcels(r, p, {"CARRIER_URL": "https://carrier.fleet.internal", "CA_FILE": "/srv/tls-rust/ca.pem", "LOG_FORMAT": "json", "RELEASE": "3.1.5"})
    r.wait_ports(s, p)
    load = r.load(s, parcel_traffic(0.4), 6)
    r.normal(45)
    r.fault()
    r.tell(p, cert="/srv/tls-rust/carrier-expired.pem")
    r.during(45)
    return r.save([("parcels", r"invalid peer certificate", 50, 0)],
                  dict(service="parcels", title="Parcels created per minute fell to 0", description="POST /parcels fails; 5xx ratio of all requests {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["parcels"], logs=["parcels"], metrics=False,
                  unrelated=[(-150, "deploy", "parcels", "parcels 3.1.5: structured logs")])


@scenario("rec-0707", "crash-loop", "parcels", ["rust", "axum", "tokio", "sqlx", "haproxy"],
          "Release 3.5.0 of parcels reads a table of depots that its image does not contain and panics while starting; the supervisor starts it again every 3 seconds.",
          also=["bad-deployment", "config-error"], **FLEET)
def r0707(r):
    r.postgres()
    p = r.third_party("carrier", port=8080)
    s = parcels(r, p, restart=3)
    h = r.haproxy("lb", [(s, "check inter 2s")], port=8000)
    r.wait_ports(s, p, h)
    load = r.load(h, parcel_traffic(), 5)
    r.normal(45)
    r.change("deploy", "parcels", "parcels 3.5.0: depots by name", "3.5.0")
    r.fault()
    s.stop()
    s.start({"RELEASE": "3.5.0"})
    r.during(48)
    return r.save([("parcels", r"panicked at src/bin/parcels\.rs", 8, 0), ("lb", r"<NOSRV>", 100, 0)],
                  dict(service="lb", title="5xx ratio above 10% at the load balancer", description=FAILING),
                  stats=[load], cut=["parcels", "lb"], logs=["parcels", "lb"], drop_metrics=["postgres"])


@scenario("rec-0708", "healthy", "parcels", ["rust", "axum", "tokio", "sqlx", "postgresql", "haproxy"],
          "Nothing is wrong: both instances of parcels were replaced by release 3.1.6, one after the other; the other one served meanwhile.", **FLEET)
def r0708(r):
    r.postgres()
    p = r.third_party("carrier", port=8080)
    a = parcels(r, p)
    b = parcels(r, p, name="parcels-b")
    h = r.haproxy("lb", [(a, "check inter 1s"), (b, "check inter 1s")], port=8000, defaults="option redispatch\n  retries 3\n  retry-on all-retryable-errors")
    r.wait_ports(a, b, p, h)
    load = r.load(h, parcel_traffic(), 6)
    r.normal(45)
    r.change("deploy", "parcels", "parcels 3.1.6: libraries renewed, one instance after the other", "3.1.6")
    r.fault()
    a.redeploy({"RELEASE": "3.1.6"}, down=6)
    time.sleep(12)
    b.redeploy({"RELEASE": "3.1.6"}, down=6)
    r.during(35)
    st = load.stats(r.fault_at, r.ended_at)
    return r.save([("lb", r"Server be_parcels/parcels-1 is UP", 1, 0), ("lb", r"Server be_parcels/parcels-b-2 is UP", 1, 0), ("parcels", r"SIGTERM received", 1, 0)],
                  dict(service="lb", title="A server of be_parcels is down", description="1 of 2 servers down for some seconds; 5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["parcels", "parcels-b", "lb"], logs=["parcels", "parcels-b", "lb"], ok=st["err"] < 0.01)


@scenario("rec-0709", "memory-exhaustion", "parcels", ["rust", "axum", "tokio", "sqlx", "postgresql", "nginx"],
          "Release 3.4.0 of parcels keeps the sheet of each manifest (8 MB) for the reprint button, for ever: after about half a minute its address space limit of 480 MB is reached, the allocation fails and the "
          "process aborts; started again by its supervisor, it fills up once more.", also=["bad-deployment", "crash-loop"], **FLEET)
def r0709(r):
    r.postgres()
    p = r.third_party("carrier", port=8080)
    s = parcels(r, p, {"MALLOC_ARENA_MAX": "1"}, restart=4, limits={resource.RLIMIT_AS: 480 << 20})
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8088)
    r.wait_ports(s, p, e)
    load = r.load(e, parcel_traffic(0.2, 0.1, 0.3), 7)
    r.normal(45)
    r.change("deploy", "parcels", "parcels 3.4.0: manifests can be printed again", "3.4.0")
    r.fault()
    s.stop()
    s.start({"RELEASE": "3.4.0"})
    r.during(75)
    before, after = figures(r, "parcels", "rss")
    return r.save([("parcels", r"memory allocation of \d+ bytes failed", 2, 0), ("edge-access", r'" 502 ', 10, 3)],
                  dict(service="edge", title="Edge 502 ratio above 2%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s. Connections to parcels are refused."),
                  stats=[load], cut=["parcels", "edge-access"], logs=["parcels", "edge-access", "edge-error"], drop_metrics=["postgres"], spelling="prom",
                  extra_verified=f"resident memory of parcels rose from at most {before:.0f} to {after:.0f} MiB")


@scenario("rec-0710", "slow-query", "catalog", ["nestjs", "typeorm", "pg", "postgresql"],
          "The index on product(category) was dropped by a clean-up of unused indexes: the list of a category reads 300,000 rows on a database limited to 0.05 cores.",
          also=["connection-pool-exhaustion"], **BAZAAR)
def r0710(r):
    pg = r.postgres()
    s = nest(r, "catalog", {"PGHOST": PG_NEST, "PGPASSWORD": "catalog-secret", "RELEASE": "7.3.0"})
    r.wait_ports(s)
    limit(pg, 0.05)
    load = r.load(s, lambda g: ("GET", "/categories/%d" % g.randint(0, 2999), None) if g.random() < 0.45 else ("GET", "/products/SKU-%d" % g.randint(1, 300000), None), 6)
    r.normal(45)
    r.change("migration", "postgres", "clean-up: indexes without scans in the last 30 days removed (bazaar)")
    r.fault()
    r.sql("drop index product_category")
    r.during(50)
    return r.save([("postgres", r"duration: \d{3,}\.\d+ ms", 30, 0), ("catalog", r"[Qq]uery is slow", 30, 0)],
                  dict(service="catalog", title="Catalog p95 latency above 1s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["catalog"], logs=["catalog", "postgres"], unrelated=[(-65, "deploy", "catalog", "catalog 7.3.0: prices with tax")])


@scenario("rec-0711", "queue-backlog", "notifier", ["nestjs", "bullmq", "axios", "redis"],
          "The push gateway (third party) answers in its usual 0.3 s, but a campaign hands over 14 notifications a second besides the usual 3; the two slots of the worker send about 6 a second: the queue grows, no errors.",
          also=["load-surge"], **BAZAAR)
def r0711(r):
    rd = r.redis(settings={"maxmemory-policy": "noeviction"})
    p = r.third_party("pushgate", port=8080, DELAY="0.3")
    s = nest(r, "notifier", {"REDIS_HOST": rd.ip, "GATEWAY_URL": p.url, "RELEASE": "2.4.1"})
    r.wait_ports(s, p, rd)

    def one(g):
        return "POST", "/notifications", {"member": "m%d" % g.randint(0, 4999), "text": g.choice(["Your parcel is on its way", "New points"])}
    load = r.load(s, one, 3)
    r.normal(45)
    r.fault()
    r.load(s, one, 14, measured=False)
    r.during(55)
    before, after = figures(r, "notifier", "bullmq_queue_waiting")
    return r.save([("notifier", r"waited \d{5,}ms", 40, 0)],
                  dict(service="notifier", title="Queue push above 100 jobs", description="Jobs wait and grow in number; the oldest is older than 10 s (baseline below 1 s). No failed jobs."),
                  stats=[load], cut=["notifier"], logs=["notifier"], with_changes=False,
                  # The traffic outside is only the users'; the campaign comes past it.
                  drop_metrics=["client_request_rate", "client_p95_latency", "client_error_ratio"], ok=after > 200 and before < 10, extra_verified=f"waiting jobs rose from at most {before} to {after}")


@scenario("rec-0712", "connection-leak", "loyalty", ["nestjs", "knex", "pg", "postgresql"],
          "Release 4.1.0 of loyalty forgets its transaction when a member has not enough points: each such answer (422) keeps one of 6 connections for ever, idle in transaction; soon all requests wait in vain.",
          also=["connection-pool-exhaustion", "bad-deployment"], **BAZAAR)
def r0712(r):
    r.postgres()
    s = nest(r, "loyalty", {"PGHOST": PG_NEST, "PGPASSWORD": "loyalty-secret", "RELEASE": "4.0.6", "COLORS": "1"})
    r.wait_ports(s)

    def one(g):
        if g.random() < 0.5:
            return "POST", "/members/m%d/redemptions" % g.randint(0, 4999), {"points": 5000 if g.random() < 0.16 else g.randint(1, 5)}
        return "GET", "/members/m%d" % g.randint(0, 4999), None
    load = r.load(s, one, 6)
    # The leak needs some time until it is felt: the alert comes late among the possible moments.
    for _ in range(4):
        r.rng.random()
    r.normal(45)
    r.change("deploy", "loyalty", "loyalty 4.1.0: redemption in one transaction", "4.1.0")
    time.sleep(2)
    r.fault()
    s.redeploy({"RELEASE": "4.1.0"})
    r.during(60)
    before, after = figures(r, "postgres", "idle_in_transaction")
    return r.save([("loyalty", r"Knex: Timeout acquiring a connection", 40, 0)],
                  dict(service="loyalty", title="Loyalty 5xx ratio above 10%", description=FAILING),
                  stats=[load], cut=["loyalty"], logs=["loyalty", "postgres"], spelling="prom",
                  extra_verified=f"sessions idle in transaction rose from at most {before} to {after}")


@scenario("rec-0713", "healthy", "notifier", ["nestjs", "bullmq", "axios", "redis"],
          "Nothing is wrong any more: the push gateway (third party) answered 503 for about four seconds; BullMQ repeated the failed jobs after a second or two, as intended, and all of them were sent.", **BAZAAR)
def r0713(r):
    rd = r.redis(settings={"maxmemory-policy": "noeviction"})
    p = r.third_party("pushgate", port=8080, DELAY="0.06")
    s = nest(r, "notifier", {"REDIS_HOST": rd.ip, "GATEWAY_URL": p.url, "RELEASE": "2.4.1", "LOG_FORMAT": "json"})
    r.wait_ports(s, p, rd)
    load = r.load(s, lambda g: ("POST", "/notifications", {"member": "m%d" % g.randint(0, 4999), "text": "New points"}), 4)
    r.normal(50)
    r.fault()
    r.tell(p, status=503)
    time.sleep(4)
    r.tell(p, status=200)
    r.during(50)
    st = load.stats(r.fault_at, r.ended_at)
    left = r.redis_cli(rd, "ZCARD", "bull:push:failed").strip()
    return r.save([("notifier", r"failed \(attempt \d of 5\): Request failed with status code 503", 6, 0)],
                  dict(service="notifier", title="Failed jobs in notifier", description="More than 5 failed attempts in a minute (baseline 0); 5xx ratio {err}, p95 {p95}."),
                  stats=[load], cut=["notifier"], logs=["notifier"], ok=st["err"] < 0.01 and left == "0", extra_verified=f"jobs failed for good at the end: {left}",
                  unrelated=[(-130, "deploy", "notifier", "notifier 2.4.1")])
