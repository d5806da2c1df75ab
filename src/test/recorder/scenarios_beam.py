"""Incidents on Perl (Mojolicious, Dancer2 and Starman, DBI, AnyEvent::RabbitMQ), Erlang and Elixir (cowboy, poolboy, p1_pgsql, amqp_client, lager) and nginx
with Lua: a parcel service and an arcade, all from Debian. Held back."""
import functools
import json
import os
import time

import harness
import scenarios_node
from scenarios_node import SCENARIOS

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
         "The deployment of labels two minutes before is innocent.")
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


def beam(r, name, port, env=None, flags=(), app=None, **kw):
    """An application of /srv/app-beam/ebin that takes its virtual machine with it when it ends, as in a release."""
    s = r.add(name, port, ["/bin/true"], {"ERL_LIBS": PLUGINS + ":/usr/lib/elixir/lib", "ERL_CRASH_DUMP": f"{harness.RUN}/{name}.dump", "ERL_CRASH_DUMP_BYTES": "200000", **(env or {})}, cwd=harness.RUN)
    s.proc.wait()
    app = app or name
    for k, v in kw.items():
        setattr(s, k, v)
    config = harness.RUN + f"/{name}.config"
    open(config, "w").write({
        "wallet": "[{lager, [{handlers, [{lager_console_backend, [{level, info}]}]}, {crash_log, undefined}, {error_logger_hwm, 500}]}].",
        "settlement": "[{kernel, [{logger_level, notice}]}].",
        "bids": "[{logger, [{level, info}, {utc_log, true}, {console, [{format, <<\"$time $metadata[$level] $message\\n\">>}, {metadata, [request_id]}, {colors, [{enabled, false}]}]}]}].",
        "quotes": "[{logger, [{level, info}, {utc_log, true}, {console, [{format, <<\"$dateT$timeZ [$level] $metadata$message\\n\">>}, {metadata, [request_id]}, {colors, [{enabled, false}]}]}]}].",
    }[app])
    s.cmd = ["erl", "-noinput", "+S", "2:2", "+sbwt", "none", "-pa", APP + "/ebin", "-config", config, *flags, "-eval",
             f"{{ok, _}} = application:ensure_all_started({app}, permanent)."]
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
    share[0] = 0.8
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


# ---- the gateway of the parcel service (nginx with Lua) ------------------------------------------------------------
def gateway(r, redis, routes, port=8000, error_level="warn", name="gateway"):
    """routes: prefix -> (host, port); the names are resolved at run time."""
    conf = harness.RUN + f"/{name}.conf"
    access, error = f"{harness.LOGS}/{name}-access.log", f"{harness.LOGS}/{name}-error.log"
    s = harness.Service(name, "10.20.0.%d" % r.next_ip, port, r.domain)
    locations = "\n".join("location %s { access_by_lua_block { gateway.access() } set $client_name '-'; set $target %s:%d; proxy_pass http://$target; proxy_read_timeout 5s; proxy_connect_timeout 2s; }"
                          % (prefix, host, p) for prefix, (host, p) in routes.items())
    open(conf, "w").write(f"""load_module /usr/lib/nginx/modules/ndk_http_module.so;
load_module /usr/lib/nginx/modules/ngx_http_lua_module.so;
worker_processes 1;
daemon off;
pid {harness.RUN}/{name}.pid;
error_log {error} {error_level};
events {{ worker_connections 256; }}
http {{
  log_format gateway '$time_iso8601 client=$client_name addr=$http_x_forwarded_for "$request" status=$status bytes=$body_bytes_sent time=$request_time '
                     'upstream=$upstream_addr upstream_status=$upstream_status upstream_time=$upstream_response_time agent="$http_user_agent"';
  access_log {access} gateway;
  client_body_temp_path {harness.RUN}/{name}-b; proxy_temp_path {harness.RUN}/{name}-p; fastcgi_temp_path {harness.RUN}/{name}-f; uwsgi_temp_path {harness.RUN}/{name}-u; scgi_temp_path {harness.RUN}/{name}-s;
  lua_package_path '{APP}/lua/?.lua;;';
  lua_shared_dict limits 1m;
  lua_shared_dict keys 1m;
  lua_socket_log_errors off;
  resolver 127.0.0.53 valid=4s ipv6=off;
  resolver_timeout 2s;
  init_by_lua_block {{ gateway = require "gateway"; gateway.setup("{redis.host}", {redis.port}) }}
  server {{
    listen {s.ip}:{port};
    location = /healthz {{ return 200 "ok\\n"; }}
    {locations}
  }}
}}
""")
    s = r.add(name, port, ["nginx", "-c", conf], kind="nginx", cwd=harness.RUN)
    s.extra_logs = {name + "-access": access, name + "-error": error}
    s.conf = conf
    return s


def keyed(fn, key, agent=None, addr=None):
    def one(rng):
        method, path, body = fn(rng)
        headers = {"X-Api-Key": key(rng) if callable(key) else key}
        if agent:
            headers["User-Agent"] = agent
        if addr:
            headers["X-Forwarded-For"] = addr
        return method, path, body, headers
    return one


def clients(r, rd):
    for key, value in {"k-webshop-1f9a": "webshop standard", "k-partner-77": "farm-shop free", "k-partner-78": "bookstore standard", "k-app-2c": "app gold"}.items():
        r.redis_cli(rd, "SET", "apikey:" + key, value)


@parcels("rec-0604", "rate-limited", "gateway", ["nginx", "lua", "redis", "perl", "mojolicious"],
         "A nightly re-import of the webshop ran by day with the key of the live shop and used up its plan (60 requests in 5 s): the limiter of gateway (Lua) refuses most requests of the shop "
         "with 429, other clients are served as before. The deployment of tracking just before is innocent.", also=["load-surge"])
def r0604(r):
    r.postgres()
    rd = r.redis()
    c = r.third_party("customs", port=8080)
    s = tracking(r, c, rd)
    r.wait_ports(s, c, rd)
    clients(r, rd)
    g = gateway(r, rd, {"/parcels/": (s.host, s.port)})
    r.wait_ports(g)
    shop = r.load(g, keyed(scans(0.1, 0.0), "k-webshop-1f9a", "webshop/6.4 guzzle/7.8"), 4)
    others = r.load(g, keyed(scans(0.2, 0.0), lambda rng: rng.choice(["k-partner-78", "k-app-2c"])), 2, measured=False)
    r.normal(45)
    r.fault()
    bulk = r.load(g, keyed(scans(0.0, 0.0), "k-webshop-1f9a", "webshop-reimport/1.2", "203.0.113.44"), 40, measured=False)
    r.during(45)
    b, d = shop.stats(r.normal_at, r.fault_at), shop.stats(r.fault_at + 3, r.ended_at - 1)
    o = others.stats(r.fault_at + 3, r.ended_at - 1)
    return r.save([("gateway-error", r"over the limit: client webshop", 300, 0), ("gateway-error", r"over the limit: client (app|bookstore)", 0, 0)],
                  dict(service="webshop", title="Webshop: parcel status not available", description="4xx ratio of calls to the parcel gateway {c4} (baseline {c40}), 5xx {err}; p95 {p95}."),
                  stats=[shop], cut=["tracking", "gateway-access", "gateway-error"], logs=["gateway-access", "gateway-error"], drop_metrics=["postgres", "client_request_rate"],
                  ok=d["c4"] > 0.3 and b["c4"] == 0 and o["c4"] == 0, extra_verified=f"other clients during: 4xx {o['c4']:.1%}, 5xx {o['err']:.1%}",
                  unrelated=[(-38, "deploy", "tracking", "tracking 2.11.3: translations")])


@parcels("rec-0613", "dns-failure", "gateway", ["nginx", "lua", "redis", "perl", "mojolicious"],
         "The name server of the cluster answers SERVFAIL: gateway, which resolves its upstreams and redis at run time, can reach neither; tracking itself is healthy and idle. "
         "The deployment of tracking 50 s before is innocent.", also=["dependency-unreachable"])
def r0613(r):
    r.postgres()
    rd = r.redis()
    c = r.third_party("customs", port=8080)
    s = tracking(r, c, rd)
    r.wait_ports(s, c, rd)
    clients(r, rd)
    g = gateway(r, rd, {"/parcels/": (s.host, s.port)}, error_level="error")
    r.wait_ports(g)
    load = r.load(g, keyed(scans(0.15, 0.0), lambda rng: rng.choice(["k-webshop-1f9a", "k-partner-78", "k-app-2c"])), 5)
    r.normal(48)
    r.fault()
    r.dns.mode = "servfail"
    r.during(46)
    return r.save([("gateway-error", r"could not be resolved \(2: Server failure\)", 60, 0)],
                  dict(service="gateway", title="Gateway 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["tracking", "gateway-access", "gateway-error"], logs=["tracking", "gateway-access", "gateway-error"], drop_metrics=["postgres"], spelling="prom",
                  unrelated=[(-50, "deploy", "tracking", "tracking 2.11.3 on the last machine")])


# ---- the rest of the parcel service ----------------------------------------------------------------------------------
def quotes(r, tariff, env=None):
    return beam(r, "quotes", 4000, {"TARIFF_URL": tariff.url, "RELEASE": "4.6.0", **(env or {})}, lite=True)


def prices(rng):
    return "GET", "/quotes?zone=%d&kg=%d" % (rng.randint(1, 8), rng.randint(1, 31)), None


@parcels("rec-0603", "retry-amplification", "quotes", ["elixir", "cowboy", "httpc", "perl", "plack", "starman", "postgresql"],
         "Tariff (2 workers, 0.18 s per price as always) stood still for 9 seconds. Quotes asks it up to 8 times per quote with a limit of 0.4 s and no pause; the repeated calls alone keep "
         "tariff busy long after it is well again: the same request id stands in the log of tariff again and again. The new version of tariff some minutes before is innocent.", also=["metastable-overload"])
def r0603(r):
    r.postgres()
    t = starman(r, "tariff", 5001, workers=2, env={"WORK": "0.18"})
    q = quotes(r, t, {"TARIFF_TIMEOUT_MS": "400", "TARIFF_ATTEMPTS": "8"})
    r.wait_ports(t, q)
    load = r.load(q, prices, 5)
    r.normal(48)
    r.fault()
    t.pause()
    time.sleep(9)
    t.resume()
    r.during(48)
    late = load.stats(r.ended_at - 20, r.ended_at - 4)
    return r.save([("quotes", r"tariff attempt [2-8]/8 failed: :timeout", 200, 30), ("quotes", r"no quote for zone", 60, 0)],
                  dict(service="quotes", title="Quotes 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["quotes", "tariff"], logs=["quotes", "tariff"], ok=late["err"] > 0.4, extra_verified=f"quotes in the last 20 s: err {late['err']:.1%}", drop_metrics=["postgres"],
                  unrelated=[(-420, "deploy", "tariff", "tariff 7.2.1: prices of zone 8")])


class Scanner:
    """Publishes through pika at a rate that can be changed; bounded by 300 s."""
    def __init__(self, host, queue, rate, make):
        import pika
        import threading
        self.rate, self.make, self.queue, self.extra = rate, make, queue, []
        self.c = pika.BlockingConnection(pika.ConnectionParameters(host, heartbeat=0))
        self.ch = self.c.channel()
        self.ch.queue_declare(queue, durable=True)
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        end = time.time() + 300
        while time.time() < end:
            time.sleep(1 / self.rate)
            extra, self.extra = self.extra, []
            for body in [*extra, json.dumps(self.make()).encode()]:
                self.ch.basic_publish("", self.queue, body)


def depth(r, mq, queue):
    import pika
    c = pika.BlockingConnection(pika.ConnectionParameters(mq.ip, heartbeat=0))
    ch = c.channel()

    def one():
        return [("rabbitmq", "queue_depth:" + queue, ch.queue_declare(queue, durable=True, passive=True).method.message_count)]
    r.extra_samplers.append(one)


@parcels("rec-0605", "queue-backlog", "dispatch", ["perl", "anyevent-rabbitmq", "lwp", "log4perl", "rabbitmq"],
         "The scanners of a depot that had been offline delivered all their scans at once (45 a second, 4 before): dispatch, one consumer with its usual 0.07 s per scan, manages some 13 a second, the queue "
         "grows. The configuration of the sorting line is innocent.", also=["load-surge"])
def r0605(r):
    mq = r.rabbitmq()
    p = r.third_party("line", port=8070, DELAY="0.065")
    r.wait_ports(p)
    pub = Scanner(mq.ip, "scans", 4, lambda: {"parcel": "PX%d" % r.rng.randint(100000, 119999), "depot": "D%02d" % r.rng.randint(0, 39), "at": time.time()})
    s = r.add("dispatch", 9000, ["perl", APP + "/perl/dispatch.pl"], {"AMQP_HOST": mq.ip, "LINE_URL": p.url, "RELEASE": "1.18.0"}, cwd=APP + "/perl")
    depth(r, mq, "scans")
    r.normal(46)
    r.fault()
    pub.rate = 45
    r.during(50)
    d = r.points[("rabbitmq", "queue_depth:scans")]
    before, after = max(v for t, v in d if t < harness.iso(r.fault_at)), d[-1][1]
    return r.save([("dispatch", r"\d{3,} ready in scans", 6, 0)],
                  dict(service="sorting-line", title="Parcels reach the sorting line before their scans", description="Scans older than 20 s at the line (baseline below 1 s); no errors at the line."),
                  cut=["dispatch"], logs=["dispatch", "rabbitmq"], ok=after > 400 and before < 20, extra_verified=f"queue scans at most {before} before, {after} at the end",
                  unrelated=[(-100, "config", "sorting-line", "belt 3 in service again")])


@parcels("rec-0609", "healthy", "tracking", ["perl", "mojolicious", "dbi", "redis", "postgresql"],
         "Nothing is wrong any more: redis, only a cache for tracking, was restarted for a patch and away for about two seconds; tracking wrote some warnings and read from the database meanwhile, no "
         "request failed, and all has been as before since.")
def r0609(r):
    r.postgres()
    rd = r.redis()
    c = r.third_party("customs", port=8080)
    s = tracking(r, c, rd)
    r.wait_ports(s, c)
    load = r.load(s, scans(), 5)
    r.normal(46)
    r.change("deploy", "redis", "redis restarted for a security patch")
    r.fault()
    rd.stop()
    time.sleep(1.6)
    rd.start()
    r.during(60)
    d = load.stats(r.fault_at, r.ended_at - 1)
    return r.save([("tracking", r"cache not used", 4, 0)],
                  dict(service="tracking", title="Warnings in the log of tracking", description="More than 3 warnings in a minute (baseline 0): cache not used; 5xx ratio {err}, p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["tracking"], logs=["tracking", "redis"], ok=d["err"] == 0 and d["p95"] < 150, spelling="prom")


# ---- the rest of the arcade ------------------------------------------------------------------------------------------
@arcade("rec-0606", "poison-message", "settlement", ["erlang", "otp", "amqp-client", "rabbitmq"],
        "A match that was called off came into the queue without winners: settlement divides the pot by their number, its payer ends with badarith and is started again by the supervisor, gets the same "
        "message again, and so on; no match behind it is paid out.", also=["data-error", "queue-backlog"])
def r0606(r):
    mq = r.rabbitmq()
    n = [4000]

    def match():
        n[0] += 1
        return {"id": "m-%d" % n[0], "pot": round(r.rng.uniform(5, 90), 2), "winners": ["player-%d" % r.rng.randint(1, 20000) for _ in range(r.rng.randint(1, 4))]}
    pub = Scanner(mq.ip, "settlements", 3, match)
    s = beam(r, "settlement", 9001, {"AMQP_HOST": mq.ip, "RELEASE": "1.9.2"})
    depth(r, mq, "settlements")
    r.normal(46)
    r.fault()
    pub.extra = [b'{"id": "m-3998", "pot": 24.5, "winners": [], "reason": "called off"}']
    r.during(46)
    d = r.points[("rabbitmq", "queue_depth:settlements")]
    return r.save([("settlement", r"\*\* Generic server settlement_payer terminating", 15, 0), ("settlement", r"settled", 0, 1000)],
                  dict(service="settlement", title="Matches not paid out", description="Ready messages in settlements above 50 (baseline 0), oldest match more than 20 s; errors in the log of settlement."),
                  cut=["settlement", "rabbitmq"], logs=["settlement"], ok=d[-1][1] > 60, extra_verified=f"queue settlements {d[-1][1]} at the end", metrics=["rabbitmq"], with_changes=False)


def bids(r, name="bids", env=None, redis=None, **kw):
    file = harness.RUN + f"/{name}-board.bin"
    s = beam(r, name, 4001, {"BOARD_FILE": file, "REDIS_HOST": redis.host, "RELEASE": "0.9.7", **(env or {})}, app="bids", lite=True, **kw)
    s.file = file
    return s


def auctions(bid=0.4):
    def one(rng):
        n = rng.randint(1, 600)
        return ("POST", f"/auctions/{n}/bids", {}) if rng.random() < bid else ("GET", f"/auctions/{n}", None)
    return one


@arcade("rec-0608", "crash-loop", "bids", ["elixir", "cowboy", "eredis", "redis", "nginx"],
        "The machine of bids went off hard while the board was being saved: the file is cut in half (killed and cut by the recorder). Bids cannot read it when it starts (invalid external representation of a term), its application "
        "does not start, the virtual machine ends, and the supervisor starts it again every 3 seconds.", also=["data-error"])
def r0608(r):
    rd = r.redis()
    s = bids(r, redis=rd)
    e = r.nginx("arcade-edge", "location / { proxy_pass http://%s:%d; proxy_connect_timeout 2s; }" % (s.ip, s.port), port=8088, log_format="fields")
    r.wait_ports(s, e)
    load = r.load(e, auctions(), 4)
    r.normal(46)
    r.fault()
    s.kill()
    os.truncate(s.file, os.path.getsize(s.file) // 2)
    s.restart = 3
    s.start()
    r.during(50)
    return r.save([("bids", r"invalid external representation of a term", 6, 0), ("arcade-edge-error", r"Connection refused", 60, 0)],
                  dict(service="arcade-edge", title="arcade-edge 502 ratio above 5%", description="Since node-4 came back from a short power cut: 5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["bids", "arcade-edge-access"], logs=["bids", "arcade-edge-access", "arcade-edge-error"], drop_metrics=["redis"],
                  unrelated=[(-660, "deploy", "bids", "bids 0.9.7: shorter log lines")])


@arcade("rec-0610", "healthy", "bids", ["elixir", "cowboy", "eredis", "redis", "haproxy"],
        "Nothing is wrong: release 0.9.8 of bids was rolled out on the two machines one after the other; the balancer took each out for some seconds, passed requests to the other one, and no player noticed.")
def r0610(r):
    rd = r.redis()
    a = bids(r, redis=rd)
    b = bids(r, "bids-b", redis=rd)
    lb = r.haproxy("arcade-lb", [(a, "check inter 1s fall 2 rise 2"), (b, "check inter 1s fall 2 rise 2")], port=8000,
                   defaults="retries 3\n  option redispatch 1\n  retry-on conn-failure empty-response")
    r.wait_ports(lb)
    load = r.load(lb, auctions(), 5)
    r.normal(46)
    r.fault()
    for s in (a, b):
        r.change("deploy", s.name, f"bids 0.9.8 on {s.name}", "0.9.8")
        s.stop()
        time.sleep(3)
        s.start({"RELEASE": "0.9.8"})
        r.wait_port(s)
        time.sleep(6)
    r.during(42)
    d = load.stats(r.fault_at, r.ended_at - 1)
    return r.save([("arcade-lb", r"is DOWN", 2, 0), ("arcade-lb", r"is UP", 2, 0), ("bids", r"draining connections", 1, 0), ("bids-b", r"draining connections", 1, 0)],
                  dict(service="arcade-lb", title="arcade-lb: a server of be_bids is DOWN", description="One of two servers did not answer its check; 5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["bids", "bids-b", "arcade-lb"], logs=["bids", "bids-b", "arcade-lb"], ok=d["err"] == 0, drop_metrics=["redis"])


@arcade("rec-0611", "memory-exhaustion", "wallet", ["erlang", "cowboy", "poolboy", "lager", "postgresql", "nginx"],
        "Release 3.5.0 of wallet keeps the further pages of each statement it wrote, for ever, in the memory of its clerks: the virtual machine reaches its limit of address space (ulimit -v), cannot allocate "
        "and ends with a crash dump; started again, the same happens again.", also=["bad-deployment", "crash-loop"])
def r0611(r):
    import resource
    r.postgres()
    p = r.third_party("pay", port=8443)
    s = wallet(r, p, flags=("+MIscs", "64"), limits={resource.RLIMIT_AS: 700 << 20})
    e = r.nginx("arcade-edge", "location / { proxy_pass http://%s:%d; proxy_connect_timeout 2s; proxy_read_timeout 5s; }" % (s.ip, s.port), port=8088)
    r.wait_ports(s, p, e)
    load = r.load(e, games(0.2, 0.05, 0.5), 5)
    r.normal(46)
    r.change("deploy", "wallet", "wallet 3.5.0: statements turn pages at once", "3.5.0")
    r.fault()
    s.stop()
    s.restart = 2
    s.start({"RELEASE": "3.5.0"})
    r.during(70)
    return r.save([("wallet", r"eheap_alloc: Cannot allocate|Cannot allocate \d+ bytes of memory", 1, 0)],
                  dict(service="arcade-edge", title="arcade-edge 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["wallet", "arcade-edge-access"], logs=["wallet", "arcade-edge-access", "arcade-edge-error"], drop_metrics=["postgres"], spelling="short",
                  unrelated=[(-33, "config", "arcade-edge", "proxy_read_timeout 10s to 5s")])
