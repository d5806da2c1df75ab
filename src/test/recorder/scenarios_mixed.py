"""Incidents that need several stacks, the harmless ones, and those that are no known pattern."""
import threading
import time

import harness
from scenarios_go import alerts_traffic, near, quotes_traffic, sessions_traffic
from scenarios_node import SCENARIOS, cart_traffic, feed, feed_traffic, order, price_posts, scenario, worker
from scenarios_python import Publisher, billing, billing_traffic, limit, presence, users, users_traffic

PG = "postgres.prod.internal"


@scenario("rec-0080", "database-connection-limit", "postgres", ["node", "pg", "go", "lib/pq", "postgresql"],
          "The database allows 14 connections. A reporting job opened as many sessions as it could get and kept them; the services' own sessions were closed once, and cart and sessions are refused when they come back.")
def r0080(r):
    r.postgres(settings={"max_connections": 14, "superuser_reserved_connections": 2})
    p = r.third_party("prices")
    a = r.node("cart", "cart.js", {"PGHOST": PG, "PGPASSWORD": "cart-secret", "PRICES_URL": p.url, "POOL_MAX": "5"})
    b = r.go("sessions", "sessions", {"PGHOST": PG, "PGPASSWORD": "sessions-secret", "POOL_MAX": "2"})
    r.wait_ports(a, b, p)
    la, lb = r.load(a, cart_traffic(), 5), r.load(b, sessions_traffic(), 4)
    r.normal(45)
    r.change("deploy", "reporting", "hourly report job 3.1")
    r.fault()
    held = []

    def report():
        end = time.time() + 40
        while time.time() < end and len(held) < 12:
            try:
                held.append(r.session("etl", "report-job"))
            except Exception:
                time.sleep(0.02)
    threading.Thread(target=report, daemon=True).start()
    time.sleep(0.5)
    # The services' own sessions are recycled once, as their pools do after some time.
    r.pg_conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name IN ('cart', 'sessions')")
    r.during(45)
    return r.save([("cart", r"too many clients already|remaining connection slots are reserved", 20, 0), ("sessions", r"too many clients already|remaining connection slots are reserved", 20, 0),
                   ("postgres", r"FATAL:  (sorry, too many clients already|remaining connection slots)", 60, 0)],
                  dict(service="cart", title="Cart 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; sessions fails as well ({l1_err})."),
                  stats=[la, lb], cut=["cart", "sessions"])


@scenario("rec-0081", "database-connection-limit", "redis", ["python", "redis-py", "fastapi", "go", "go-redis", "redis"],
          "Redis allows 12 clients. A debugging script opened connections and kept them; services are refused with max number of clients reached.")
def r0081(r):
    rd = r.redis(settings={"maxclients": "12"})
    p = r.third_party("rates", port=8080)
    a = users(r, {"REDIS_HOST": rd.ip})
    b = r.go("quotes", "quotes", {"PROVIDER_URL": p.url, "REDIS_HOST": rd.ip, "REDIS_POOL": "4"})
    r.wait_ports(a, b, rd, p)
    la, lb = r.load(a, presence, 5), r.load(b, alerts_traffic, 4)
    r.normal(45)
    r.fault()
    import socket
    held = []

    def grab():
        end = time.time() + 55
        while time.time() < end:
            try:
                c = socket.create_connection((rd.ip, 6379), 2)
                c.settimeout(0.3)
                c.sendall(b"PING\r\n")
                if c.recv(100).startswith(b"+PONG"):
                    held.append(c)
                else:
                    c.close()
            except OSError:
                pass
            time.sleep(0.1)
    threading.Thread(target=grab, daemon=True).start()
    time.sleep(2)
    # Both services are restarted once (a routine rollout) and have to connect anew.
    r.change("deploy", "users", "routine restart of users and quotes")
    a.redeploy()
    b.redeploy()
    r.during(45)
    return r.save([("users", r"max number of clients reached", 40, 0)],
                  dict(service="users", title="Users 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; 5xx ratio of quotes {l1_err}."),
                  stats=[la, lb], cut=["users", "quotes"])


@scenario("rec-0082", "load-surge", "feed", ["node", "express", "winston", "pg", "postgresql", "haproxy"],
          "A television mention: traffic rises to seven times the usual from as many distinct clients, on a feed that may use 0.04 cores.", also=["cpu-saturation"])
def r0082(r):
    r.postgres()
    s = feed(r, {"LOG_FORMAT": "text"}, cpu=0.04)
    h = r.haproxy("lb", [(s, "")], port=8080, server_timeout="3s")
    r.wait_ports(s, h)
    load = r.load(h, feed_traffic(0.0), 6)
    r.normal(45)
    r.fault()
    load.rate = 42.0
    r.during(48)
    return r.save([("lb", r" sH-- | sQ-- | [1-9]\d{3}/\d+ 200 |/[12]\d{3}/\d+ 200", 20, 20)],
                  dict(service="lb", title="p95 latency above 1s at the load balancer", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["feed", "lb"], logs=["feed", "lb", "postgres"], drop_metrics=["up"])


@scenario("rec-0083", "load-surge", "geo", ["go", "net/http", "slog", "pgx", "postgresql", "nginx"],
          "A school class of apps: searches rise from 3 to 28 a second, all from different clients, with a pool of 3 connections and a database limited to 0.12 cores.",
          also=["connection-pool-exhaustion", "slow-query", "cpu-saturation"])
def r0083(r):
    pg = r.postgres()
    s = r.go("geo", "geo", {"PGHOST": PG, "POOL_MAX": "3"})
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; proxy_read_timeout 5s; }" % (s.ip, s.port), port=8080)
    r.wait_ports(s, e)
    limit(pg, 0.12)
    load = r.load(e, near, 3)
    r.normal(45)
    r.fault()
    load.rate = 28.0
    r.during(45)
    return r.save([("edge-access", r"rt=[1-9]\.\d+", 60, 2)],
                  dict(service="edge", title="Edge p95 latency above 1s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["geo", "edge-access"], spelling="prom")


@scenario("rec-0084", "metastable-overload", "cart", ["node", "express", "axios", "axios-retry", "python", "gunicorn"],
          "A burst of four times the traffic lasted 12 seconds and ended. The calls that cart repeats (5 times, 0.6 s timeout) keep the price service (2 workers, 130 ms each) "
          "overloaded although traffic is back to normal.", also=["retry-amplification"])
def r0084(r):
    r.postgres()
    p = r.gunicorn("prices", "prices:app", {"WORK_MS": "130"}, args=("-w", "2", "--access-logfile", "-"), port=8100)
    s = r.node("cart", "cart.js", {"PGHOST": PG, "PGPASSWORD": "cart-secret", "PRICES_URL": p.url, "PRICES_TIMEOUT": "600", "RETRIES": "5", "RETRY_DELAY": "50"})
    r.wait_ports(s, p)
    load = r.load(s, price_posts, 9, timeout=8)
    r.normal(45)
    r.fault()
    load.rate = 40.0
    time.sleep(12)
    load.rate = 9.0
    ended = time.time()
    r.during(55)
    st = load.stats(ended + 15, r.ended_at - 1)
    out = [v for _, v in r.points[("cart", "outbound_requests_rate")]]
    return r.save([("cart", r"retrying price lookup", 300, 5)],
                  dict(service="cart", title="Cart error ratio above 20%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["cart", "prices"], logs=["cart", "prices"], drop_metrics=["postgres"], ok=st["err"] > 0.3,
                  extra_verified=f"15 s after the burst and later: {st['rps']:.1f} req/s err {st['err']:.1%}; calls to prices {sum(out[1:8]) / 7:.1f} before, {sum(out[-6:]) / 6:.1f} per second at the end")


@scenario("rec-0085", "metastable-overload", "billing", ["python", "flask", "gunicorn", "tenacity", "requests"],
          "The fraud check was slowed down for 10 seconds (its process was stopped and continued in turns) and is as fast as before since; the waiting calls that billing repeats (6 attempts, 0.6 s) fill its queue, "
          "so that it spends its time on answers nobody waits for any more.", also=["retry-amplification"])
def r0085(r):
    p = r.gunicorn("fraud", "scoring:app", {"WORK_MS": "120"}, args=("-w", "2", "--backlog", "400"), port=8100)
    s = r.gunicorn("billing", "billing:app", {"CARD_PROVIDER_URL": p.url, "PROVIDER_TIMEOUT": "0.6", "TENACITY": "6", "TENACITY_WAIT": "0.05"}, args=("-w", "2", "--threads", "40"))
    r.wait_ports(s, p)
    load = r.load(s, billing_traffic(1.0, 0), 9, timeout=9)
    r.normal(45)
    r.fault()
    # Stop and go, as if something else took most of its time slices.
    end = time.time() + 10
    while time.time() < end:
        p.pause()
        time.sleep(0.5)
        p.resume()
        time.sleep(0.1)
    ended = time.time()
    r.during(60)
    st = load.stats(ended + 15, r.ended_at - 1)
    return r.save([("billing", r"Retrying billing.charge", 300, 5)],
                  dict(service="billing", title="Charges time out", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["billing", "fraud"], logs=["billing", "fraud"], ok=st["err"] > 0.3,
                  extra_verified=f"15 s after the slowness and later: {st['rps']:.1f} req/s err {st['err']:.1%}")


@scenario("rec-0086", "rate-limited", "edge", ["nginx", "node", "fastify"],
          "The rate limit of the edge was set to 2 requests a second for all clients together (key by mistake the scheme, which is the same for all): most requests are refused with 429, the web front is idle.",
          also=["config-error"])
def r0086(r):
    s = r.node("web", "web.js")
    open("/run/rec/limit.conf", "w").close()
    e = r.nginx("edge", "include /run/rec/limit.conf; location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8080,
                http_extra="limit_req_zone $scheme zone=clients:1m rate=2r/s; limit_req_status 429;")
    r.wait_ports(s, e)
    load = r.load(e, lambda g: ("GET", "/", None), 7)
    r.normal(50)
    r.change("config", "edge", "rate limit for clients switched on")
    r.fault()
    open("/run/rec/limit.conf", "w").write("limit_req zone=clients burst=2 nodelay;\n")
    e.proc.send_signal(__import__("signal").SIGHUP)
    r.during(45)
    return r.save([("edge-error", r"limiting requests, excess", 80, 0), ("edge-access", r'" 429 ', 80, 0)],
                  dict(service="edge", title="4xx ratio above 20% at the edge", description="4xx ratio {c4} (baseline {c40}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["edge-access", "web"], spelling="prom")


@scenario("rec-0090", "healthy", "web", ["node", "fastify", "nginx"],
          "Nothing is wrong: a vulnerability scanner asks for pages that do not exist (404); users are served as before.")
def r0090(r):
    s = r.node("web", "web.js")
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8080)
    r.wait_ports(s, e)
    load = r.load(e, lambda g: ("GET", g.choice(["/", "/login"]), None), 6)
    r.normal(50)
    r.fault()
    paths = ["/wp-login.php", "/.env", "/admin/config.php", "/phpmyadmin/", "/.git/config", "/cgi-bin/test", "/actuator/env", "/solr/admin"]
    scan = r.load(e, lambda g: ("GET", g.choice(paths), None, {"User-Agent": "Mozilla/5.0 zgrab/0.x", "X-Forwarded-For": "198.51.100.77"}), 4, measured=False)
    r.during(45)
    return r.save([("edge-access", r'" 404 ', 100, 0)],
                  dict(service="edge", title="Client error ratio above 5%", description="4xx ratio above 5% (baseline 0.0%); 5xx ratio {err}, p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["edge-access", "web"], unrelated=[(-40, "config", "edge", "TLS session tickets rotated")])


@scenario("rec-0091", "healthy", "users", ["python", "fastapi", "uvicorn", "postgresql", "haproxy"],
          "Nothing is wrong: one of two instances of users was restarted in good order (drained first) for a new base image; the other one served meanwhile.")
def r0091(r):
    r.postgres()
    a = users(r, {"PGHOST": PG})
    b = r.uvicorn("users-b", "users:app", {"PGHOST": PG}, args=("--no-access-log",))
    h = r.haproxy("lb", [(a, "check inter 1s"), (b, "check inter 1s")], port=8080, defaults="option redispatch\n  retries 3\n  retry-on all-retryable-errors")
    r.wait_ports(a, b, h)
    load = r.load(h, users_traffic(), 6)
    r.normal(45)
    r.change("deploy", "users", "users 6.0.8: base image refreshed, one instance after the other", "6.0.8")
    r.fault()
    a.redeploy(down=1.0)
    time.sleep(14)
    b.redeploy(down=1.0)
    r.during(35)
    st = load.stats(r.fault_at, r.ended_at)
    return r.save([("lb", r"Server be_users/users-1 is UP", 1, 0), ("users", r"users stopping", 1, 0)],
                  dict(service="lb", title="Backend users lost a server", description="1 of 2 servers down for some seconds; 5xx ratio {err}, p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["users", "users-b"], ok=st["err"] < 0.02)


@scenario("rec-0092", "healthy", "quotes", ["go", "net/http", "logrus", "redis"],
          "A blip of about three seconds: redis was restarted for a patch, quotes read from the provider meanwhile (warnings only); everything has been as before since.")
def r0092(r):
    p = r.third_party("rates", port=8080)
    rd = r.redis(settings={"save": "3600 1"})
    s = r.go("quotes", "quotes", {"PROVIDER_URL": p.url, "REDIS_HOST": rd.ip})
    r.wait_ports(s, rd, p)
    load = r.load(s, quotes_traffic, 6)
    r.normal(45)
    r.change("config", "redis", "patch level 7.0.15, restart")
    r.fault()
    rd.stop()
    time.sleep(3)
    rd.start()
    r.during(50)
    st = load.stats(r.fault_at, r.ended_at)
    return r.save([("quotes", r"cache (read|write) failed", 3, 0)],
                  dict(service="quotes", title="Warnings in quotes", description="Warning lines about the cache (baseline 0); 5xx ratio {err}, p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["quotes", "redis"], ok=st["err"] < 0.02)


@scenario("rec-0093", "healthy", "postgres", ["python", "flask", "gunicorn", "postgresql"],
          "The regular statistics job reads large tables for a minute on the database; its long statements are logged, users are served as before.")
def r0093(r):
    pg = r.postgres()
    p = r.third_party("cards")
    s = billing(r, p)
    r.wait_ports(s, p)
    load = r.load(s, billing_traffic(), 5)
    r.normal(45)
    r.fault()

    def job():
        end = time.time() + 40
        c = r.session("etl", "nightly-stats")
        while time.time() < end:
            c.execute("SELECT author, count(*), percentile_cont(0.9) WITHIN GROUP (ORDER BY length(md5(body))) FROM posts GROUP BY author ORDER BY 2 DESC LIMIT 20").fetchall()
            c.commit()
            time.sleep(4)
        c.close()
    threading.Thread(target=job, daemon=True).start()
    r.during(50)
    st = load.stats(r.fault_at, r.ended_at)
    return r.save([("postgres", r"duration: \d+\.\d+ ms", 3, 1)],
                  dict(service="postgres", title="Long statements on postgres", description="Statements above 500 ms (baseline 0); billing 5xx ratio {err}, p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["billing"], ok=st["err"] < 0.01 and st["p95"] < 400)


@scenario("rec-0094", "unknown", "web", ["node", "fastify", "nginx"],
          "The login cookie of web is only taken over https, but since a change at the edge the header X-Forwarded-Proto no longer arrives: /account and /login redirect to each other for ever.",
          also=["config-error", "bad-deployment"])
def r0094(r):
    s = r.node("web", "web.js", {"COOKIE_SECURE": "1"})
    open("/run/rec/proto.conf", "w").write("proxy_set_header X-Forwarded-Proto https;\n")
    e = r.nginx("edge", "location / { include /run/rec/proto.conf; proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8080)
    r.wait_ports(s, e)

    import http.client
    loops = {"n": 0, "all": 0}

    def follow():
        end = time.time() + 110
        while time.time() < end:
            path, hops = "/account", 0
            loops["all"] += 1
            while hops < 12:
                c = http.client.HTTPConnection(e.ip, e.port, timeout=5)
                c.request("GET", path, headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "X-Forwarded-For": "198.51.100.%d" % r.rng.randint(1, 250)})
                a = c.getresponse()
                a.read()
                c.close()
                if a.status != 302:
                    break
                path, hops = a.getheader("Location").split("?")[0], hops + 1
            loops["n"] += hops >= 12
            time.sleep(0.6)
    threading.Thread(target=follow, daemon=True).start()
    load = r.load(e, lambda g: ("GET", "/", None), 3)
    r.normal(50)
    before = loops["n"]
    r.change("config", "edge", "proxy headers moved to the shared include")
    r.fault()
    open("/run/rec/proto.conf", "w").write("")
    e.proc.send_signal(__import__("signal").SIGHUP)
    r.during(45)
    return r.save([("edge-access", r'GET /login\S* HTTP/1.1" 302', 100, 0)],
                  dict(service="edge", title="Logins per minute fell to zero", description="No completed login for 20 s (baseline above 60 per minute); 5xx ratio {err}, p95 {p95}."),
                  stats=[load], cut=["edge-access", "web"], ok=before == 0, extra_verified=f"{loops['n']} browsers gave up after 12 redirects, {before} before")


@scenario("rec-0095", "unknown", "edge", ["nginx", "go", "net/http", "logrus"],
          "An app version sends a cookie of 12 kB: the edge answers 400 (header or cookie too large) to those clients; other clients and the services behind are fine.",
          also=["data-error"])
def r0095(r):
    p = r.third_party("rates", port=8080)
    s = r.go("quotes", "quotes", {"PROVIDER_URL": p.url})
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8080, error_level="info")
    r.wait_ports(s, e, p)
    load = r.load(e, quotes_traffic, 5)
    r.normal(45)
    r.fault()
    app = r.load(e, lambda g: (*quotes_traffic(g), {"Cookie": "prefs=" + "x" * 12000, "User-Agent": "QuotesApp/8.2.0 (iOS 18.1)"}), 4, measured=False)
    r.during(45)
    return r.save([("edge-access", r'" 400 ', 80, 0)],
                  dict(service="edge", title="4xx ratio above 20% at the edge", description="4xx ratio above 20% (baseline 0.0%); 5xx ratio {err}, p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["edge-access", "quotes"], spelling="short")


@scenario("rec-0096", "disk-full", "rabbitmq", ["node", "amqplib", "pino", "rabbitmq"],
          "The volume of RabbitMQ (200 MB here) was filled by a file of something else to the last 10 MB: the broker raises its disk alarm and blocks publishers; the queue runs dry, "
          "worker has nothing to do and prints no error.", also=["unknown"])
def r0096(r):
    mq = r.rabbitmq(tmpfs="200m")
    p = r.third_party("partner")
    s = worker(r, mq, p)
    r.wait_ports(s, p)
    Publisher(r, mq.ip, "orders", 5, order).start()
    r.normal(45)
    r.fault()
    harness.fill(mq.cwd + "/core.dump", leave=10 << 20)
    r.during(55)
    done = [v for _, v in r.points.get(("worker", "request_rate"), [])]
    return r.save([("rabbitmq", r"disk resource limit alarm set", 1, 0)],
                  dict(service="worker", title="Notified orders per minute fell to zero", description="No messages handled for some time (baseline 5 per second); no error lines."),
                  cut=["worker"], logs=["worker", "rabbitmq"], ok=max(done[-4:]) < 0.5, extra_verified=f"messages per second fell from {max(done[1:8]):.1f} to {max(done[-4:]):.1f}")
