"""Incidents on Perl (Mojolicious, Dancer2 and Starman, DBI, AnyEvent::RabbitMQ), Erlang and Elixir (cowboy, poolboy, p1_pgsql, amqp_client, lager) and nginx
with Lua: a parcel service and an arcade, all from Debian. Held back."""
import functools
import json
import os
import time

import harness
import scenarios_node
from scenarios_node import SCENARIOS
from scenarios_python import limit

APP = "/srv/app-beam"
harness.PG_TEMPLATES.update(parcels="/tmp/rec/pgtemplate-beam", arcade="/tmp/rec/pgtemplate-beam")

parcels = functools.partial(scenarios_node.scenario, domain="parcels.example", db="parcels", warm=4)
arcade = functools.partial(scenarios_node.scenario, domain="arcade.svc", db="arcade", warm=4)


# ---- the parcel service (Perl) -------------------------------------------------------------------------------------
def tracking(r, customs=None, redis=None, env=None, **kw):
    env = {"PGHOST": r.pg.host, "PGPASSWORD": "tracking-secret", "RELEASE": "2.11.3", **(env or {})}
    if customs:
        env["CUSTOMS_URL"] = customs.url
    if redis:
        env["REDIS"] = f"{redis.host}:{redis.port}"
    return r.add("tracking", 3000, ["perl", APP + "/perl/tracking.pl"], env, cwd=APP + "/perl", lite=True, **kw)


def starman(r, name, port, workers=4, env=None, **kw):
    s = r.add(name, port, ["/bin/true"], {"PGHOST": r.pg.host, "PGPASSWORD": name + "-secret", "PLACK_ENV": "production", **(env or {})}, cwd=APP + "/perl", lite=True)
    s.proc.wait()
    for k, v in kw.items():
        setattr(s, k, v)
    s.cmd = ["starman", "--listen", f"{s.ip}:{port}", "--workers", str(workers), "--preload-app", "--disable-keepalive", f"{APP}/perl/{name}.psgi"]
    s.start()
    return s


def scans(write=0.25, duty=0.1):
    def one(rng):
        x, parcel = rng.random(), "PX%d" % rng.randint(100000, 119999)
        if x < write:
            return "POST", f"/parcels/{parcel}/events", {"kind": rng.choice(["loaded", "unloaded", "at depot", "out for delivery"]), "place": "depot-%d" % rng.randint(0, 39)}
        if x < write + duty:
            return "GET", f"/parcels/{parcel}/duty", None
        return "GET", f"/parcels/{parcel}", None
    return one


def counter(write=0.6, depots=40):
    def one(rng):
        if rng.random() < write:
            return "POST", "/labels", {"parcel": "PX%d" % rng.randint(100000, 119999), "depot": "D%02d" % rng.randint(0, depots - 1)}
        return "GET", "/depots/D%02d" % rng.randint(0, 39), None
    return one


@parcels("rec-0601", "bad-deployment", "tracking", ["perl", "mojolicious", "dbi", "postgresql", "redis"],
         "Release 2.12.0 of tracking shows a delivery window and formats the expected arrival without asking whether the parcel has one: two fifths of the parcels end in "
         "\"Can't call method strftime on an undefined value\". The change of redis a minute before is innocent.")
def r0601(r):
    r.postgres()
    rd = r.redis()
    c = r.third_party("customs", port=8080)
    s = tracking(r, c, rd)
    r.wait_ports(s, c)
    load = r.load(s, scans(), 5)
    r.normal(45)
    r.change("deploy", "tracking", "tracking 2.12.0: delivery window", "2.12.0")
    r.fault()
    s.redeploy({"RELEASE": "2.12.0"})
    r.during(45)
    return r.save([("tracking", r"Can't call method \"strftime\" on an undefined value", 30, 0)],
                  dict(service="tracking", title="Tracking 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["tracking"], logs=["tracking"], drop_metrics=["postgres"],
                  unrelated=[(-62, "config", "redis", "maxmemory-policy noeviction to allkeys-lru"), (-1900, "deploy", "labels", "labels 1.30.2")])


@parcels("rec-0607", "lock-contention", "postgres", ["perl", "dancer", "plack", "starman", "dbi", "postgresql"],
         "Somebody numbered the labels of all depots anew by hand (UPDATE depots in psql) and left the transaction open: each new label waits for the row of its depot until lock_timeout (3 s). "
         "The deployment of labels two minutes before is innocent.", also=["thread-pool-exhaustion"])
def r0607(r):
    r.postgres()
    s = starman(r, "labels", 5000, workers=12)
    e = r.nginx("counter-edge", "location / { proxy_pass http://%s:%d; proxy_read_timeout 8s; }" % (s.ip, s.port), port=8080)
    r.wait_ports(s, e)
    load = r.load(e, counter(0.5), 4)
    r.normal(45)
    r.fault()
    c = r.session("ops", "psql")
    c.execute("UPDATE depots SET next_no = 1 WHERE next_no > 100000 OR code LIKE 'D%'")
    r.during(47)
    c.rollback()
    return r.save([("labels", r"canceling statement due to lock timeout", 30, 0), ("postgres", r"still waiting for ShareLock on transaction", 30, 0)],
                  dict(service="counter-edge", title="Counter edge 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["labels", "counter-edge-access"], logs=["labels", "postgres", "counter-edge-access"], spelling="short",
                  unrelated=[(-128, "deploy", "labels", "labels 1.30.3: thermal printers of depot 12")])


# ---- the arcade (Erlang, Elixir) -----------------------------------------------------------------------------------
PLUGINS = "/usr/lib/rabbitmq/lib/rabbitmq_server-3.10.8/plugins"


def beam(r, name, port, env=None, flags=(), **kw):
    """An application of /srv/app-beam/ebin that takes its virtual machine with it when it ends, as in a release."""
    s = r.add(name, port, ["/bin/true"], {"ERL_LIBS": PLUGINS + ":/usr/lib/elixir/lib", "ERL_CRASH_DUMP": f"{harness.RUN}/{name}.dump", "ERL_CRASH_DUMP_BYTES": "200000", **(env or {})}, cwd=harness.RUN)
    s.proc.wait()
    for k, v in kw.items():
        setattr(s, k, v)
    config = harness.RUN + f"/{name}.config"
    open(config, "w").write({
        "wallet": "[{lager, [{handlers, [{lager_console_backend, [{level, info}]}]}, {crash_log, undefined}, {error_logger_hwm, 500}]}].",
        "settlement": "[{kernel, [{logger_level, notice}]}].",
        "bids": "[{logger, [{level, info}, {utc_log, true}, {console, [{format, <<\"$time $metadata[$level] $message\\n\">>}, {metadata, [request_id]}, {colors, [{enabled, false}]}]}]}].",
        "quotes": "[{logger, [{level, info}, {utc_log, true}, {console, [{format, <<\"$dateT$timeZ [$level] $metadata$message\\n\">>}, {metadata, [request_id]}, {colors, [{enabled, false}]}]}]}].",
    }[name])
    s.cmd = ["erl", "-noinput", "+S", "2:2", "+sbwt", "none", "-pa", APP + "/ebin", "-config", config, *flags, "-eval",
             f"case application:ensure_all_started({name}, permanent) of {{ok, _}} -> ok; {{error, E}} -> init:stop(lists:flatten(io_lib:format(\"~p\", [E]))) end"]
    s.start()
    return s


def wallet(r, pay=None, env=None, **kw):
    env = {"PGHOST": r.pg.host, "PGPASSWORD": "wallet-secret", "RELEASE": "3.4.1", **(env or {})}
    if pay:
        env["PAY_URL"] = pay.url
    kw.setdefault("lite", True)
    return beam(r, "wallet", 8080, env, **kw)


def games(spend=0.3, topup=0.1, statement=0.1, frozen=lambda: 0.0):
    def one(rng):
        x, account = rng.random(), rng.randint(1, 20000)
        if account % 11 == 0:
            account -= 1
        if x < spend:
            return "POST", f"/accounts/{account}/spend", {}
        if x < spend + topup:
            return "POST", f"/accounts/{account}/topup", {}
        if x < spend + topup + statement:
            if rng.random() < frozen():
                account = 11 * rng.randint(1, 1800)
            return "GET", f"/accounts/{account}/statement", None
        return "GET", f"/accounts/{account}", None
    return one


@arcade("rec-0602", "connection-leak", "wallet", ["erlang", "cowboy", "poolboy", "lager", "postgresql"],
        "Players whose accounts are frozen were told by mail to look at their statement; the clerk of wallet that finds an account frozen does not check the connection in again, so each such "
        "request keeps one of 8 connections for ever. The deployment of lobby just before is innocent.", also=["connection-pool-exhaustion"])
def r0602(r):
    r.postgres()
    p = r.third_party("pay", port=8443)
    s = wallet(r, p)
    r.wait_ports(s, p)
    share = [0.0]
    load = r.load(s, games(0.3, 0.0, 0.15, lambda: share[0]), 5)
    r.normal(48)
    r.fault()
    share[0] = 0.6
    r.during(62)
    return r.save([("wallet", r"no statement for account \d+: frozen", 8, 0), ("wallet", r"0 free, 8 checked out", 3, 0), ("wallet", r"exit:\{timeout,\{gen_server,call,\[wallet_db,\{checkout", 30, 0)],
                  dict(service="wallet", title="Wallet 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["wallet"], logs=["wallet", "postgres"], unrelated=[(-41, "deploy", "lobby", "lobby 12.0.4"), (-3400, "config", "wallet", "log level of the pool report to info")])


@arcade("rec-0612", "tls-failure", "wallet", ["erlang", "cowboy", "httpc", "ssl", "lager"],
        "The certificate of the payment provider (third party) expired: every top-up of wallet fails in the handshake; the rest of wallet works. The deployment of wallet a minute before is innocent.")
def r0612(r):
    r.postgres()
    p = r.third_party("pay", port=8443, CERT="/srv/tls/pay-valid.pem")
    s = wallet(r, p, {"PAY_URL": "https://pay.arcade.svc:8443", "CA_FILE": "/srv/tls/ca.pem"})
    s.env["PAY_URL"] = p.url.replace("http:", "https:")
    s.redeploy()
    r.wait_ports(s, p)
    load = r.load(s, games(0.2, 0.35, 0.1), 4)
    r.normal(48)
    r.fault()
    r.tell(p, cert="/srv/tls/pay-expired.pem")
    r.during(46)
    return r.save([("wallet", r"Fatal - Certificate Expired", 30, 0)],
                  dict(service="wallet", title="Wallet 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); top-ups fail, games go on."),
                  stats=[load], cut=["wallet"], logs=["wallet"], metrics=False, unrelated=[(-70, "deploy", "wallet", "wallet 3.4.1 on the third of three machines: new font in statements"), (-900, "flag", "lobby", "flag winter-skins on")])
