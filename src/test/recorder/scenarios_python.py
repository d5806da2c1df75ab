"""Incidents on Python services."""
import os
import resource
import threading
import time

import harness
from scenarios_node import SCENARIOS, scenario

PG = "postgres.prod.internal"


def billing_traffic(charge=0.4, create=0.2, vat=False):
    def one(rng):
        x = rng.random()
        if x < charge:
            return "POST", "/charges", {"amount": rng.randint(5, 200), "reference": "ref-%06d" % rng.randint(1, 999999), "account": rng.randint(1, 200)}
        if x < charge + create:
            return "POST", "/invoices", {"customer": "c%d" % rng.randint(1, 499), "amount": rng.randint(5, 200)}
        return "GET", "/invoices/c%d" % rng.randint(1, 499), None
    return one


def billing(r, provider, env=None, args=("-w", "2", "--threads", "4"), **kw):
    return r.gunicorn("billing", "billing:app", {"PGHOST": PG, "CARD_PROVIDER_URL": provider.url, **(env or {})}, args=args, **kw)


@scenario("rec-0010", "bad-deployment", "billing", ["python", "flask", "gunicorn", "sqlalchemy", "postgresql"],
          "Release 4.3.0 of billing expects a vat object that its callers do not send: every charge fails with KeyError; invoices still work.", host="billing-7d9f8b5c4-x2x9p")
def r0010(r):
    r.postgres()
    p = r.third_party("cards")
    s = billing(r, p, {"RELEASE": "4.1.9"})
    r.wait_ports(s, p)
    load = r.load(s, billing_traffic(), 5)
    r.normal(45)
    r.change("deploy", "billing", "billing 4.3.0", "4.3.0")
    r.fault()
    s.redeploy({"RELEASE": "4.3.0"})
    r.during(50)
    return r.save([("billing", r"KeyError: 'vat'", 30, 0)],
                  dict(service="billing", title="Billing 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], logs=["billing"], cut=["billing"], spelling="short", unrelated=[(-200, "migration", "ledger", "index ledger_2026 added")])


@scenario("rec-0011", "connection-pool-exhaustion", "billing", ["python", "flask", "gunicorn", "sqlalchemy", "postgresql"],
          "Release 4.2.0 of billing renders the receipt (1.2 s, as always) before the transaction ends; each of two workers has a pool of 3 connections, which the unchanged "
          "traffic now exceeds. The database itself has nothing to do.", also=["bad-deployment"])
def r0011(r):
    r.postgres()
    p = r.third_party("cards")
    s = billing(r, p, {"RELEASE": "4.1.9", "POOL_TIMEOUT": "2"}, args=("-w", "2", "--threads", "12"))
    r.wait_ports(s, p)
    load = r.load(s, billing_traffic(0.2, 0.75), 9)
    r.normal(45)
    r.change("deploy", "billing", "billing 4.2.0: receipts", "4.2.0")
    r.fault()
    s.redeploy({"RELEASE": "4.2.0"})
    r.during(50)
    return r.save([("billing", r"QueuePool limit of size 3 overflow 0 reached", 20, 0)],
                  dict(service="billing", title="Billing requests fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], logs=["billing", "postgres"], cut=["billing"])


@scenario("rec-0012", "dependency-errors", "billing", ["python", "flask", "gunicorn", "requests", "postgresql"],
          "The card provider (third party) answers nine of ten charges with 500 within milliseconds; invoices are untouched.")
def r0012(r):
    r.postgres()
    p = r.third_party("cards")
    s = billing(r, p)
    r.wait_ports(s, p)
    load = r.load(s, billing_traffic(0.6), 5)
    r.normal(50)
    r.fault()
    r.tell(p, status=500, ratio=0.9)
    r.during(45)
    return r.save([("billing", r"500 Server Error: Internal Server Error for url", 50, 0)],
                  dict(service="billing", title="Billing 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], logs=["billing"], cut=["billing"], spelling="prom",
                  unrelated=[(-75, "deploy", "backoffice", "backoffice 118 rolled out")])


@scenario("rec-0013", "retry-amplification", "billing", ["python", "flask", "gunicorn", "requests", "tenacity", "urllib3", "postgresql"],
          "The fraud check behind billing stood still for 12 seconds. Billing asks it up to 6 times per charge with a 0.7 s timeout; the repeated calls alone keep the fraud "
          "check (2 workers, 130 ms each) overloaded after it runs again, user traffic being flat.", also=["metastable-overload"])
def r0013(r):
    p = r.gunicorn("fraud", "scoring:app", {"WORK_MS": "130"}, args=("-w", "2"), port=8100)
    s = r.gunicorn("billing", "billing:app", {"CARD_PROVIDER_URL": p.url, "PROVIDER_TIMEOUT": "0.7", "TENACITY": "6", "TENACITY_WAIT": "0.1"}, args=("-w", "2", "--threads", "30"))
    r.wait_ports(s, p)
    load = r.load(s, billing_traffic(1.0, 0), 8, timeout=10)
    r.normal(45)
    r.fault()
    p.pause()
    time.sleep(12)
    p.resume()
    r.during(48)
    return r.save([("billing", r"Retrying billing.charge in 0.1 seconds", 300, 5)],
                  dict(service="billing", title="Charges time out", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["billing", "fraud"], logs=["billing", "fraud"])


@scenario("rec-0014", "tls-failure", "billing", ["python", "flask", "gunicorn", "requests", "openssl"],
          "The certificate of the card provider's API expired (the provider's server was given a certificate whose end date has passed): every charge fails in the TLS handshake.")
def r0014(r):
    p = r.third_party("cards", CERT="/srv/tls/cards-valid.pem")
    s = r.gunicorn("billing", "billing:app", {"CARD_PROVIDER_URL": p.url.replace("http:", "https:"), "CA_FILE": "/srv/tls/ca.pem"}, args=("-w", "2", "--threads", "4"))
    r.wait_ports(s, p)
    load = r.load(s, billing_traffic(1.0, 0), 4)
    r.normal(50)
    r.fault()
    r.tell(p, cert="/srv/tls/cards-expired.pem")
    r.during(50)
    return r.save([("billing", r"certificate verify failed: certificate has expired", 40, 0)],
                  dict(service="billing", title="Charge success ratio below 50%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], logs=["billing"], cut=["billing"], spelling="prom",
                  unrelated=[(-500, "config", "billing", "log level of urllib3 set to WARNING")])


@scenario("rec-0015", "lock-contention", "postgres", ["python", "flask", "gunicorn", "sqlalchemy", "postgresql"],
          "A back-office session updated all accounts in one transaction and left it open: charges that update an account wait for its row locks until the statement timeout.",
          also=["connection-pool-exhaustion"])
def r0015(r):
    r.postgres(settings={"deadlock_timeout": "1s"})
    p = r.third_party("cards")
    s = billing(r, p, {"PGOPTIONS_APP": "-c statement_timeout=4000", "POOL_SIZE": "6"}, args=("-w", "2", "--threads", "12"))
    r.wait_ports(s, p)
    load = r.load(s, billing_traffic(0.3), 4)
    r.normal(45)
    r.fault()
    c = r.session("admin", "backoffice")
    c.execute("UPDATE accounts SET balance = balance + 1")
    r.during(50)
    c.rollback()
    return r.save([("postgres", r"still waiting for (ShareLock|ExclusiveLock)", 8, 0), ("billing", r"canceling statement due to statement timeout", 8, 0)],
                  dict(service="billing", title="Charge latency p95 above 2s", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], logs=["billing", "postgres"], cut=["billing"])


@scenario("rec-0016", "auth-failure", "billing", ["python", "flask", "gunicorn", "sqlalchemy", "postgresql"],
          "The database password of billing was rotated in the database but not in the service; its old connections were closed by the rotation job.")
def r0016(r):
    r.postgres()
    p = r.third_party("cards")
    s = billing(r, p, {"PRE_PING": "1"})
    r.wait_ports(s, p)
    load = r.load(s, billing_traffic(0.3), 5)
    r.normal(45)
    r.change("config", "platform", "scheduled rotation of database credentials")
    r.fault()
    r.sql("ALTER ROLE billing PASSWORD 'rotated-2026-11'")
    r.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'billing'")
    r.during(45)
    return r.save([("billing", r'password authentication failed for user "billing"', 50, 0), ("postgres", r'FATAL:  password authentication failed', 50, 0)],
                  dict(service="billing", title="Billing 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], logs=["billing", "postgres"], cut=["billing"], spelling="short")


@scenario("rec-0017", "read-only-or-failover", "postgres", ["python", "flask", "gunicorn", "sqlalchemy", "postgresql"],
          "During maintenance the database was switched to default_transaction_read_only=on and the sessions were recycled: inserts and updates fail, reads work.", also=["config-error"])
def r0017(r):
    r.postgres()
    p = r.third_party("cards")
    s = billing(r, p, {"PRE_PING": "1"})
    r.wait_ports(s, p)
    load = r.load(s, billing_traffic(0.3, 0.3), 5)
    r.normal(45)
    r.fault()
    r.sql("ALTER SYSTEM SET default_transaction_read_only = on")
    r.sql("SELECT pg_reload_conf()")
    time.sleep(1)
    r.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'billing'")
    r.during(50)
    return r.save([("billing", r"cannot execute (INSERT|UPDATE) in a read-only transaction", 40, 0)],
                  dict(service="billing", title="Billing 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}); reading invoices works; traffic {rps} req/s."),
                  stats=[load], logs=["billing"], cut=["billing"], drop_metrics=["postgres"],
                  unrelated=[(-30, "deploy", "backoffice", "backoffice 119 rolled out")])


@scenario("rec-0018", "thread-pool-exhaustion", "billing", ["python", "flask", "gunicorn", "nginx"],
          "Billing runs 3 synchronous gunicorn workers. A partner's clients send their request bodies byte by byte straight to it and occupy all of them; "
          "gunicorn kills the silent workers, the edge times out.")
def r0018(r):
    p = r.third_party("cards")
    s = r.gunicorn("billing", "billing:app", {"CARD_PROVIDER_URL": p.url}, args=("-w", "3", "-t", "12"))
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; proxy_read_timeout 4s; proxy_connect_timeout 2s; }" % (s.ip, s.port), port=8080)
    r.wait_ports(s, p, e)
    load = r.load(e, billing_traffic(1.0, 0), 5)
    r.normal(45)
    r.fault()
    stop = time.time() + 50
    import socket

    def slow():
        while time.time() < stop:
            try:
                c = socket.create_connection((s.ip, s.port), 3)
                c.sendall(b"POST /charges HTTP/1.1\r\nHost: billing\r\nContent-Type: application/json\r\nContent-Length: 600\r\n\r\n{")
                while time.time() < stop:
                    c.sendall(b" ")
                    time.sleep(1)
            except OSError:
                time.sleep(0.5)
    for _ in range(5):
        threading.Thread(target=slow, daemon=True).start()
    r.during(52)
    return r.save([("billing", r"WORKER TIMEOUT", 4, 0), ("edge-error", r"upstream timed out", 40, 0)],
                  dict(service="edge", title="Edge 504 ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["billing", "edge-access"])


@scenario("rec-0019", "data-error", "billing", ["python", "flask", "gunicorn", "requests"],
          "The card provider (third party) answers three of four charges with status 200 and a page of HTML (a maintenance page) instead of JSON: billing cannot parse it.", also=["dependency-errors"])
def r0019(r):
    p = r.third_party("cards")
    s = r.gunicorn("billing", "billing:app", {"CARD_PROVIDER_URL": p.url}, args=("-w", "2", "--threads", "4", "--access-logfile", "-"))
    r.wait_ports(s, p)
    load = r.load(s, billing_traffic(1.0, 0), 4)
    r.normal(45)
    r.fault()
    r.tell(p, body="<!doctype html><html><head><title>Maintenance</title></head><body>We will be back soon.</body></html>", ratio=0.75)
    r.during(45)
    return r.save([("billing", r"requests.exceptions.JSONDecodeError: Expecting value", 60, 0)],
                  dict(service="billing", title="Billing 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["billing"], metrics=False)


def users(r, env=None, **kw):
    return r.uvicorn("users", "users:app", env, args=("--no-access-log",), **kw)


def users_traffic(email=0.3):
    def one(rng):
        if rng.random() < email:
            return "GET", "/users/by-email/user%d@example.com" % rng.randint(1, 300000), None
        return "GET", "/users/%d" % rng.randint(1, 300000), None
    return one


def avatars(rng):
    return "GET", "/users/%d/avatar" % rng.randint(1, 9999), None


def presence(rng):
    return ("PUT" if rng.random() < 0.5 else "GET"), "/users/%d/presence" % rng.randint(1, 2000), None


@scenario("rec-0040", "dependency-slow", "users", ["python", "fastapi", "uvicorn", "httpx"],
          "The avatar service (third party) needs about 3.5 s instead of 30 ms; users gives up after 2 s while reading.")
def r0040(r):
    p = r.third_party("avatars", DELAY="0.03")
    s = users(r, {"PARTNER_URL": p.url})
    r.wait_ports(s, p)
    load = r.load(s, avatars, 5)
    r.normal(50)
    r.fault()
    r.tell(p, delay=3.5)
    r.during(45)
    return r.save([("users", r"httpx.ReadTimeout", 80, 0)],
                  dict(service="users", title="Users 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["users"], spelling="prom")


@scenario("rec-0041", "dns-failure", "users", ["python", "fastapi", "uvicorn", "httpx"],
          "The record of the avatar service was removed from DNS; the name server answers NXDOMAIN.", also=["dependency-unreachable"])
def r0041(r):
    p = r.third_party("avatars", DELAY="0.03")
    s = users(r, {"PARTNER_URL": p.url, "LOG_JSON": "1"})
    r.wait_ports(s, p)
    r.services["users"].env["PARTNER_CONNECTIONS"] = "50"
    load = r.load(s, avatars, 5)
    r.normal(50)
    r.fault()
    del r.dns.zone["avatars.prod.internal"]
    # The provider also restarts, as it does in a move to other addresses: kept-alive connections end.
    p.kill()
    p.start()
    r.during(45)
    return r.save([("users", r"(Name or service not known|No address associated with hostname|Temporary failure in name resolution)", 80, 0)],
                  dict(service="users", title="Users 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["users"], unrelated=[(-12, "config", "network", "old avatar hosts removed from the zone"), (-600, "deploy", "backoffice", "backoffice 120 rolled out")])


@scenario("rec-0042", "thread-pool-exhaustion", "users", ["python", "fastapi", "uvicorn", "starlette", "haproxy"],
          "Users serves its plain functions from 4 threads. A partner started personal data exports (15 s each, mostly waiting): they hold all threads, short requests queue behind them.")
def r0042(r):
    s = users(r, {"THREADS": "4"})
    h = r.haproxy("lb", [(s, "")], port=8080, server_timeout="4s")
    r.wait_ports(s, h)
    load = r.load(h, lambda g: ("GET", "/users/%d/badge" % g.randint(1, 9999), None), 5)
    r.normal(45)
    r.fault()
    exports = r.load(s, lambda g: ("GET", "/users/%d/export" % g.randint(1, 9999), None), 0.6, timeout=60, measured=False)
    r.during(50)
    busy = [v for _, v in r.points[("users", "worker_threads_busy")]]
    return r.save([("lb", r" sH-- ", 60, 0)],
                  dict(service="lb", title="504 ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["users", "lb"], extra_verified=f"busy threads rose from {max(busy[:8])} to {max(busy[-6:])} of 4")


@scenario("rec-0043", "slow-query", "users", ["python", "fastapi", "uvicorn", "psycopg", "postgresql"],
          "The index on users(email) was dropped: each search by e-mail reads 300,000 rows on a database limited to 0.03 cores.", also=["connection-pool-exhaustion"])
def r0043(r):
    pg = r.postgres(settings={"log_min_duration_statement": "200ms"})
    s = users(r, {"PGHOST": PG})
    r.wait_ports(s)
    limit(pg, 0.03)
    load = r.load(s, users_traffic(0.5), 5)
    r.normal(50)
    r.change("migration", "users", "V61__drop_unused_indexes")
    r.fault()
    r.sql("DROP INDEX users_email")
    r.during(50)
    return r.save([("postgres", r"duration: \d+\.\d+ ms  execute|duration: \d+\.\d+ ms  (statement|bind|execute)", 20, 5)],
                  dict(service="users", title="Users p95 latency above 1s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s."),
                  stats=[load], cut=["users"], logs=["users", "postgres"])


def limit(s, cpu):
    """Puts a running process tree under a processor limit."""
    group = f"/sys/fs/cgroup/cpu/rec{os.environ['REC_TOKEN']}-{s.name}"
    os.makedirs(group, exist_ok=True)
    open(group + "/cpu.cfs_period_us", "w").write("100000")
    open(group + "/cpu.cfs_quota_us", "w").write(str(int(cpu * 100000)))
    # Restarting under the limit would lose the warm cache; the postmaster's later children inherit it.
    import subprocess
    tree = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True).stdout.split("\n")
    pids = [str(s.proc.pid)] + [l.split()[0] for l in tree if l.strip() and l.split()[1] == str(s.proc.pid)]
    for p in pids:
        try:
            open(group + "/cgroup.procs", "w").write(p)
        except OSError:
            pass


@scenario("rec-0044", "auth-failure", "users", ["python", "fastapi", "uvicorn", "redis"],
          "Redis was given a password (requirepass) that users does not know; the old connections were closed.", also=["config-error"])
def r0044(r):
    rd = r.redis()
    s = users(r, {"REDIS_HOST": "redis.prod.internal"})
    r.wait_ports(s, rd)
    load = r.load(s, presence, 6)
    r.normal(45)
    r.change("config", "redis", "hardening: requirepass set")
    r.fault()
    r.redis_cli(rd, "CONFIG", "SET", "requirepass", "s3cret-2026")
    rd.auth = ["-a", "s3cret-2026", "--no-auth-warning"]
    r.redis_cli(rd, "-a", "s3cret-2026", "CLIENT", "KILL", "TYPE", "normal")
    r.during(45)
    return r.save([("users", r"Authentication required", 80, 0)],
                  dict(service="users", title="Users 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["users"], logs=["users"])


@scenario("rec-0045", "config-error", "recommender", ["python", "flask", "gunicorn", "haproxy"],
          "Release 7.4.0 of recommender needs the variable MODEL_BUCKET, which its environment lacks: gunicorn stops with a KeyError while loading; the supervisor retries every 4 s.",
          also=["crash-loop", "bad-deployment"])
def r0045(r):
    s = r.gunicorn("recommender", "recommender:app", {"RELEASE": "7.2.1"}, args=("-w", "2", "--access-logfile", "-"), restart=4)
    h = r.haproxy("lb", [(s, "check inter 2s")], port=8080)
    r.wait_ports(s, h)
    load = r.load(h, lambda g: ("GET", "/recommend/%d" % g.randint(1, 9999), None), 5)
    r.normal(45)
    r.change("deploy", "recommender", "recommender 7.4.0", "7.4.0")
    r.fault()
    s.stop()
    s.start({"RELEASE": "7.4.0"})
    r.during(50)
    return r.save([("recommender", r"KeyError: 'MODEL_BUCKET'", 4, 0), ("lb", r"<NOSRV>", 100, 0)],
                  dict(service="lb", title="503 ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["recommender", "lb"], spelling="short")


@scenario("rec-0046", "memory-exhaustion", "recommender", ["python", "flask", "gunicorn"],
          "Recommender runs with an address space limit of 260 MB. A notebook asks for training matrices of 12,000 rows instead of 100: each such request ends in MemoryError.",
          also=["load-surge"])
def r0046(r):
    s = r.gunicorn("recommender", "recommender:app", {"RELEASE": "7.2.1"}, args=("-w", "2", "-t", "60"), limits={resource.RLIMIT_AS: 260 << 20})
    r.wait_ports(s)
    load = r.load(s, lambda g: ("GET", "/train/%d?rows=100" % g.randint(1, 9999), None), 2)
    r.normal(45)
    r.fault()
    big = r.load(s, lambda g: ("GET", "/train/%d?rows=12000" % g.randint(1, 9999), None), 0.8, timeout=30, measured=True)
    r.during(50)
    return r.save([("recommender", r"MemoryError", 15, 0)],
                  dict(service="recommender", title="Recommender 5xx ratio above 5%", description="5xx ratio of training requests {l1_err}, p95 of others {p95} (baseline {p950})."),
                  stats=[load, big], cut=["recommender"])


@scenario("rec-0047", "fd-exhaustion", "recommender", ["python", "flask", "gunicorn"],
          "Release 7.5.0 of recommender keeps the handle of every model file it reads; with a limit of 48 open files the workers cannot open files any more.", also=["bad-deployment"])
def r0047(r):
    s = r.gunicorn("recommender", "recommender:app", {"RELEASE": "7.2.1"}, args=("-w", "1", "--threads", "4", "--access-logfile", "-"), limits={resource.RLIMIT_NOFILE: 48})
    r.wait_ports(s)
    load = r.load(s, lambda g: ("GET", "/model/m%d" % g.randint(1, 99), None) if g.random() < 0.4 else ("GET", "/recommend/%d" % g.randint(1, 9999), None), 4)
    r.normal(45)
    r.change("deploy", "recommender", "recommender 7.5.0: model re-read", "7.5.0")
    time.sleep(1)
    r.fault()
    s.redeploy({"RELEASE": "7.5.0"})
    r.during(60)
    return r.save([("recommender", r"Too many open files", 30, 0)],
                  dict(service="recommender", title="Recommender 5xx ratio above 5%", description="5xx ratio or no answer {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["recommender"], spelling="prom")


@scenario("rec-0048", "disk-full", "recommender", ["python", "flask", "gunicorn"],
          "The spool volume of recommender (2.6 MB here) was filled by feedback files that nobody collected: storing feedback fails with No space left on device.")
def r0048(r):
    os.makedirs("/run/rec/spool")
    harness.sh("mount -t tmpfs -o size=2600k tmpfs /run/rec/spool")
    s = r.gunicorn("recommender", "recommender:app", {"RELEASE": "7.2.1", "SPOOL": "/run/rec/spool"}, args=("-w", "2", "--access-logfile", "-"))
    r.wait_ports(s)
    load = r.load(s, lambda g: ("POST", "/feedback", {"text": "z" * g.randint(500, 4000)}) if g.random() < 0.5 else ("GET", "/recommend/%d" % g.randint(1, 9999), None), 4)
    r.extra_samplers.append(lambda: [("recommender", "disk_used_ratio", (lambda v: 1 - v.f_bavail / v.f_blocks)(os.statvfs("/run/rec/spool")))])
    r.normal(50)
    r.fault()
    harness.fill("/run/rec/spool/collect.tmp")
    r.during(45)
    return r.save([("recommender", r"\[Errno 28\] No space left on device", 40, 0)],
                  dict(service="recommender", title="Recommender 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}); only POST /feedback."),
                  stats=[load], cut=["recommender"])


def mail(rng, i=[0]):
    i[0] += 1
    return {"id": "m-%06d" % i[0], "to": "user%d@example.com" % rng.randint(1, 9999), "template": rng.choice(["welcome", "invoice", "reset"])}


class Publisher(threading.Thread):
    """Publishes at a steady rate through pika; bounded by 300 s."""
    def __init__(self, r, host, queue, rate, make=mail):
        super().__init__(daemon=True)
        import pika
        self.rng, self.rate, self.make, self.queue, self.stop_at = r.rng, rate, make, queue, time.time() + 300
        self.c = pika.BlockingConnection(pika.ConnectionParameters(host, heartbeat=0))
        self.ch = self.c.channel()
        self.ch.queue_declare(queue, durable=True)
        self.more, self.lock = [], threading.Lock()

    def run(self):
        import json
        while time.time() < self.stop_at:
            time.sleep(1 / self.rate)
            with self.lock:
                extra, self.more = self.more, []
            for body in extra or [json.dumps(self.make(self.rng)).encode()]:
                self.ch.basic_publish("", self.queue, body)

    def send(self, body):
        with self.lock:
            self.more.append(body)


def depth(r, mq, queue):
    env = dict(mq.env, HOME=mq.cwd)

    def sample():
        out = harness.subprocess.run(["setpriv", "--reuid=rabbitmq", "--regid=rabbitmq", "--init-groups", "/usr/lib/rabbitmq/bin/rabbitmqctl", "-q", "list_queues", "name",
                                      "messages", "consumers"], capture_output=True, text=True, env=env, timeout=20).stdout
        rows = [l.split("\t") for l in out.splitlines() if l.startswith(queue)]
        return [x for n, m, c in rows for x in (("rabbitmq", "queue_depth:" + n, int(m)), ("rabbitmq", "queue_consumers:" + n, int(c)))]
    state = {"n": 0}

    def seldom():
        # rabbitmqctl starts an Erlang machine each time; every third sample is enough.
        state["n"] += 1
        return sample() if state["n"] % 3 == 1 else []
    r.extra_samplers.append(seldom)


@scenario("rec-0049", "poison-message", "mailer", ["python", "pika", "rabbitmq"],
          "One message without the field \"to\" came into the queue: mailer raises KeyError, gives it back with requeue and gets it again at once, for ever; other mails are delayed behind it.",
          also=["data-error"])
def r0049(r):
    mq = r.rabbitmq()
    p = r.third_party("mailgate")
    s = r.python("mailer", "consumer.py", {"AMQP_HOST": mq.ip, "QUEUE": "mails", "MAIL_URL": p.url}, lite=True)
    r.wait_ports(s, p)
    pub = Publisher(r, mq.ip, "mails", 4)
    pub.start()
    depth(r, mq, "mails")
    r.normal(45)
    r.fault()
    pub.send(b'{"id": "m-legacy-1", "recipient": "user1@example.com", "template": "welcome"}')
    r.during(50)
    return r.save([("mailer", r"KeyError: 'to'", 100, 0), ("mailer", r"redelivered=True", 100, 0)],
                  dict(service="mailer", title="Error lines in mailer", description="More than 50 error lines in a minute (baseline 0); mails still go out, slower."),
                  cut=["mailer", "rabbitmq"])


@scenario("rec-0050", "queue-backlog", "mailer", ["python", "redis", "redis-py"],
          "The provider's answers take their usual 60 ms, but the newsletter tool pushed 40 jobs a second on the list of a single consumer that handles about 10: the list grows, no errors.",
          also=["load-surge"])
def r0050(r):
    import json
    rd = r.redis()
    p = r.third_party("mailgate", DELAY="0.06")
    s = r.python("mailer", "consumer.py", {"REDIS_HOST": rd.ip, "QUEUE": "jobs:mail", "MAIL_URL": p.url, "LOG_CSV": "1"}, lite=True)
    r.wait_ports(s, p, rd)
    import redis as client
    c = client.Redis(host=rd.ip, protocol=2)
    speed = {"rate": 4.0}

    def push():
        end = time.time() + 200
        while time.time() < end:
            time.sleep(1 / speed["rate"])
            c.lpush("jobs:mail", json.dumps(mail(r.rng)))
    threading.Thread(target=push, daemon=True).start()
    r.extra_samplers.append(lambda: [("redis", "queue_depth:jobs:mail", int(c.llen("jobs:mail")))])
    r.normal(45)
    r.change("config", "newsletter", "winter newsletter started")
    r.fault()
    speed["rate"] = 40.0
    r.during(50)
    d = [v for _, v in r.points[("redis", "queue_depth:jobs:mail")]]
    return r.save([("mailer", r"sent to user", 300, 400)],
                  dict(service="redis", title="List jobs:mail above 500 entries", description="Length is growing; one consumer, throughput flat."),
                  cut=["mailer"], logs=["mailer"], extra_verified=f"list length rose from {max(d[:8])} to {max(d)}", ok=max(d) > 500 and max(d[:8]) < 10)
