"""Incidents on Node services."""
import time

SCENARIOS = {}


def scenario(id, pattern, service, stack, fault, also=(), host="node-1", **more):
    def register(run):
        SCENARIOS[id] = (dict(id=id, pattern=pattern, service=service, stack=stack, fault=fault, also=list(also), host=host, **more), run)
        return run
    return register


def cart_traffic(coupons=0.0, gift=False, post=0.4):
    def one(rng):
        cart = rng.randint(1, 2000)
        if rng.random() < post:
            body = {"sku": "sku-%d" % rng.randint(1, 400), "qty": rng.randint(1, 3)}
            if rng.random() < coupons:
                body["coupon"] = "WELCOME%d" % rng.randint(1, 50)
            return "POST", f"/carts/{cart}/items", body
        return "GET", f"/carts/{cart}", None
    return one


@scenario("rec-0001", "bad-deployment", "cart", ["node", "express", "pino", "pg", "postgresql"],
          "Release 2.9.0 of cart reads gift.options of requests that carry no gift: every addition to a cart throws a TypeError, reading carts still works.")
def r0001(r):
    r.postgres()
    p = r.third_party("prices")
    s = r.node("cart", "cart.js", {"PGHOST": "postgres.prod.internal", "PGPASSWORD": "cart-secret", "PRICES_URL": p.url, "RELEASE": "2.8.4"})
    r.wait_ports(s, p)
    load = r.load(s, cart_traffic(0.1), 6)
    r.normal(50)
    r.change("deploy", "cart", "rollout of cart 2.9.0: gift wrapping", "2.9.0")
    time.sleep(2)
    r.fault()
    s.redeploy({"RELEASE": "2.9.0"})
    r.during(55)
    return r.save([("cart", r"TypeError: Cannot read properties of undefined", 40, 0)],
                  dict(service="cart", title="Cart 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], logs=["cart"], cut=["cart"], spelling="prom",
                  unrelated=[(-310, "config", "prices", "price list of the week published")])


@scenario("rec-0002", "connection-leak", "cart", ["node", "express", "pino", "pg", "postgresql"],
          "A campaign mail carried expired coupon codes; the coupon path of cart does not give its connection back when the code is unknown, so each such "
          "request loses one of the 5 pooled connections until every query waits in vain.", also=["connection-pool-exhaustion"])
def r0002(r):
    r.postgres()
    p = r.third_party("prices")
    s = r.node("cart", "cart.js", {"PGHOST": "postgres.prod.internal", "PGPASSWORD": "cart-secret", "PRICES_URL": p.url, "RELEASE": "2.8.4"})
    r.wait_ports(s, p)
    load = r.load(s, cart_traffic(0.3), 6)
    r.normal(45)
    r.fault()
    bad = r.load(s, lambda g: ("POST", f"/carts/{g.randint(1, 2000)}/items", {"sku": "sku-1", "qty": 1, "coupon": "SPRING%d" % g.randint(10, 99)}), 0.5, measured=False)
    r.during(60)
    return r.save([("cart", r"timeout exceeded when trying to connect", 40, 0), ("cart", r"coupon SPRING\d+ is not valid", 3, 0)],
                  dict(service="cart", title="Cart 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], logs=["cart", "postgres"], cut=["cart"],
                  unrelated=[(-45, "config", "mailings", "campaign SPRING sent to 12,000 customers")])


@scenario("rec-0003", "connection-pool-exhaustion", "cart", ["node", "express", "pino", "pg", "postgresql", "nginx"],
          "Release 3.0.0 of cart keeps its transaction open while it asks the price service (which takes its usual 450 ms): the pool of 3 cannot carry the "
          "unchanged traffic although the database has nothing to do.", also=["bad-deployment"])
def r0003(r):
    r.postgres()
    p = r.third_party("prices", DELAY="0.45")
    s = r.node("cart", "cart.js", {"PGHOST": "postgres.prod.internal", "PGPASSWORD": "cart-secret", "PRICES_URL": p.url, "RELEASE": "2.8.4", "POOL_MAX": "3"})
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; proxy_read_timeout 6s; }" % (s.ip, s.port), port=8080)
    r.wait_ports(s, p, e)
    load = r.load(e, cart_traffic(0, post=0.9), 9)
    r.normal(50)
    r.change("deploy", "cart", "rollout of cart 3.0.0", "3.0.0")
    r.fault()
    s.redeploy({"RELEASE": "3.0.0"})
    r.during(50)
    return r.save([("cart", r"timeout exceeded when trying to connect", 40, 0)],
                  dict(service="edge", title="Edge 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], logs=["cart", "postgres", "edge-access"], cut=["cart", "edge-access"], spelling="short")


def price_posts(rng):
    return "GET", "/carts/%d/total" % rng.randint(1, 2000), None


@scenario("rec-0004", "retry-amplification", "cart", ["node", "express", "axios", "axios-retry", "python", "gunicorn"],
          "The price service stood still for 10 seconds. Cart repeats each lookup up to 5 times with a 0.5 s timeout; the repeated calls keep the price service (2 workers, "
          "120 ms each) overloaded after it runs again, with flat user traffic.", also=["metastable-overload"])
def r0004(r):
    r.postgres()
    p = r.gunicorn("prices", "prices:app", {"WORK_MS": "120"}, args=("-w", "2", "--access-logfile", "-"), port=8100)
    s = r.node("cart", "cart.js", {"PGHOST": "postgres.prod.internal", "PGPASSWORD": "cart-secret", "PRICES_URL": p.url, "PRICES_TIMEOUT": "500", "RETRIES": "5", "RETRY_DELAY": "80"})
    r.wait_ports(s, p)
    load = r.load(s, price_posts, 9, timeout=8)
    r.normal(45)
    r.fault()
    p.pause()
    time.sleep(10)
    p.resume()
    r.during(50)
    out = [v for _, v in r.points[("cart", "outbound_requests_rate")]]
    return r.save([("cart", r"retrying price lookup", 300, 5)],
                  dict(service="cart", title="Cart p95 latency above 2s", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["cart", "prices"], logs=["cart", "prices"], drop_metrics=["postgres"],
                  extra_verified=f"calls to prices rose from {sum(out[1:8]) / 7:.1f} to {sum(out[-6:]) / 6:.1f} per second")


@scenario("rec-0005", "dns-failure", "cart", ["node", "express", "pino", "axios"],
          "The name server of the network stopped answering: each lookup of the price service ends in EAI_AGAIN.", also=["dependency-unreachable"])
def r0005(r):
    r.postgres()
    p = r.third_party("prices")
    pg = r.services["postgres"]
    s = r.node("cart", "cart.js", {"PGHOST": pg.ip, "PGPASSWORD": "cart-secret", "PRICES_URL": p.url, "PRICES_TIMEOUT": "7000"})
    r.wait_ports(s, p)
    load = r.load(s, cart_traffic(), 3)
    r.normal(50)
    r.fault()
    r.dns.mode = "silent"
    # The price service closes its connections in a restart, so that names have to be looked up again.
    p.kill()
    p.start()
    r.during(48)
    return r.save([("cart", r"getaddrinfo EAI_AGAIN prices.prod.internal", 20, 0)],
                  dict(service="cart", title="Cart 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["cart"], logs=["cart", "postgres"], spelling="prom")


@scenario("rec-0006", "dependency-slow", "quotes", ["node", "fastify", "undici", "go", "net/http", "logrus"],
          "The rate provider behind quotes (third party) takes 4 s instead of 20 ms; quotes waits for it, the web front gives up first after 2 s with a headers timeout.")
def r0006(r):
    p = r.third_party("rates", port=8080)
    q = r.go("quotes", "quotes", {"PROVIDER_URL": p.url, "PROVIDER_TIMEOUT_MS": "8000"})
    s = r.node("web", "web.js", {"QUOTES_URL": q.url, "UPSTREAM_TIMEOUT": "2000"})
    r.wait_ports(s, q, p)
    load = r.load(s, lambda g: ("GET", "/quote/EUR%s" % g.choice(["USD", "GBP", "CHF"]), None), 5)
    r.normal(50)
    r.fault()
    r.tell(p, delay=4.0)
    r.during(48)
    return r.save([("web", r"Headers Timeout Error", 80, 0), ("quotes", r"context canceled", 80, 0)],
                  dict(service="web", title="Web 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["web", "quotes"], unrelated=[(-150, "flag", "web", "new footer for everybody")])


@scenario("rec-0007", "dependency-unreachable", "recommender", ["node", "fastify", "undici", "python", "gunicorn"],
          "Recommender was stopped (host maintenance) and its port refuses connections; the web front answers 500 for suggestions.", also=["dependency-errors"])
def r0007(r):
    q = r.gunicorn("recommender", "recommender:app", {"RELEASE": "7.2.1"}, args=("-w", "2", "--access-logfile", "-"))
    s = r.node("web", "web.js", {"RECOMMENDER_URL": q.url})
    r.wait_ports(s, q)
    load = r.load(s, lambda g: ("GET", "/suggest/%d" % g.randint(1, 999), None) if g.random() < 0.6 else ("GET", "/", None), 6)
    r.normal(45)
    r.fault()
    q.stop()
    r.during(45)
    return r.save([("web", r"ECONNREFUSED", 80, 0)],
                  dict(service="web", title="Web 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["web", "recommender"], spelling="short")


@scenario("rec-0008", "dependency-errors", "geo", ["node", "fastify", "undici", "go", "net/http", "slog"],
          "The partner (third party) that geo asks for prices answers 503 within milliseconds; geo turns that into 502, the web front into another 502.")
def r0008(r):
    p = r.third_party("partner")
    g = r.go("geo", "geo", {"PARTNER_URL": p.url})
    s = r.node("web", "web.js", {"GEO_URL": g.url})
    r.wait_ports(s, g, p)
    load = r.load(s, lambda n: ("GET", "/offer/sku-%d" % n.randint(1, 400), None) if n.random() < 0.6 else ("GET", "/", None), 6)
    r.normal(45)
    r.fault()
    r.tell(p, status=503, ratio=0.85)
    r.during(45)
    return r.save([("web", r"upstream /price/\S* answered 502", 60, 0), ("geo", r"partner answered 503 Service Unavailable", 60, 0)],
                  dict(service="web", title="Web 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["web", "geo"])


def feed(r, env=None, **kw):
    return r.node("feed", "feed.js", {"PGHOST": "postgres.prod.internal", **(env or {})}, **kw)


def feed_traffic(top=0.5, groups=40):
    def one(rng):
        if rng.random() < top:
            return "GET", "/feed/top/%d" % rng.randint(1, groups), None
        return "GET", "/feed/%d" % rng.randint(1, 4999), None
    return one


@scenario("rec-0060", "cache-stampede", "feed", ["node", "express", "winston", "ioredis", "pg", "postgresql", "redis"],
          "Redis lost all keys (restart without persistence): every group's list is rebuilt at the same time by a query of about 0.3 s of processor time on a database limited to 0.4 cores.",
          also=["slow-query", "connection-pool-exhaustion"])
def r0060(r):
    from scenarios_python import limit
    pg = r.postgres(settings={"log_min_duration_statement": "1000ms"})
    rd = r.redis()
    s = feed(r, {"REDIS_HOST": "redis.prod.internal", "CACHE_TTL": "900", "POOL_TIMEOUT": "5000"})
    r.wait_ports(s, rd)
    warm = r.load(s, lambda g, n=[0]: ("GET", "/feed/top/%d" % (n.__setitem__(0, n[0] + 1) or n[0] % 60), None), 4, timeout=20, measured=False)
    time.sleep(25)
    warm.stopped.set()
    limit(pg, 0.4)
    load = r.load(s, feed_traffic(0.8, 60), 7)
    r.normal(50)
    r.fault()
    rd.stop()
    rd.start()
    r.during(50)
    return r.save([("feed", r"cache miss feed:top", 25, 12), ("postgres", r"duration: [1-9]\d{3}\.\d+ ms", 5, 1)],
                  dict(service="feed", title="Feed p95 latency above 1s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["feed"], logs=["feed", "postgres", "redis"])


@scenario("rec-0061", "slow-query", "feed", ["node", "express", "winston", "pg", "postgresql", "nginx"],
          "The index on posts(author) was dropped; reading a feed scans 250,000 rows on a database limited to 0.025 cores.", also=["connection-pool-exhaustion"])
def r0061(r):
    from scenarios_python import limit
    pg = r.postgres(settings={"log_min_duration_statement": "200ms"})
    s = feed(r, {"LOG_FORMAT": "text"})
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; proxy_read_timeout 6s; }" % (s.ip, s.port), port=8080)
    r.wait_ports(s, e)
    limit(pg, 0.025)
    load = r.load(e, feed_traffic(0.0), 6)
    r.normal(50)
    r.fault()
    r.sql("DROP INDEX posts_author")
    r.during(50)
    return r.save([("postgres", r"duration: \d{3,}\.\d+ ms", 20, 5)],
                  dict(service="edge", title="Edge p95 latency above 1s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s."),
                  stats=[load], cut=["feed", "edge-access"], spelling="prom", unrelated=[(-240, "deploy", "web", "web 2201")])


@scenario("rec-0062", "read-only-or-failover", "redis", ["node", "express", "winston", "ioredis", "redis"],
          "In a failover drill the redis that feed uses was made a replica of another one (REPLICAOF), its address stayed: writes are refused with READONLY, reads work.")
def r0062(r):
    rd = r.redis()
    other = r.redis("redis-b", port=6380)
    s = r.node("feed", "feed.js", {"REDIS_HOST": "redis.prod.internal", "LOG_FORMAT": "json"})
    r.wait_ports(s, rd, other)
    load = r.load(s, lambda g: ("POST", "/feed/%d/seen" % g.randint(1, 4999), {"posts": [1, 2]}) if g.random() < 0.6 else ("GET", "/search?q=abc", None), 5)
    r.normal(45)
    r.change("config", "redis", "failover drill")
    r.fault()
    r.redis_cli(rd, "REPLICAOF", other.ip, "6380")
    r.during(45)
    return r.save([("feed", r"READONLY You can't write against a read only replica", 60, 0)],
                  dict(service="feed", title="Feed 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; marking posts as seen fails."),
                  stats=[load], cut=["feed"], logs=["feed", "redis"])


@scenario("rec-0063", "cpu-saturation", "feed", ["node", "express", "winston"],
          "Release 5.1.0 of feed checks search texts with a regular expression that backtracks without end on certain texts: single searches block the event loop for seconds.",
          also=["bad-deployment"])
def r0063(r):
    s = r.node("feed", "feed.js", {"RELEASE": "5.0.3", "LOG_FORMAT": "text"}, cpu=0.8)
    r.wait_ports(s)
    words = "red green blue long short warm cold shoe shirt coat".split()

    def search(g):
        q = "a" * g.randint(25, 26) + "%21" if g.random() < 0.25 else "+".join(g.choice(words) for _ in range(3))
        return "GET", "/search?q=" + q, None
    load = r.load(s, search, 5)
    r.normal(45)
    r.change("deploy", "feed", "feed 5.1.0: phrase search", "5.1.0")
    time.sleep(1)
    r.fault()
    s.redeploy({"RELEASE": "5.1.0"})
    r.during(50)
    cpu = [v for _, v in r.points[("feed", "cpu")]]
    return r.save([("feed", r"GET /search\S* 200 [1-9]\d{2,}ms", 20, 2)],
                  dict(service="feed", title="Feed p95 latency above 1s", description="p95 {p95} (baseline {p950}), no answer {err}; traffic {rps} req/s."),
                  stats=[load], cut=["feed"], ok=max(cpu[-6:]) > 0.5, extra_verified=f"cpu of feed rose from {max(cpu[1:8]):.2f} to {max(cpu[-6:]):.2f} cores (limit 0.8)")


@scenario("rec-0064", "auth-failure", "feed", ["node", "express", "winston", "pg", "postgresql"],
          "The role feed lost its permissions on posts (REVOKE by a hardening script): reading a feed fails with permission denied.", also=["config-error"])
def r0064(r):
    r.postgres()
    s = feed(r)
    r.wait_ports(s)
    load = r.load(s, lambda g: ("GET", "/feed/%d" % g.randint(1, 4999), None) if g.random() < 0.6 else ("GET", "/search?q=abc", None), 5)
    r.normal(45)
    r.change("config", "postgres", "hardening script for role grants")
    r.fault()
    r.sql("REVOKE ALL ON posts FROM feed")
    r.during(45)
    return r.save([("feed", r"permission denied for table posts", 80, 0)],
                  dict(service="feed", title="Feed 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["feed"], logs=["feed", "postgres"], metrics=False)


@scenario("rec-0065", "memory-exhaustion", "imageproxy", ["node", "express", "nginx"],
          "Imageproxy keeps every picture it has drawn; a crawler asks for sizes nobody used before and the process ends with heap out of memory, again and again (limit 48 MB, supervisor).",
          also=["gc-pressure", "crash-loop", "load-surge"])
def r0065(r):
    s = r.node("imageproxy", "imageproxy.js", {}, node_args=["--max-old-space-size=48"], restart=1.5)
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; proxy_read_timeout 5s; }" % (s.ip, s.port), port=8080)
    r.wait_ports(s, e)
    load = r.load(e, lambda g: ("GET", "/img/%d?w=%d" % (g.randint(1, 8), g.choice([100, 200])), None), 5)
    r.normal(45)
    r.fault()
    crawl = r.load(e, lambda g: ("GET", "/img/%d?w=%d" % (g.randint(1, 9999), g.randint(100, 900)), None), 10, measured=False)
    r.during(60)
    return r.save([("imageproxy", r"FATAL ERROR: .*JavaScript heap out of memory", 1, 0), ("edge-error", r"upstream prematurely closed|Connection refused|reset by peer", 5, 0)],
                  dict(service="edge", title="Edge 502 ratio above 1%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["edge-access", "imageproxy"])


@scenario("rec-0066", "gc-pressure", "imageproxy", ["node", "express", "v8"],
          "Release 3.2.0 of imageproxy keeps twelve thousand small objects per picture in a bounded cache that nearly fills its heap limit (64 MB): V8 collects all the time, on 0.2 cores.",
          also=["memory-exhaustion", "bad-deployment", "cpu-saturation"])
def r0066(r):
    s = r.node("imageproxy", "imageproxy.js", {"RELEASE": "3.1.4"}, node_args=["--max-old-space-size=64", "--trace-gc"], cpu=0.2)
    r.wait_ports(s)
    load = r.load(s, lambda g: ("GET", "/img/%d?w=%d" % (g.randint(1, 400), g.choice([100, 200])), None), 6)
    r.normal(45)
    r.change("deploy", "imageproxy", "imageproxy 3.2.0: pixel cache", "3.2.0")
    r.fault()
    s.redeploy({"RELEASE": "3.2.0"})
    r.during(60)
    st = load.stats(r.ended_at - 40, r.ended_at - 1)
    return r.save([("imageproxy", r"Mark-Compact", 60, 12)],
                  dict(service="imageproxy", title="Imageproxy p95 latency above 200ms", description="p95 {p95} (baseline {p950}), no answer {err}; traffic {rps} req/s."),
                  stats=[load], cut=["imageproxy"], ok=s.proc.poll() is None and st["p95"] > 300, extra_verified=f"p95 of the last 40 s {st['p95']:.0f} ms; the process lives on")


@scenario("rec-0067", "crash-loop", "imageproxy", ["node", "express", "haproxy"],
          "Release 3.3.0 of imageproxy does not catch a rejected promise of its background refresh: the process ends about 2 s after each start, the supervisor starts it again 4 s later.",
          also=["bad-deployment"])
def r0067(r):
    s = r.node("imageproxy", "imageproxy.js", {"RELEASE": "3.1.4"}, restart=4)
    h = r.haproxy("lb", [(s, "check inter 1s fall 1 rise 1")], port=8080)
    r.wait_ports(s, h)
    load = r.load(h, lambda g: ("GET", "/img/%d?w=%d" % (g.randint(1, 400), g.choice([100, 200])), None), 5)
    r.normal(45)
    r.change("deploy", "imageproxy", "imageproxy 3.3.0", "3.3.0")
    time.sleep(2)
    r.fault()
    s.stop()
    s.start({"RELEASE": "3.3.0"})
    r.during(55)
    return r.save([("imageproxy", r"TypeError: fetch failed", 5, 0), ("imageproxy", r"imageproxy 3.3.0 on port", 5, 0), ("lb", r"<NOSRV>", 40, 0)],
                  dict(service="lb", title="Error ratio above 5% at the load balancer", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["imageproxy", "lb"], spelling="prom")


def worker(r, mq, p, env=None, **kw):
    return r.node("worker", "worker.js", {"AMQP_HOST": mq.ip, "QUEUE": "orders", "PARTNER_URL": p.url, **(env or {})}, **kw)


def order(rng, n=[0]):
    n[0] += 1
    return {"id": "o-%06d" % n[0], "address": {"street": "Main street %d" % rng.randint(1, 99)}}


@scenario("rec-0068", "queue-backlog", "worker", ["node", "amqplib", "pino", "rabbitmq"],
          "The partner that worker notifies takes 1.3 s instead of 20 ms a call; with a prefetch of 4 worker handles 3 messages a second while 6 arrive: the queue grows, no errors.",
          also=["dependency-slow"])
def r0068(r):
    from scenarios_python import Publisher, depth
    mq = r.rabbitmq()
    p = r.third_party("partner")
    s = worker(r, mq, p)
    r.wait_ports(s, p)
    Publisher(r, mq.ip, "orders", 6, order).start()
    depth(r, mq, "orders")
    r.normal(45)
    r.fault()
    r.tell(p, delay=1.3)
    r.during(60)
    d = [v for _, v in r.points[("rabbitmq", "queue_depth:orders")]]
    return r.save([("worker", r"order notified", 60, 400)],
                  dict(service="rabbitmq", title="Queue orders above 100 messages", description="Messages are growing; one consumer, its throughput fell by half."),
                  cut=["worker", "rabbitmq"], extra_verified=f"queue depth rose from {max(d[:2])} to {max(d)}", ok=max(d) > 80 and d[0] < 10)


@scenario("rec-0069", "rate-limited", "worker", ["node", "amqplib", "axios", "pino", "rabbitmq"],
          "The partner (third party) limits worker to 6 calls in 5 seconds: most messages fail with 429 and go back to the queue.", also=["queue-backlog"])
def r0069(r):
    from scenarios_python import Publisher, depth
    mq = r.rabbitmq()
    p = r.third_party("partner")
    s = worker(r, mq, p, {"NACK_DELAY": "800"})
    r.wait_ports(s, p)
    Publisher(r, mq.ip, "orders", 5, order).start()
    r.normal(45)
    r.fault()
    r.tell(p, limit=6)
    r.during(45)
    return r.save([("worker", r"Request failed with status code 429", 60, 0)],
                  dict(service="worker", title="Error lines in worker", description="More than 60 error lines in a minute (baseline 0)."),
                  cut=["worker"], logs=["worker"], unrelated=[(-35, "deploy", "backoffice", "backoffice 121 rolled out")])


@scenario("rec-0070", "poison-message", "worker", ["node", "amqplib", "pino", "rabbitmq"],
          "A message that is not JSON (cut off by its sender) came into the queue; worker fails to parse it, gives it back and gets it again every 200 ms.", also=["data-error"])
def r0070(r):
    from scenarios_python import Publisher
    mq = r.rabbitmq()
    p = r.third_party("partner")
    s = worker(r, mq, p)
    r.wait_ports(s, p)
    pub = Publisher(r, mq.ip, "orders", 4, order)
    pub.start()
    r.normal(45)
    r.fault()
    pub.send(b'{"id": "o-991204", "address": {"street": "Ring')
    r.during(45)
    return r.save([("worker", r"message failed, returned to queue", 80, 0), ("worker", r'"redelivered":true', 80, 0)],
                  dict(service="worker", title="Error lines in worker", description="More than 60 error lines in a minute (baseline 0)."),
                  cut=["worker"], logs=["worker", "rabbitmq"], with_changes=False)
