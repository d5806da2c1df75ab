"""Incidents on Python services."""
import os
import resource
import threading
import time

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
