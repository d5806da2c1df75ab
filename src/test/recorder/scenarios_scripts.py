"""Incidents on Ruby (Sinatra, Puma, Sidekiq, Sequel) and PHP-FPM services of a library and a practice, all from Debian. Held back."""
import functools
import json
import os
import time

import harness
import scenarios_node
from scenarios_node import SCENARIOS
from scenarios_python import limit

ruby = functools.partial(scenarios_node.scenario, domain="library.example", db="library", warm=5)
php = functools.partial(scenarios_node.scenario, domain="praxis.example", db="clinic", warm=5)


# ---- the library -------------------------------------------------------------------------------------------------
def lending(r, isbn, env=None, threads=8, **kw):
    s = r.add("lending", 9292, ["/bin/true"], {"PGHOST": r.pg.host, "PGPASSWORD": "lending-secret", "ISBN_URL": isbn.url, "RACK_ENV": "production", "RELEASE": "5.3.1", **(env or {})},
              cwd="/srv/app/ruby", lite=True, **kw)
    s.proc.wait()
    s.cmd = ["puma", "-t", f"{threads}:{threads}", "-b", f"tcp://{s.ip}:{s.port}", "config.ru"]
    if s.starts == 1:
        s.start()
    return s


def reminders(r, rd, relay, env=None, concurrency=2, **kw):
    s = r.add("reminders", 7433, ["sidekiq", "-r", "./jobs.rb", "-c", str(concurrency), "-q", "reminders"], {"REDIS_URL": f"redis://{rd.host}:6379/0", "RELAY": f"{relay.host}:{relay.port}", **(env or {})},
              cwd="/srv/app/ruby", **kw)
    r.extra_samplers.append(lambda: [("reminders", "sidekiq_queue_size", int(r.redis_cli(rd, "LLEN", "queue:reminders") or 0)), ("reminders", "sidekiq_retries", int(r.redis_cli(rd, "ZCARD", "retry") or 0))])
    return s


def desk(lend=0.3, cover=0.2, author=0.0, fines=0.0):
    def one(rng):
        x, book, member = rng.random(), rng.randint(1, 200000), "m%d" % rng.randint(0, 2999)
        if x < lend:
            return "POST", "/loans", {"book": book, "member": member}
        if x < lend + cover:
            return "GET", f"/books/{book}/cover", None
        if x < lend + cover + author:
            return "GET", "/authors/Author%%20%d/books" % rng.randint(1, 899), None
        if x < lend + cover + author + fines:
            return "POST", f"/members/{member}/fines", {}
        return "GET", rng.choice([f"/books/{book}", f"/members/{member}/loans"]), None
    return one


def library(r, env=None, threads=8, isbn_env=None, pg=None, **kw):
    r.postgres(settings=pg)
    i = r.third_party("isbn", port=8080, **(isbn_env or {}))
    s = lending(r, i, env, threads, **kw)
    r.wait_ports(s, i)
    return i, s


@ruby("rec-0300", "bad-deployment", "lending", ["ruby", "sinatra", "puma", "sequel", "postgresql", "nginx"],
      "Release 5.4.0 of lending writes the author in capitals without asking whether the book has one: every third book ends in NoMethodError.")
def r0300(r):
    i, s = library(r)
    e = r.nginx("portal-edge", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8088, log_format="combined_real")
    r.wait_ports(e)
    load = r.load(e, desk(0.1, 0.05), 5)
    r.normal(45)
    r.change("deploy", "lending", "lending 5.4.0: authors in capitals", "5.4.0")
    r.fault()
    s.redeploy({"RELEASE": "5.4.0"})
    r.during(45)
    return r.save([("lending", r"NoMethodError", 20, 0)],
                  dict(service="portal-edge", title="portal-edge 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["lending", "portal-edge-access"], logs=["lending"], drop_metrics=["postgres"], unrelated=[(-170, "config", "postgres", "autovacuum_naptime 30s to 60s")])


@ruby("rec-0301", "connection-pool-exhaustion", "lending", ["ruby", "sinatra", "puma", "sequel", "postgresql"],
      "Release 5.5.0 of lending asks the ISBN agency (0.7 s, as always) inside a transaction and so holds one of 2 connections meanwhile; the unchanged traffic waits longer than the pool allows (2 s).", also=["bad-deployment"])
def r0301(r):
    i, s = library(r, {"DB_POOL": "2"}, threads=24, isbn_env={"DELAY": "0.7"})
    load = r.load(s, desk(0.1, 0.7), 5)
    r.normal(45)
    r.change("deploy", "lending", "lending 5.5.0: covers in one transaction", "5.5.0")
    r.fault()
    s.redeploy({"RELEASE": "5.5.0"})
    r.during(48)
    return r.save([("lending", r"Sequel::PoolTimeout", 30, 0)],
                  dict(service="lending", title="Lending 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["lending"], logs=["lending", "postgres"], unrelated=[(-44, "flag", "lending", "flag new-search on for staff")])


@ruby("rec-0302", "dependency-unreachable", "lending", ["ruby", "sinatra", "puma", "net-http"],
      "The firewall drops the packets to the ISBN agency (third party): lending cannot open connections, Net::OpenTimeout after 1.5 s.")
def r0302(r):
    i, s = library(r)
    load = r.load(s, desk(0.2, 0.35), 4)
    r.normal(45)
    r.fault()
    r.drop(i)
    r.during(45)
    return r.save([("lending", r"Net::OpenTimeout", 30, 0)],
                  dict(service="lending", title="Lending 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); covers fail, lending works."),
                  stats=[load], cut=["lending"], logs=["lending"], drop_metrics=["postgres"], spelling="prom", unrelated=[(-95, "deploy", "reminders", "reminders 5.3.1")])


@ruby("rec-0303", "poison-message", "reminders", ["ruby", "sidekiq", "redis"],
      "An import put jobs for members without a number (\"guest\") into the queue: each fails with ArgumentError and is put back for a retry by sidekiq, again and again; other jobs are done.", also=["data-error"])
def r0303(r):
    rd = r.redis()
    p = r.third_party("relay", port=8025)
    i, s = library(r, {"REDIS_URL": f"redis://{rd.host}:6379/0"})
    w = reminders(r, rd, p)
    load = r.load(s, desk(0.6, 0.0), 4)
    r.normal(45)
    r.change("deploy", "import", "nightly import of walk-in readers")
    r.fault()
    for n in range(16):
        job = {"class": "ReminderJob", "args": ["guest", 900000 + n], "retry": 5, "queue": "reminders", "jid": "%024x" % (n + 7 * 10 ** 20), "created_at": time.time(), "enqueued_at": time.time()}
        r.redis_cli(rd, "LPUSH", "queue:reminders", json.dumps(job))
        time.sleep(0.3)
    r.during(58)
    return r.save([("reminders", r"ArgumentError", 30, 0)],
                  dict(service="reminders", title="Error lines in reminders", description="Failed jobs above 20 a minute (baseline 0), retry set grows; lending 5xx ratio {err}."),
                  stats=[load], cut=["lending", "redis"], logs=["reminders"], drop_metrics=["postgres"])


@ruby("rec-0304", "queue-backlog", "reminders", ["ruby", "sidekiq", "redis"],
      "The mail relay (third party) takes 1.6 s instead of 0.05 s per mail; the two threads of reminders send 1.2 mails a second, 3.5 jobs a second arrive.", also=["dependency-slow"])
def r0304(r):
    rd = r.redis()
    p = r.third_party("relay", port=8025, DELAY="0.05")
    i, s = library(r, {"REDIS_URL": f"redis://{rd.host}:6379/0"})
    w = reminders(r, rd, p)
    load = r.load(s, desk(0.9, 0.0), 4)
    r.normal(45)
    r.fault()
    r.tell(p, delay=1.6)
    r.during(55)
    high = max(v for _, v in r.points[("reminders", "sidekiq_queue_size")])
    return r.save([("reminders", r"elapsed=[12]\.\d+ INFO: done", 30, 0)],
                  dict(service="reminders", title="Queue reminders above 60 jobs", description="Jobs waiting grow, oldest above 20 s; lending 5xx ratio {err}."),
                  stats=[load], cut=["lending", "redis", "reminders"], logs=["reminders"], drop_metrics=["postgres"], ok=high > 60, extra_verified=f"at most {high} jobs waiting",
                  unrelated=[(-130, "config", "redis", "maxmemory 256mb to 512mb")])


@ruby("rec-0305", "auth-failure", "lending", ["ruby", "sinatra", "puma", "sequel", "postgresql", "haproxy"],
      "The password of lending was rotated in the database but not in lending; its connections were closed once.", also=["config-error"])
def r0305(r):
    i, s = library(r)
    h = r.haproxy("relay-lb", [(s, "")], port=8000)
    r.wait_ports(h)
    load = r.load(h, desk(0.3, 0.0), 1.5)
    r.normal(45)
    r.change("config", "postgres", "secrets rotated (rotation 2026-11)")
    r.fault()
    r.pg_conn.execute("ALTER ROLE lending PASSWORD 'rotated-2026-11'")
    r.pg_conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lending'")
    r.during(45)
    return r.save([("lending", r"password authentication failed", 30, 0), ("postgres", r"password authentication failed", 30, 0)],
                  dict(service="relay-lb", title="5xx ratio above 5% at the balancer", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["lending", "relay-lb"], logs=["lending", "relay-lb", "postgres"], drop_metrics=["postgres"], spelling="short")


@ruby("rec-0306", "disk-full", "redis", ["ruby", "sinatra", "puma", "sidekiq", "redis"],
      "The volume of redis (tmpfs of 8 MB) was filled by a backup: snapshots cannot be saved, and redis refuses writes (MISCONF); lending cannot enqueue reminders.", also=["read-only-or-failover"])
def r0306(r):
    rd = r.redis(tmpfs="8m", settings={"save": "4 1"})
    p = r.third_party("relay", port=8025)
    i, s = library(r, {"REDIS_URL": f"redis://{rd.host}:6379/0"})
    load = r.load(s, desk(0.5, 0.0), 2.4)
    r.normal(45)
    r.fault()
    harness.fill(rd.cwd + "/backup.tar")
    r.during(50)
    return r.save([("lending", r"MISCONF", 30, 0), ("redis", r"No space left on device|Background saving error", 3, 0)],
                  dict(service="lending", title="POST /loans fails", description="5xx ratio {err} (baseline {err0}), p95 {p95}; reading works."),
                  stats=[load], cut=["lending", "redis"], logs=["lending", "redis"], drop_metrics=["postgres"])


@ruby("rec-0311", "tls-failure", "lending", ["ruby", "sinatra", "puma", "openssl"],
      "The certificate of the ISBN agency (third party) expired: every call of lending fails while the handshake is done.")
def r0311(r):
    r.postgres()
    i = r.third_party("isbn", port=8443, CERT="/srv/tls/isbn-valid.pem")
    s = lending(r, i, {"ISBN_URL": i.url.replace("http:", "https:"), "CA_FILE": "/srv/tls/ca.pem"})
    r.wait_ports(s, i)
    load = r.load(s, desk(0.2, 0.35), 4)
    r.normal(45)
    r.fault()
    r.tell(i, cert="/srv/tls/isbn-expired.pem")
    r.during(45)
    return r.save([("lending", r"certificate verify failed", 30, 0)],
                  dict(service="lending", title="Lending 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; covers fail, lending works."),
                  stats=[load], cut=["lending"], logs=["lending"], metrics=False, unrelated=[(-55, "deploy", "lending", "lending 5.3.1")])


@ruby("rec-0313", "crash-loop", "lending", ["ruby", "puma", "sinatra", "nginx"],
      "Release 5.3.2 of lending was built with an incomplete gem (sequel): puma ends while loading the application (LoadError), the supervisor starts it again every 3 seconds.", also=["bad-deployment", "config-error"])
def r0313(r):
    r.postgres()
    i = r.third_party("isbn", port=8080)
    s = lending(r, i)
    e = r.nginx("portal-edge", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8088)
    r.wait_ports(s, i, e)
    load = r.load(e, desk(), 4)
    r.normal(45)
    r.change("deploy", "lending", "lending 5.3.2: smaller image", "5.3.2")
    r.fault()
    s.stop()
    s.restart = 3
    # An empty directory in the place of the library, inside the mount namespace of the recording.
    os.makedirs(harness.RUN + "/empty")
    harness.sh(["mount", "--bind", harness.RUN + "/empty", "/usr/lib/ruby/vendor_ruby/sequel"])
    s.start({"RELEASE": "5.3.2"})
    r.during(48)
    return r.save([("lending", r"LoadError", 5, 0), ("portal-edge-error", r"Connection refused", 60, 0)],
                  dict(service="portal-edge", title="portal-edge 502 ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["lending", "portal-edge-access"], logs=["lending", "portal-edge-access", "portal-edge-error"], drop_metrics=["postgres"], spelling="prom")


@ruby("rec-0314", "healthy", "reminders", ["ruby", "sidekiq", "redis"],
      "Nothing is wrong any more: the mail relay (third party) answered 503 for about four seconds; the jobs that failed were repeated by sidekiq after some seconds, as intended, and all mails were sent.")
def r0314(r):
    rd = r.redis()
    p = r.third_party("relay", port=8025)
    i, s = library(r, {"REDIS_URL": f"redis://{rd.host}:6379/0"})
    w = reminders(r, rd, p)
    load = r.load(s, desk(0.5, 0.1), 4)
    r.normal(48)
    r.fault()
    r.tell(p, status=503)
    time.sleep(4)
    r.tell(p, status=200)
    r.during(72)
    left = r.points[("reminders", "sidekiq_retries")][-1][1]
    return r.save([("reminders", r"relay answered 503", 3, 0)],
                  dict(service="reminders", title="Failed jobs in reminders", description="More than 3 failed jobs in a minute (baseline 0); queue empty; lending 5xx ratio {err}."),
                  stats=[load], cut=["lending", "redis", "reminders"], logs=["reminders"], ok=left <= 1, extra_verified=f"jobs waiting for a retry at the end: {left}",
                  unrelated=[(-20, "deploy", "lending", "lending 5.3.1 on the last of two machines")])


@ruby("rec-0315", "lock-contention", "postgres", ["ruby", "sinatra", "puma", "sequel", "postgresql"],
      "A clean-up of members ran UPDATE on the whole table in a transaction that was left open: every new fine waits for the row until its statement timeout of 3 s.", also=["connection-pool-exhaustion"])
def r0315(r):
    i, s = library(r, {"STATEMENT_TIMEOUT": "3000", "DB_POOL": "16"}, threads=20)
    load = r.load(s, desk(0.2, 0.0, fines=0.4), 4)
    r.normal(45)
    r.fault()
    c = r.session("postgres", "psql")
    c.execute("UPDATE members SET fines = 0 WHERE fines > -1")
    r.during(45)
    c.rollback()
    return r.save([("postgres", r"still waiting for ShareLock on transaction|canceling statement due to statement timeout", 30, 0), ("lending", r"canceling statement due to statement timeout", 30, 0)],
                  dict(service="lending", title="POST fines p95 above 2s", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["lending"], logs=["lending", "postgres"], spelling="prom", unrelated=[(-240, "deploy", "lending", "lending 5.3.1")])


@ruby("rec-0316", "rate-limited", "lending", ["ruby", "sinatra", "puma", "net-http", "nginx"],
      "The ISBN agency (third party) allows 3 calls in 5 seconds from now on: most covers are answered 429.")
def r0316(r):
    i, s = library(r)
    e = r.nginx("portal-edge", "location / { proxy_pass http://%s:%d; }" % (s.ip, s.port), port=8088)
    r.wait_ports(e)
    load = r.load(e, desk(0.1, 0.6), 5)
    r.normal(45)
    r.fault()
    r.tell(i, limit=3)
    r.during(45)
    return r.save([("lending", r"isbn agency answered 429", 60, 0)],
                  dict(service="portal-edge", title="portal-edge 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["lending", "portal-edge-access"], logs=["lending"], with_changes=False, drop_metrics=["postgres"])


@ruby("rec-0320", "slow-query", "lending", ["ruby", "sinatra", "puma", "sequel", "postgresql"],
      "The index on the author of a book was dropped by mistake: the search reads 200,000 rows on a database limited to 0.03 cores.", also=["connection-pool-exhaustion"])
def r0320(r):
    i, s = library(r, {"DB_POOL": "6"}, threads=20, pg={"log_min_duration_statement": "300ms"})
    load = r.load(s, desk(0.1, 0.0, author=0.5), 6)
    limit(r.pg, 0.03)
    r.normal(48)
    r.change("migration", "lending", "20261122_author_normalised.rb")
    time.sleep(1)
    r.fault()
    r.sql("DROP INDEX books_author")
    r.during(50)
    return r.save([("postgres", r"duration: \d{3,}\.\d+ ms", 30, 5)],
                  dict(service="lending", title="Lending p95 latency above 1s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s."),
                  stats=[load], cut=["lending"], logs=["lending", "postgres"], unrelated=[(-600, "config", "postgres", "shared_buffers 24MB to 32MB")])


# ---- the practice ------------------------------------------------------------------------------------------------
def fpm_conf(ip, children, memory="32M", broken=""):
    return f"""[global]
error_log = /proc/self/fd/2
daemonize = no
[www]
user = www-data
group = www-data
listen = {ip}:9000
pm = static
pm.max_children = {children}
clear_env = no
catch_workers_output = yes
php_admin_value[memory_limit] = {memory}
php_admin_value[max_execution_time] = 10
php_admin_flag[log_errors] = on
php_admin_flag[display_errors] = off
{broken}
"""


def practice(r, children=8, insurer_env=None, env=None, read_timeout="4s", memory="32M", name="frontdesk", front_format="combined_real", root=None):
    r.postgres()
    p = r.third_party("insurer", port=8080, **(insurer_env or {}))
    s = r.add("appointments", 9000, ["/bin/true"], {"PGHOST": r.pg.host, "PGPASSWORD": "appointments-secret", "INSURER_URL": p.url, "INSURER_TIMEOUT_MS": "2000", "RELEASE": "2.0.4", **(env or {})}, cwd="/srv/app/php")
    s.proc.wait()
    s.conf = harness.RUN + "/fpm.conf"
    open(s.conf, "w").write(fpm_conf(s.ip, children, memory))
    s.cmd = ["php-fpm8.2", "-F", "-O", "-y", s.conf]
    s.start()
    static = f"location /static/ {{ root {root}; }}" if root else ""
    e = r.nginx(name, static + " location / { include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_FILENAME /srv/app/php/index.php; fastcgi_param SCRIPT_NAME $uri;"
                " fastcgi_pass %s:9000; fastcgi_read_timeout %s; fastcgi_connect_timeout 2s; }" % (s.ip, read_timeout), port=8080, log_format=front_format)
    r.wait_ports(s, p, e)

    return p, s, e


def visits(book=0.4):
    def one(rng):
        if rng.random() < book:
            return "POST", "/appointments", {"patient": "p%d" % rng.randint(1, 9000), "slot": rng.randint(1, 30000)}
        return "GET", "/doctors/dr-%d/slots" % rng.randint(0, 39), None
    return one


@php("rec-0307", "thread-pool-exhaustion", "appointments", ["php", "php-fpm", "nginx"],
     "The number of workers of appointments was set to 2 (before: 12): bookings, which wait 0.8 s for the insurer as always, occupy both; requests queue until nginx gives up.", also=["config-error"])
def r0307(r):
    p, s, e = practice(r, 12, {"DELAY": "0.8"}, read_timeout="3s", front_format="timed")
    conf = open(s.conf).read().replace("pm = static\npm.max_children = 12", "pm = dynamic\npm.max_children = 12\npm.start_servers = 6\npm.min_spare_servers = 4\npm.max_spare_servers = 8")
    s.stop()
    open(s.conf, "w").write(conf)
    s.start()
    r.wait_ports(s)
    load = r.load(e, visits(0.7), 6)
    r.normal(45)
    r.change("config", "appointments", "pool sized by the memory of the small machine type")
    r.fault()
    s.stop()
    open(s.conf, "w").write(conf.replace("max_children = 12", "max_children = 2").replace("start_servers = 6", "start_servers = 1").replace("min_spare_servers = 4", "min_spare_servers = 1").replace("max_spare_servers = 8", "max_spare_servers = 1"))
    s.start()
    r.during(48)
    return r.save([("appointments", r"server reached pm.max_children setting", 1, 0), ("frontdesk-error", r"upstream timed out", 30, 0)],
                  dict(service="frontdesk", title="Frontdesk 504 ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["frontdesk-access"], logs=["appointments", "frontdesk-access", "frontdesk-error"], drop_metrics=["postgres"])


@php("rec-0308", "memory-exhaustion", "appointments", ["php", "php-fpm", "nginx", "postgresql"],
     "Release 2.1.0 of appointments reads all slots of all doctors for each list: the memory limit of 8 MB is reached, PHP ends the request.", also=["bad-deployment"])
def r0308(r):
    p, s, e = practice(r, memory="8M")
    load = r.load(e, visits(0.4), 4)
    r.normal(45)
    r.change("deploy", "appointments", "appointments 2.1.0: lists without paging", "2.1.0")
    r.fault()
    s.redeploy({"RELEASE": "2.1.0"})
    r.during(45)
    return r.save([("frontdesk-error", r"Allowed memory size of \d+ bytes exhausted", 30, 0)],
                  dict(service="frontdesk", title="Frontdesk 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["frontdesk-access"], logs=["appointments", "frontdesk-access", "frontdesk-error"], drop_metrics=["postgres"], spelling="prom",
                  unrelated=[(-75, "config", "frontdesk", "server_tokens off")])


@php("rec-0309", "bad-deployment", "appointments", ["php", "php-fpm", "nginx", "postgresql"],
     "Release 2.2.0 of appointments gives the patient of a slot to a function that wants a text, but free slots have none: TypeError.")
def r0309(r):
    p, s, e = practice(r)
    load = r.load(e, visits(0.6), 4)
    r.normal(45)
    r.change("deploy", "appointments", "appointments 2.2.0: labels", "2.2.0")
    r.fault()
    s.redeploy({"RELEASE": "2.2.0"})
    r.during(45)
    return r.save([("frontdesk-error", r"PHP Fatal error:  Uncaught TypeError", 30, 0)],
                  dict(service="frontdesk", title="Frontdesk 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["frontdesk-access"], logs=["appointments", "frontdesk-access", "frontdesk-error"], drop_metrics=["postgres"],
                  unrelated=[(-30, "deploy", "patient-portal", "patient-portal 8.0.1")])


@php("rec-0310", "dependency-slow", "appointments", ["php", "php-fpm", "curl", "nginx"],
     "The insurer (third party) takes 5 s instead of 0.1 s: curl gives up after 2 s, bookings fail; lists of slots are as fast as before.")
def r0310(r):
    p, s, e = practice(r, 16, {"DELAY": "0.1"})
    load = r.load(e, visits(0.45), 3)
    r.normal(45)
    r.fault()
    r.tell(p, delay=5)
    r.during(45)
    return r.save([("frontdesk-error", r"curl error 28", 30, 0)],
                  dict(service="frontdesk", title="Bookings fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["frontdesk-access"], logs=["frontdesk-access", "frontdesk-error"], drop_metrics=["postgres"], spelling="short",
                  unrelated=[(-28, "deploy", "appointments", "appointments 2.0.4: texts in Turkish")])


@php("rec-0312", "config-error", "appointments", ["php", "php-fpm", "nginx"],
     "The pool configuration of appointments got an entry that PHP-FPM does not know (pm.max_childs): the master does not start, the supervisor tries again every 3 seconds; nginx is refused connections.",
     also=["crash-loop"])
def r0312(r):
    p, s, e = practice(r)
    load = r.load(e, visits(0.4), 5)
    r.normal(45)
    r.change("config", "appointments", "pool www: limits reviewed")
    r.fault()
    s.stop()
    open(s.conf, "w").write(fpm_conf(s.ip, 8, broken="pm.max_childs = 10"))
    s.restart = 3
    s.start()
    r.during(45)
    return r.save([("appointments", r"FPM initialization failed", 5, 0), ("frontdesk-error", r"connect\(\) failed \(111: Connection refused\)", 80, 0)],
                  dict(service="frontdesk", title="Frontdesk 502 ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["frontdesk-access"], logs=["appointments", "frontdesk-access", "frontdesk-error"], drop_metrics=["postgres"])


@php("rec-0317", "unknown", "frontdesk", ["php", "php-fpm", "nginx"],
     "The script of the booking form was published empty (200, 0 bytes): pages load, nobody can press the button, and no booking arrives; no line says that something is wrong.", also=["bad-deployment"])
def r0317(r):
    root = harness.RUN + "/web"
    os.makedirs(root + "/static")
    open(root + "/static/form.js", "w").write("document.querySelector('form').onsubmit = book;\n" * 60)
    os.chmod(root, 0o755)
    p, s, e = practice(r, root=root, front_format="combined_real")
    state = {"form": True}

    def browser(rng):
        x = rng.random()
        if x < 0.35:
            return "GET", "/static/form.js", None
        if x < 0.6 and state["form"]:
            return visits(1.0)(rng)
        return visits(0.0)(rng)
    load = r.load(e, browser, 5)
    r.normal(50)
    r.change("deploy", "frontdesk", "static files 2026-11-22-2")
    r.fault()
    open(root + "/static/form.js", "w").close()
    state["form"] = False
    r.during(50)
    return r.save([("frontdesk-access", r'GET /static/form.js HTTP/1.1" 200 0 ', 40, 0)],
                  dict(service="frontdesk", title="Booked appointments per minute fell to zero", description="No booking for 20 s (baseline above 60 per minute); 5xx ratio {err}, p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["frontdesk-access"], logs=["appointments", "frontdesk-access", "frontdesk-error"], drop_metrics=["postgres"])


@php("rec-0321", "dns-failure", "appointments", ["php", "php-fpm", "curl", "nginx"],
     "The name server answers SERVFAIL for everything: appointments can resolve neither the insurer nor the database.", also=["dependency-unreachable"])
def r0321(r):
    p, s, e = practice(r, 16)
    load = r.load(e, visits(0.6), 4)
    r.normal(45)
    r.change("config", "dns", "forwarders replaced")
    r.fault()
    r.dns.mode = "servfail"
    r.during(45)
    return r.save([("frontdesk-error", r"Could not resolve host|could not translate host name", 60, 0)],
                  dict(service="frontdesk", title="Frontdesk 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["frontdesk-access"], logs=["appointments", "frontdesk-access", "frontdesk-error"], drop_metrics=["postgres"])


@php("rec-0322", "load-surge", "appointments", ["php", "php-fpm", "nginx", "postgresql"],
     "Vaccination slots were opened: requests for slots rise from 4 to 60 a second, from as many distinct visitors, on 4 workers of a service limited to 0.1 cores.", also=["cpu-saturation", "thread-pool-exhaustion"])
def r0322(r):
    p, s, e = practice(r, 4, read_timeout="5s", front_format="timed")
    load = r.load(e, visits(0.1), 4)
    limit(s, 0.1)
    r.normal(45)
    r.fault()
    load.rate = 60.0
    r.during(45)
    st = load.stats(r.fault_at + 10, r.ended_at - 1)
    return r.save([("frontdesk-access", r"GET /doctors", 600, 300)],
                  dict(service="frontdesk", title="Frontdesk p95 latency above 1s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["frontdesk-access", "postgres"], logs=["appointments", "frontdesk-access"], drop_metrics=["postgres"], ok=st["p95"] > 1000)
