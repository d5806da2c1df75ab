"""Incidents on Node services."""
import resource
import signal
import time

SCENARIOS = {}


def scenario(id, pattern, service, stack, fault, also=(), host="node-1"):
    def register(run):
        SCENARIOS[id] = (dict(id=id, pattern=pattern, service=service, stack=stack, fault=fault, also=list(also), host=host), run)
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
