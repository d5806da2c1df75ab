"""Incidents on Go services."""
import resource
import threading
import time

import harness
from scenarios_node import SCENARIOS, scenario

PG = "postgres.prod.internal"
PAIRS = ["EURUSD", "EURGBP", "USDJPY", "EURCHF", "GBPUSD", "AUDUSD", "USDCAD", "NZDUSD"]


def quotes_traffic(rng):
    return "GET", "/quotes/" + rng.choice(PAIRS), None


def wide_quotes(rng):
    return "GET", "/quotes/%s%s" % (rng.choice(PAIRS)[:3], rng.choice(PAIRS)[3:]), None


def alerts_traffic(rng):
    if rng.random() < 0.5:
        return "PUT", "/alerts/%d" % rng.randint(1, 10 ** 6), "x" * rng.randint(800, 4000)
    return quotes_traffic(rng)


def sessions_traffic(write=0.4, listing=0.1):
    import hashlib

    def one(rng):
        token = hashlib.md5(str(rng.randint(1, 5000)).encode()).hexdigest()
        x = rng.random()
        if x < write:
            return "PUT", "/sessions/" + token, ""
        if x < write + listing:
            return "GET", "/users/%d/sessions" % rng.randint(100, 5000), None
        return "GET", "/sessions/" + token, None
    return one


def near(rng):
    return "GET", "/near?lat=%.4f&lon=%.4f" % (rng.uniform(-60, 60), rng.uniform(-170, 170)), None


@scenario("rec-0020", "dependency-unreachable", "quotes", ["go", "net/http", "logrus"],
          "Packets to the rate provider (third party) are dropped by a firewall: connections cannot be opened, each request waits until the client's limit of 2 s.")
def r0020(r):
    p = r.third_party("rates", port=8080)
    s = r.go("quotes", "quotes", {"PROVIDER_URL": p.url, "KEEPALIVE": "0"})
    r.wait_ports(s, p)
    load = r.load(s, quotes_traffic, 6)
    r.normal(50)
    r.fault()
    r.drop(p)
    r.during(45)
    return r.save([("quotes", r"context deadline exceeded \(Client.Timeout exceeded while awaiting headers\)|i/o timeout", 80, 0)],
                  dict(service="quotes", title="Quotes error ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["quotes"], spelling="prom",
                  unrelated=[(-100, "deploy", "alerts", "alerts 0.9.1")])


@scenario("rec-0021", "tls-failure", "quotes", ["go", "net/http", "logrus", "openssl"],
          "The rate provider's certificate expired; Go refuses the handshake. Quotes that are still in no cache fail at once.")
def r0021(r):
    p = r.third_party("rates", port=443, CERT="/srv/tls/rates-valid.pem")
    s = r.go("quotes", "quotes", {"PROVIDER_URL": "https://rates.prod.internal", "CA_FILE": "/srv/tls/ca.pem", "LOG_JSON": "1"})
    r.wait_ports(s, p)
    load = r.load(s, quotes_traffic, 5)
    r.normal(45)
    r.fault()
    r.tell(p, cert="/srv/tls/rates-expired.pem")
    r.during(45)
    return r.save([("quotes", r"x509: certificate has expired or is not yet valid", 80, 0)],
                  dict(service="quotes", title="Quotes 502 ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["quotes"], with_changes=False)


@scenario("rec-0022", "cache-stampede", "quotes", ["go", "net/http", "logrus", "redis"],
          "Redis was flushed by hand. All quotes miss the cache at once, several requests for the same pair go to the provider (third party, which answers one call after the other, 0.35 s each as always) "
          "at the same time; many run into the limit of 4 s and leave the cache empty.", also=["dependency-slow"])
def r0022(r):
    p = r.third_party("rates", port=8080, DELAY="0.001", SERIAL="1")
    rd = r.redis()
    s = r.go("quotes", "quotes", {"PROVIDER_URL": p.url, "REDIS_HOST": rd.ip, "CACHE_TTL": "600", "PROVIDER_TIMEOUT_MS": "4000"})
    r.wait_ports(s, p, rd)

    def many(rng):
        return "GET", "/quotes/P%03d" % rng.randint(1, 90), None
    warm = r.load(s, many, 60, measured=False)
    time.sleep(12)
    warm.stopped.set()
    r.tell(p, delay=0.35)
    load = r.load(s, many, 9)
    r.normal(45)
    r.fault()
    r.redis_cli(rd, "FLUSHALL")
    r.during(45)
    miss = [v for _, v in r.points.get(("quotes", "cache_misses_rate"), [])]
    return r.save([("quotes", r"Client.Timeout exceeded while awaiting headers", 60, 0)],
                  dict(service="quotes", title="Quotes p95 latency above 500ms", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["quotes", "redis"], extra_verified=f"cache misses per second rose from {max(miss[1:8]):.1f} to {max(miss[-9:]):.1f}")


@scenario("rec-0023", "rate-limited", "quotes", ["go", "net/http", "logrus"],
          "The rate provider (third party) lowered the quota of the API key to 5 calls in 5 seconds: most calls are answered 429 at once.")
def r0023(r):
    p = r.third_party("rates", port=8080)
    s = r.go("quotes", "quotes", {"PROVIDER_URL": p.url})
    r.wait_ports(s, p)
    load = r.load(s, quotes_traffic, 6)
    r.normal(45)
    r.fault()
    r.tell(p, limit=5)
    r.during(45)
    return r.save([("quotes", r"provider answered 429 Too Many Requests", 100, 0)],
                  dict(service="quotes", title="Quotes error ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["quotes"], metrics=False, unrelated=[(-20, "flag", "quotes", "flag show-sparkline on for 10% of users")])


@scenario("rec-0024", "data-error", "quotes", ["go", "net/http", "logrus"],
          "The rate provider (third party) began to send the rate as text with a comma (\"1,0832\") instead of a number: two of three answers cannot be parsed.", also=["dependency-errors"])
def r0024(r):
    p = r.third_party("rates", port=8080)
    s = r.go("quotes", "quotes", {"PROVIDER_URL": p.url})
    r.wait_ports(s, p)
    load = r.load(s, quotes_traffic, 5)
    r.normal(50)
    r.fault()
    r.tell(p, body='{"rate":"1,0832","id":"x"}', ratio=0.66)
    r.during(45)
    return r.save([("quotes", r"json: cannot unmarshal string into Go struct field", 80, 0)],
                  dict(service="quotes", title="Quotes error ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["quotes"], spelling="short")


@scenario("rec-0025", "memory-exhaustion", "redis", ["go", "net/http", "logrus", "redis"],
          "Redis has maxmemory 3.2 MB and no eviction. Price alerts filled it: writes are refused with OOM, reads go on.")
def r0025(r):
    p = r.third_party("rates", port=8080)
    rd = r.redis(settings={"maxmemory": "3200kb", "maxmemory-policy": "noeviction"})
    s = r.go("quotes", "quotes", {"PROVIDER_URL": p.url, "REDIS_HOST": rd.ip})
    r.wait_ports(s, p, rd)
    load = r.load(s, alerts_traffic, 6)
    r.normal(45)
    r.fault()
    bulk = r.load(s, lambda g: ("PUT", "/alerts/bulk-%d" % g.randint(1, 10 ** 9), "y" * 50000), 8, measured=False)
    r.during(50)
    return r.save([("quotes", r"OOM command not allowed when used memory > 'maxmemory'", 60, 0)],
                  dict(service="quotes", title="Quotes 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; storing alerts fails, reading quotes works."),
                  stats=[load], cut=["quotes", "redis"])


@scenario("rec-0026", "connection-leak", "sessions", ["go", "net/http", "database/sql", "lib/pq", "postgresql"],
          "Release 0.14.0 of sessions returns from a list before its rows are closed: each such request keeps one of 5 connections for ever; soon all requests wait until their deadline.",
          also=["connection-pool-exhaustion", "bad-deployment"])
def r0026(r):
    r.postgres()
    s = r.go("sessions", "sessions", {"PGHOST": PG, "PGPASSWORD": "sessions-secret", "RELEASE": "0.13.2"})
    r.wait_ports(s)
    load = r.load(s, sessions_traffic(0.4, 0.12), 6)
    r.normal(50)
    r.change("deploy", "sessions", "sessions 0.14.0", "0.14.0")
    r.fault()
    s.redeploy({"RELEASE": "0.14.0"})
    r.during(55)
    return r.save([("sessions", r"context deadline exceeded", 80, 0)],
                  dict(service="sessions", title="Sessions p95 latency above 2s", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["sessions"], logs=["sessions", "postgres"], spelling="prom")


@scenario("rec-0027", "lock-contention", "postgres", ["go", "net/http", "database/sql", "lib/pq", "postgresql"],
          "A migration began with LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE and stayed open: every statement of sessions waits for the lock until its deadline.",
          also=["connection-pool-exhaustion"])
def r0027(r):
    r.postgres(settings={"log_min_duration_statement": "1000ms"})
    s = r.go("sessions", "sessions", {"PGHOST": PG, "PGPASSWORD": "sessions-secret", "POOL_MAX": "20"})
    r.wait_ports(s)
    load = r.load(s, sessions_traffic(), 6)
    r.normal(45)
    r.change("migration", "sessions", "20261122_add_device_column")
    time.sleep(1)
    r.fault()
    c = r.session("postgres", "migrate")
    c.execute("LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE")
    r.during(45)
    c.rollback()
    return r.save([("postgres", r"still waiting for (AccessShareLock|RowExclusiveLock) on relation", 20, 0), ("sessions", r"canceling statement due to user request|context deadline exceeded", 60, 0)],
                  dict(service="sessions", title="Sessions 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["sessions"], logs=["sessions", "postgres"])


@scenario("rec-0028", "config-error", "sessions", ["go", "net/http", "database/sql", "haproxy"],
          "The configuration of sessions was re-generated without PGPASSWORD; after its restart the process ends at once with a fatal message, the supervisor tries again every 3 seconds.",
          also=["crash-loop", "bad-deployment"])
def r0028(r):
    r.postgres()
    s = r.go("sessions", "sessions", {"PGHOST": PG, "PGPASSWORD": "sessions-secret"}, restart=3)
    h = r.haproxy("lb", [(s, "check inter 2s")], port=8000)
    r.wait_ports(s, h)
    load = r.load(h, sessions_traffic(), 5)
    r.normal(50)
    r.change("config", "sessions", "environment moved to the new secret store")
    r.fault()
    s.stop()
    del s.env["PGPASSWORD"]
    s.start()
    r.during(45)
    return r.save([("sessions", r"missing required environment variable PGPASSWORD", 5, 0), ("lb", r"<NOSRV>", 100, 0)],
                  dict(service="lb", title="sessions has no healthy server", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["sessions"], logs=["sessions", "lb"], drop_metrics=["postgres"])


@scenario("rec-0029", "bad-deployment", "geo", ["go", "net/http", "slog", "pgx", "postgresql"],
          "Release 1.8.0 of geo uses the nearest station without asking whether there is one: most searches panic with a nil pointer dereference.")
def r0029(r):
    r.postgres()
    s = r.go("geo", "geo", {"PGHOST": PG, "RELEASE": "1.6.3"})
    r.wait_ports(s)
    load = r.load(s, near, 4)
    r.normal(50)
    r.change("deploy", "geo", "geo 1.8.0: distance to the nearest station", "1.8.0")
    time.sleep(1)
    r.fault()
    s.redeploy({"RELEASE": "1.8.0"})
    r.during(45)
    return r.save([("geo", r"nil pointer dereference", 60, 0)],
                  dict(service="geo", title="Geo 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["geo"], logs=["geo"], unrelated=[(-400, "config", "postgres", "autovacuum_naptime 60s to 30s")])


@scenario("rec-0030", "crash-loop", "geo", ["go", "net/http", "slog", "pgx", "nginx"],
          "Release 1.9.0 of geo panics while starting (nil map entry for the default region); its supervisor restarts it every 3 seconds.", also=["bad-deployment", "config-error"])
def r0030(r):
    r.postgres()
    s = r.go("geo", "geo", {"PGHOST": PG, "RELEASE": "1.6.3"}, restart=3)
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8088)
    r.wait_ports(s, e)
    load = r.load(e, near, 4)
    r.normal(45)
    r.change("deploy", "geo", "geo 1.9.0", "1.9.0")
    r.fault()
    s.stop()
    s.start({"RELEASE": "1.9.0"})
    r.during(45)
    return r.save([("geo", r"panic: runtime error: invalid memory address or nil pointer dereference", 6, 0), ("edge-error", r"connect\(\) failed \(111: Connection refused\)", 80, 0)],
                  dict(service="edge", title="Edge 502 ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["geo", "edge-access"], logs=["geo", "edge-access", "edge-error"], drop_metrics=["postgres"], spelling="prom")


@scenario("rec-0031", "cpu-saturation", "geo", ["go", "net/http", "slog", "pgx", "haproxy"],
          "Release 1.7.0 of geo computes the exact best route: about 1 s of processor time per request instead of 1 ms, on a limit of 0.5 cores.", also=["bad-deployment"])
def r0031(r):
    r.postgres()
    s = r.go("geo", "geo", {"PGHOST": PG, "RELEASE": "1.6.3", "GOMAXPROCS": "1"}, cpu=0.5)
    h = r.haproxy("lb", [(s, "")], port=8000)
    r.wait_ports(s, h)

    def traffic(rng):
        return ("GET", "/route?to=%d" % rng.randint(1, 99), None) if rng.random() < 0.5 else near(rng)
    load = r.load(h, traffic, 4)
    r.normal(45)
    r.change("deploy", "geo", "geo 1.7.0: exact routes", "1.7.0")
    time.sleep(2)
    r.fault()
    s.redeploy({"RELEASE": "1.7.0"})
    r.during(50)
    cpu = [v for _, v in r.points[("geo", "cpu")]]
    return r.save([("lb", r" sH-- ", 20, 0)],
                  dict(service="lb", title="p95 latency above 1s", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["geo", "lb"], logs=["geo", "lb"], drop_metrics=["postgres"], ok=max(cpu[-6:]) > 0.4,
                  extra_verified=f"cpu of geo rose from {max(cpu[1:8]):.2f} to {max(cpu[-6:]):.2f} cores (limit 0.5)")


@scenario("rec-0032", "gc-pressure", "geo", ["go", "net/http", "slog"],
          "A crawler asks geo for ever new map tiles; geo keeps each one for ever and reaches its memory limit (GOMEMLIMIT): the collector runs all the time on a limit of 0.06 cores.",
          also=["memory-exhaustion", "cpu-saturation"])
def r0032(r):
    s = r.go("geo", "geo", {"GOMEMLIMIT": "32MiB", "GOMAXPROCS": "1", "GODEBUG": "gctrace=1"}, cpu=0.06)
    r.wait_ports(s)
    load = r.load(s, lambda g: ("GET", "/tile/3/%d" % g.randint(1, 16), None), 5)
    r.normal(45)
    r.fault()
    crawl = r.load(s, lambda g: ("GET", "/tile/9/%d" % g.randint(1, 100000), None), 5, measured=False)
    r.during(60)
    gcs = [v for _, v in r.points.get(("geo", "go_gc_cycles_rate"), [])]
    st, st0 = load.stats(r.ended_at - 30, r.ended_at - 1), load.stats(r.normal_at, r.fault_at)
    return r.save([("geo", r"(?m)^gc \d+ @", 60, 30)],
                  dict(service="geo", title="Geo p95 latency above 100ms", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s."),
                  stats=[load], cut=["geo"], ok=st["p95"] > 120 and st["p95"] > 10 * st0["p95"], extra_verified=f"p95 of the last 30 s {st['p95']:.0f} ms; collections per second rose from {max(gcs[1:7]):.1f} to {max(gcs[-6:]):.1f}")


@scenario("rec-0033", "fd-exhaustion", "quotes", ["go", "net/http", "logrus"],
          "Quotes runs with a limit of 40 open files. A client opens connections and never closes them: accept fails with too many open files and calls to the provider cannot open sockets.")
def r0033(r):
    p = r.third_party("rates", port=8080)
    s = r.go("quotes", "quotes", {"PROVIDER_URL": p.url, "KEEPALIVE": "0"}, limits={resource.RLIMIT_NOFILE: 40})
    r.wait_ports(s, p)
    load = r.load(s, quotes_traffic, 5, timeout=5)
    r.normal(45)
    r.fault()
    import socket
    held = []

    def hold():
        for _ in range(60):
            try:
                held.append(socket.create_connection((s.ip, s.port), 2))
            except OSError:
                pass
            time.sleep(0.4)
    threading.Thread(target=hold, daemon=True).start()
    r.during(52)
    return r.save([("quotes", r"too many open files", 20, 0)],
                  dict(service="quotes", title="Quotes does not answer", description="5xx ratio or no answer {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["quotes"])


@scenario("rec-0034", "disk-full", "postgres", ["go", "net/http", "slog", "pgx", "postgresql"],
          "The volume of the database (tmpfs of 420 MB) was filled by an export file: inserts fail with No space left on device, reads work.")
def r0034(r):
    pg = r.postgres(tmpfs="420m", settings={"max_wal_size": "64MB"})
    s = r.go("geo", "geo", {"PGHOST": PG})
    r.wait_ports(s)
    load = r.load(s, lambda g: ("POST", "/places", {"name": "x"}) if g.random() < 0.6 else near(g), 6)
    r.normal(45)
    r.fault()
    # The export writes until nothing is left.
    harness.fill(pg.cwd + "/export.csv")
    bulk = r.load(s, lambda g: ("POST", "/places", {"name": "x"}), 6, measured=False)
    r.during(55)
    return r.save([("geo", r"No space left on device", 30, 0), ("postgres", r"No space left on device", 30, 0)],
                  dict(service="geo", title="Geo 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; searching works, storing fails."),
                  stats=[load], cut=["geo"], logs=["geo", "postgres"], unrelated=[(-65, "config", "reporting", "nightly export moved to noon")])
