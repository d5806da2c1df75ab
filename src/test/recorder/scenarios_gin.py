"""Incidents on Go services with gin, echo and gorm and Node services with Koa and hapi, on MariaDB: held back."""
import json
import os
import subprocess
import time

import harness
from scenarios_node import SCENARIOS, scenario
from scenarios_python import Publisher, depth, limit

WHEELS = dict(domain="wheels.internal", db="wheels", host="rack-12")
FAILING = "5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."
SOCKET = harness.RUN + "/mariadb.sock"


def sql(text, check=True, user=None):
    cmd = ["mariadb", "--no-defaults", "-S", SOCKET, *([f"-u{user}", f"-p{user}-secret"] if user else []), "-N", "-B", "wheels", "-e", text]
    return subprocess.run(cmd, check=check, capture_output=True, text=True, timeout=20).stdout


def status(r):
    """What mysqld_exporter would see."""
    def sample():
        rows = dict(line.split("\t") for line in sql("show global status where variable_name in ('Threads_connected','Threads_running','Innodb_row_lock_current_waits','Questions')").splitlines())
        out = [("mariadb", "mysql_global_status_" + k.lower(), int(rows[k])) for k in ("Threads_connected", "Threads_running", "Innodb_row_lock_current_waits")]
        rate = r._rate(("mariadb", "questions"), int(rows["Questions"]), time.time())
        return out + ([("mariadb", "mysql_global_status_questions_rate", round(rate, 3))] if rate is not None else [])
    r.extra_samplers.append(sample)


def mariadb(r, tmpfs=None, cpu=None, slow_log=False, **settings):
    data = harness.RUN + "/mariadb"
    os.makedirs(data)
    if tmpfs:
        harness.sh(["mount", "-t", "tmpfs", "-o", "size=" + tmpfs, "tmpfs", data])
    harness.sh(f"cp -a /tmp/rec-gin/mariadb/. {data}/ && chown -R mysql: {data}")
    conf = {"datadir": data, "socket": SOCKET, "skip-name-resolve": "1", "innodb-log-file-size": "16M", "innodb-buffer-pool-size": "64M", "max-connections": "60", "log-warnings": "2",
            "innodb-flush-log-at-trx-commit": "0", "pid-file": data + "/mariadb.pid", "lc-messages-dir": "/usr/share/mysql", **{k.replace("_", "-"): v for k, v in settings.items()}}
    if slow_log:
        conf.update({"slow-query-log": "1", "long-query-time": "0.3", "slow-query-log-file": harness.LOGS + "/mariadb-slow.log"})
    s = r.add("mariadb", 3306, ["mariadbd", "--no-defaults", *[f"--{k}={v}" for k, v in conf.items()]], kind="mariadb", cwd=data, user="mysql")
    if slow_log:
        s.extra_logs = {"mariadb": s.log, "mariadb-slow": harness.LOGS + "/mariadb-slow.log"}
    r.wait_port(s)
    sql("select count(*) from rentals; select count(*) from accounts; select count(*) from stations")
    status(r)
    if cpu:
        limit(s, cpu)
    return s


def go(r, name, env, port=8080, **kw):
    return r.add(name, port, ["/srv/app-gin/bin/" + name], dict(env, GODEBUG="netdns=go"), lite=True, **kw)


def node(r, script, env, name=None, port=3000, **kw):
    return r.add(name or script, port, ["node", script + ".js"], dict(env, NODE_ENV="production"), cwd="/srv/app-gin/node", lite=True, **kw)


def stations(r, env=None, **kw):
    return go(r, "stations", {"DB_HOST": "mariadb.wheels.internal", "DB_PASSWORD": "stations-secret", "RELEASE": "2.2.0", **(env or {})}, **kw)


def accounts(r, env=None, **kw):
    return node(r, "accounts", {"DB_HOST": "mariadb.wheels.internal", "DB_PASSWORD": "accounts-secret", "RELEASE": "8.4.1", **(env or {})}, **kw)


def station_traffic(rent=0.2, lists=0.3, reports=0.0):
    def one(g):
        x = g.random()
        if x < rent:
            return "POST", "/rentals", {"account": g.randint(1, 20000), "station": g.randint(1, 5000)}
        if x < rent + lists:
            return "GET", "/stations/%d/rentals" % g.randint(1, 5000), None
        if x < rent + lists + reports:
            return "POST", "/stations/%d/reports" % g.randint(1, 5000), {"text": g.choice(["The chain of the bicycle is off. ", "Lock does not close. ", "Flat tyre at the back. "]) * 15}
        return "GET", "/stations/%d" % g.randint(1, 5000), None
    return one


def account_traffic(debits=0.4):
    def one(g):
        if g.random() < debits:
            return "POST", "/accounts/%d/debits" % g.randint(1, 20000), {"cents": g.randint(100, 900)}
        return "GET", "/accounts/%d" % g.randint(1, 20000), None
    return one


def figures(r, service, name):
    """The highest values of a figure before and after the fault."""
    points, at = r.points.get((service, name), []), harness.iso(r.fault_at)
    return max([v for t, v in points if t < at], default=0), max([v for t, v in points if t >= at], default=0)


@scenario("rec-0901", "slow-query", "stations", ["gin", "gorm", "zap", "mariadb", "nginx"],
          "The index rentals(station_id) was dropped by a clean-up: the list of a station's rentals reads 300,000 rows on a database limited to 0.15 cores.", **WHEELS)
def r0901(r):
    mariadb(r, cpu=0.15, slow_log=True)
    s = stations(r, {"RELEASE": "2.2.1"})
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8088)
    r.wait_ports(s, e)
    load = r.load(e, station_traffic(0.15, 0.3), 6)
    # The queries pile up slowly: the alert comes late among the possible moments.
    for _ in range(2):
        r.rng.random()
    r.normal(45)
    r.change("migration", "mariadb", "wheels: 4 secondary indexes of the old mobile application removed")
    r.fault()
    sql("alter table rentals drop index rentals_station")
    r.during(50)
    return r.save([("mariadb-slow", r"WHERE station_id = ", 15, 0), ("stations", r"SLOW SQL", 15, 1)],
                  dict(service="edge", title="Edge p95 latency above 500ms", description="p95 {p95} (baseline {p950}), 5xx ratio {err} (baseline {err0}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["stations", "edge-access", "mariadb", "mariadb-slow"], logs=["stations", "edge-access", "mariadb-slow"],
                  unrelated=[(-100, "deploy", "stations", "stations 2.2.1: new texts of the damage form")])


@scenario("rec-0902", "connection-leak", "stations", ["gin", "gorm", "zap", "mariadb", "nginx"],
          "Release 2.3.0 of stations forgets its transaction when a station has no free bicycle (409): each such answer keeps one of 8 connections for ever; after half a minute every request waits for a connection in vain.",
          also=["connection-pool-exhaustion", "bad-deployment"], **WHEELS)
def r0902(r):
    mariadb(r)
    s = stations(r)
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8088, log_format="fields")
    r.wait_ports(s, e)
    load = r.load(e, station_traffic(0.5, 0.1), 6)
    r.normal(45)
    r.change("deploy", "stations", "stations 2.3.0: one transaction per rental", "2.3.0")
    time.sleep(1)
    r.fault()
    s.redeploy({"RELEASE": "2.3.0"})
    r.during(65)
    before, after = figures(r, "stations", "db_pool_active")
    return r.save([("stations", r"context deadline exceeded", 40, 0)],
                  dict(service="edge", title="Edge 5xx ratio above 5%", description=FAILING),
                  stats=[load], cut=["stations", "edge-access", "mariadb"], logs=["stations", "edge-access", "mariadb"], spelling="prom", ok=after == 8,
                  extra_verified=f"connections in use of the pool of stations (8) rose from at most {before} to {after}",
                  unrelated=[(-600, "config", "edge", "keepalive_timeout 75s to 60s")])


@scenario("rec-0903", "database-connection-limit", "mariadb", ["koa", "knex", "mysql2", "gin", "gorm", "mariadb"],
          "A report opens 40 sessions at once and keeps them: MariaDB (max_connections 40) refuses new ones with 1040; accounts and stations, whose pools give idle connections back at once, cannot open new ones.", **WHEELS)
def r0903(r):
    mariadb(r, max_connections="40")
    a = accounts(r, {"POOL_IDLE_MS": "100", "POOL_REAP_MS": "100"})
    s = stations(r, {"DB_MAX_IDLE": "0"})
    r.wait_ports(a, s)
    load = r.load(a, account_traffic(0.4), 4)
    r.load(s, station_traffic(0.2, 0.2), 3)
    r.normal(40)
    r.fault()
    held = [subprocess.Popen(["mariadb", "--no-defaults", "-h", "127.0.0.1", "-ureporting", "-preporting-secret", "wheels", "-e", "select sleep(300)"],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(40)]
    for _ in range(84):
        time.sleep(0.5)
        # The report opens again what was refused.
        held = [p for p in held if p.poll() is None]
        held += [subprocess.Popen(held[0].args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(min(5, 44 - len(held)))]
    r.during(1)
    before, after = figures(r, "mariadb", "mysql_global_status_threads_connected")
    return r.save([("accounts", r"Too many connections", 40, 0), ("stations", r"Error 1040", 10, 0)],
                  dict(service="accounts", title="Accounts 5xx ratio above 10%", description=FAILING),
                  stats=[load], cut=["accounts", "stations", "mariadb"], logs=["accounts", "stations"],
                  extra_verified=f"sessions of MariaDB rose from at most {before} to {after}",
                  unrelated=[(-140, "deploy", "accounts", "accounts 8.4.1: smaller image"), (-50, "deploy", "reporting", "reporting 1.7.0: districts in parallel")])


@scenario("rec-0904", "lock-contention", "mariadb", ["koa", "knex", "mysql2", "mariadb", "haproxy"],
          "Somebody blocked overdrawn accounts by hand in a transaction over the whole table and did not commit: every debit waits for a row lock until innodb_lock_wait_timeout (3 s) is over; reading works.", **WHEELS)
def r0904(r):
    mariadb(r, innodb_lock_wait_timeout="3")
    a = accounts(r, {"POOL_MAX": "20", "RELEASE": "8.4.2"})
    h = r.haproxy("lb", [(a, "check inter 2s")], port=8000)
    r.wait_ports(a, h)
    load = r.load(h, account_traffic(0.35), 6)
    r.normal(40)
    r.fault()
    p = subprocess.Popen(["mariadb", "--no-defaults", "-S", SOCKET, "-uadmin", "-padmin-secret", "wheels"], stdin=subprocess.PIPE, text=True)
    p.stdin.write("start transaction; update accounts set balance_cents = balance_cents + 0, status = 'review';\n")
    p.stdin.flush()
    r.during(42)
    p.kill()
    return r.save([("accounts", r"Lock wait timeout exceeded", 30, 0)],
                  dict(service="lb", title="5xx ratio above 5% at the load balancer", description=FAILING),
                  stats=[load], cut=["accounts", "lb", "mariadb"], logs=["accounts", "lb"],
                  unrelated=[(-120, "deploy", "accounts", "accounts 8.4.2: debits with a reference"), (-1500, "config", "lb", "timeout client 30s to 20s")])


def pricing(r, env=None, **kw):
    return go(r, "pricing", {"RELEASE": "0.14.3", **(env or {})}, **kw)


def trips(r, price, env=None, **kw):
    return node(r, "trips", {"PRICING_URL": price.url, "RELEASE": "5.1.4", **(env or {})}, **kw)


def trip_traffic(post=0.6, zones=60):
    def one(g):
        n = g.randint(1, 90000)
        if g.random() < post:
            return "POST", "/trips", {"trip": n, "zone": "z%d" % g.randint(1, zones)}
        return "GET", "/trips/%d" % n, None
    return one


@scenario("rec-0905", "disk-full", "mariadb", ["gin", "gorm", "zap", "koa", "knex", "mysql2", "mariadb"],
          "Somebody left a dump on the volume of MariaDB, which is full from then on: the table of the damage reports cannot grow any more (error 28), after some seconds InnoDB cannot even roll back and gives up: "
          "MariaDB is down, stations and accounts find their connections refused.", **WHEELS)
def r0905(r):
    # MariaDB prints the builder of the kernel when it falls, which is nobody's business.
    harness.sh("mount --bind /dev/null /proc/version")
    mariadb(r, tmpfs="420m")
    s = stations(r, {"RELEASE": "2.2.1"})
    a = accounts(r)
    r.wait_ports(s, a)
    load = r.load(s, station_traffic(0.1, 0.1, 0.5), 4)
    r.load(a, account_traffic(0.4), 3)
    r.normal(40)
    r.fault()
    harness.fill(harness.RUN + "/mariadb/wheels-2026-11-22.sql")
    r.during(42)
    return r.save([("stations", r"connection refused|The table 'reports' is full", 30, 0), ("mariadb", r"failed with error 28", 10, 0), ("mariadb", r"Out of disk space", 1, 0)],
                  dict(service="stations", title="Stations 5xx ratio above 10%", description=FAILING),
                  stats=[load], cut=["stations", "accounts", "mariadb"], logs=["stations", "mariadb"],
                  unrelated=[(-180, "deploy", "stations", "stations 2.2.1: damage reports of any length"), (-75, "deploy", "accounts", "accounts 8.4.1")])


@scenario("rec-0906", "poison-message", "receipts", ["amqp091", "gorm", "zerolog", "rabbitmq", "mariadb"],
          "A partner's back end sent two messages with the rental's number as text (\"R-4711\"): receipts cannot decode them and gives them back to the queue, from which they return at once, for ever; the other receipts are stored.",
          also=["data-error"], **WHEELS)
def r0906(r):
    mariadb(r)
    mq = r.rabbitmq()
    s = go(r, "receipts", {"DB_HOST": "mariadb.wheels.internal", "DB_PASSWORD": "receipts-secret", "AMQP_HOST": mq.ip, "WORK_MS": "60", "RELEASE": "1.9.0"})
    r.wait_port(s)
    pub = Publisher(r, mq.ip, "trips.finished", 4, make=lambda g: {"rental_id": g.randint(1, 300000), "cents": g.randint(150, 900), "ended_at": harness.iso(time.time())})
    pub.start()
    depth(r, mq, "trips.finished")
    r.normal(40)
    r.fault()
    for n in (4711, 4712):
        pub.send(json.dumps({"rental_id": f"R-{n}", "cents": 300, "ended_at": harness.iso(time.time())}).encode())
    r.during(42)
    return r.save([("receipts", r"cannot unmarshal string into", 100, 0), ("receipts", r"receipt stored", 100, 999)],
                  dict(service="receipts", title="Error lines in receipts", description="More than 100 error lines in a minute (baseline 0); the queue trips.finished does not become empty."),
                  cut=["receipts"], logs=["receipts"], drop_metrics=["mariadb"],
                  unrelated=[(-220, "deploy", "receipts", "receipts 1.9.0: VAT of the city shown"), (-40, "config", "mariadb", "innodb_io_capacity 200 to 400")])


@scenario("rec-0907", "dependency-slow", "pricing", ["hapi", "got", "winston", "echo", "zerolog"],
          "The tariff service of the city (third party) takes 2.4 to 3.6 s instead of 0.05 s: pricing answers late, trips gives up after 3 s for a part of the calls; pricing itself is idle.",
          **WHEELS)
def r0907(r):
    p = r.third_party("tariffs", port=8080, DELAY="0.05")
    c = pricing(r, {"TARIFFS_URL": p.url, "LOG_FORMAT": "console"})
    t = trips(r, c, {"RELEASE": "5.1.5"})
    r.wait_ports(p, c, t)
    load = r.load(t, trip_traffic(0.6, 3000), 6)
    r.normal(45)
    r.fault()
    r.tell(p, delay=3.0)
    r.during(50)
    return r.save([("pricing", r"tariff service answered late", 30, 0), ("trips", r"Timeout awaiting 'request' for 3000ms", 20, 0)],
                  dict(service="trips", title="Trips p95 latency above 2s", description="p95 {p95} (baseline {p950}), 5xx ratio {err} (baseline {err0}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["pricing", "trips"], logs=["pricing", "trips"], metrics=False,
                  unrelated=[(-70, "deploy", "trips", "trips 5.1.5: mail address optional")])


@scenario("rec-0908", "retry-amplification", "trips", ["hapi", "got", "winston", "echo", "zerolog"],
          "Pricing stood still for 9 s. Trips gives every call 0.8 s and repeats it up to 4 times after 0.1 s; pricing computes every attempt to its end although nobody waits for it any more: "
          "the attempts are several times the users' requests and the overload outlives the stall.", also=["metastable-overload"], **WHEELS)
def r0908(r):
    c = pricing(r, {"SLOTS": "2", "MODEL_MS": "200", "RELEASE": "0.14.2"})
    t = trips(r, c, {"PRICING_PATH": "quotes", "PRICING_TIMEOUT_MS": "800", "RETRIES": "4"})
    r.wait_ports(c, t)
    load = r.load(t, trip_traffic(0.8), 7, timeout=10)
    r.normal(40)
    r.fault()
    c.pause()
    time.sleep(9)
    c.resume()
    r.during(42)
    st = load.stats(r.ended_at - 20, r.ended_at - 6)
    before, after = figures(r, "trips", "pricing_calls_rate")
    return r.save([("trips", r"retry \d of 4", 300, 8), ("trips", r"Timeout awaiting 'request' for 800ms", 300, 12)],
                  dict(service="trips", title="Trips 5xx ratio above 10%", description=FAILING),
                  stats=[load], cut=["pricing", "trips"], logs=["pricing", "trips"], ok=st["err"] > 0.3 and after > 2.5 * before,
                  extra_verified=f"calls of pricing per second rose from {before:.1f} to {after:.1f} with the users' traffic unchanged; errors of the last 20 s {st['err']:.0%}",
                  unrelated=[(-500, "deploy", "pricing", "pricing 0.14.2: model of November")])


@scenario("rec-0909", "memory-exhaustion", "redis", ["hapi", "bull", "winston", "echo", "redigo", "zerolog", "redis"],
          "A job of the analysts filled Redis (maxmemory 24 MB, noeviction) with route sketches: Redis refuses every command that needs memory; trips cannot hand over mails and fails, pricing only loses its cache.", **WHEELS)
def r0909(r):
    rd = r.redis(settings={"maxmemory": "24mb", "maxmemory-policy": "noeviction"})
    p = r.third_party("tariffs", port=8080, DELAY="0.03")
    c = pricing(r, {"TARIFFS_URL": p.url, "REDIS_HOST": rd.ip})
    t = trips(r, c, {"REDIS_HOST": rd.ip, "RELEASE": "5.1.6"})
    r.wait_ports(p, c, t, rd)
    load = r.load(t, trip_traffic(0.6, 400), 6)
    r.normal(40)
    r.fault()
    text = "".join("SET sketch:%06d %s\r\n" % (i, "7" * 4000) for i in range(7000))
    subprocess.run(["redis-cli", "-h", rd.ip, "--pipe"], input=text, text=True, capture_output=True, timeout=60)
    r.during(42)
    before, after = figures(r, "redis", "rss")
    return r.save([("trips", r"OOM command not allowed", 50, 0), ("pricing", r"OOM command not allowed", 20, 0)],
                  dict(service="trips", title="Trips 5xx ratio above 10%", description=FAILING),
                  stats=[load], cut=["pricing", "trips"], logs=["pricing", "trips"], spelling="prom",
                  extra_verified=f"resident memory of Redis rose from at most {before:.1f} to {after:.1f} MiB",
                  unrelated=[(-60, "deploy", "trips", "trips 5.1.6: mail in two languages")])


@scenario("rec-0910", "healthy", "accounts", ["koa", "knex", "mysql2", "mariadb", "haproxy"],
          "Nothing is wrong: both instances of accounts were replaced by release 8.5.0, one after the other; the other one served meanwhile.", **WHEELS)
def r0910(r):
    mariadb(r)
    a = accounts(r)
    b = accounts(r, name="accounts-b")
    h = r.haproxy("lb", [(a, "check inter 1s"), (b, "check inter 1s")], port=8000, defaults="option redispatch\n  retries 3\n  retry-on all-retryable-errors")
    r.wait_ports(a, b, h)
    load = r.load(h, account_traffic(0.4), 6)
    r.normal(40)
    r.change("deploy", "accounts", "accounts 8.5.0: libraries renewed, one instance after the other", "8.5.0")
    r.fault()
    a.redeploy({"RELEASE": "8.5.0"}, down=6)
    time.sleep(12)
    b.redeploy({"RELEASE": "8.5.0"}, down=6)
    r.during(35)
    st = load.stats(r.fault_at, r.ended_at)
    return r.save([("lb", r"Server be_accounts/accounts-1 is UP", 1, 0), ("lb", r"Server be_accounts/accounts-b-2 is UP", 1, 0), ("accounts", r"SIGTERM", 1, 0)],
                  dict(service="lb", title="A server of be_accounts is down", description="1 of 2 servers down for some seconds; 5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["accounts", "accounts-b", "lb"], logs=["accounts", "accounts-b", "lb"], drop_metrics=["mariadb"], ok=st["err"] < 0.01)


@scenario("rec-0911", "crash-loop", "trips", ["hapi", "got", "winston", "nginx"],
          "The image of trips 5.2.0 lacks a file that the release needs: Node ends at start with MODULE_NOT_FOUND, the supervisor starts it again every 3 seconds.", also=["bad-deployment", "config-error"], **WHEELS)
def r0911(r):
    p = r.third_party("tariffs", port=8080, DELAY="0.03")
    c = pricing(r, {"TARIFFS_URL": p.url, "RELEASE": "0.15.0"})
    t = trips(r, c, restart=3)
    e = r.nginx("edge", "location / { proxy_pass http://%s:%d; }" % (t.ip, t.port), port=8088)
    r.wait_ports(p, c, t, e)
    load = r.load(e, trip_traffic(0.6, 400), 6)
    r.normal(40)
    r.change("deploy", "trips", "trips 5.2.0: invoices as PDF", "5.2.0")
    r.fault()
    t.stop()
    t.start({"RELEASE": "5.2.0"})
    r.during(42)
    return r.save([("trips", r"Cannot find module", 8, 0), ("edge-access", r'" 502 ', 100, 0)],
                  dict(service="edge", title="Edge 5xx ratio above 10%", description=FAILING),
                  stats=[load], cut=["pricing", "trips", "edge-access"], logs=["pricing", "trips", "edge-access", "edge-error"], metrics=False,
                  unrelated=[(-28, "deploy", "pricing", "pricing 0.15.0: winter prices")])
