"""Incidents on Django, Celery, aiohttp and Litestar services: held back."""
import json
import os
import threading
import time

import harness
from scenarios_node import SCENARIOS, scenario
from scenarios_python import depth

harness.PG_TEMPLATES.update(campus="/tmp/rec-dj/pgtemplate")
CAMPUS = dict(domain="campus.internal", db="campus", host="campus-3")
PG = "postgres.campus.internal"
PUBLIC = {"Host": "courses.campus.example"}
FAILING = "5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."
VENV = "/srv/app-dj/venv/bin/"
BASE = {"PYTHONUNBUFFERED": "1", "PYTHONPATH": "/srv/app/python:/srv/app-dj", "PATH": VENV + ":/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "courses.settings"}


def program(r, name, port, command, env, **kw):
    """The address is known only when the service has been added: {ip} in the command stands for it."""
    s = r.add(name, port, ["/bin/true"], {**BASE, **env}, cwd="/srv/app-dj", **{k: v for k, v in kw.items() if k != "restart"})
    s.proc.wait()
    s.restart = kw.get("restart", False)
    s.cmd = [VENV + command[0], *[a.replace("{ip}", s.ip) for a in command[1:]]]
    s.start()
    return s


def courses(r, env=None, args=("-w", "1", "--threads", "12"), **kw):
    return program(r, "courses", 8000, ["gunicorn", "--preload", "-b", "{ip}:8000", *args, "courses.wsgi"],
                   {"PGHOST": PG, "ALLOWED_HOSTS": "courses.campus.example,10.20.0.10,10.20.0.11,10.20.0.12,10.20.0.13,10.20.0.14", "RELEASE": "5.8.0", **(env or {})}, lite=True, **kw)


def daphne(r, env=None, **kw):
    return program(r, "courses", 8000, ["daphne", "-b", "{ip}", "-p", "8000", "--access-log", "-", "courses.asgi:application"],
                   {"PGHOST": PG, "ALLOWED_HOSTS": "*", "RELEASE": "5.8.0", "LOG_BRIEF": "1", **(env or {})}, lite=True, **kw)


def celery(r, app, env, concurrency=2, extra=(), name=None, **kw):
    return program(r, name or app, 9100, ["celery", "-A", app, "worker", "-l", "INFO", "-c", str(concurrency), "-n", (name or app) + "@%h", "--without-gossip", "--without-mingle", *extra], env, **kw)


def amqp(mq):
    return f"amqp://guest:guest@{mq.host}:5672//"


def edge(r, s):
    return r.nginx("edge", "location / { proxy_set_header Host $http_host; proxy_pass http://%s:%d; proxy_read_timeout 8s; }" % (s.ip, s.port), port=8088)


def course_traffic(enrol=0.4):
    def one(rng):
        if rng.random() < enrol:
            return "POST", "/enrolments", {"course": rng.randint(1, 2000), "student": "s%d" % rng.randint(1, 20000)}, PUBLIC
        return "GET", "/courses/%d" % rng.randint(1, 2000), None, PUBLIC
    return one


def submission(rng):
    return "POST", "/submissions", {"student": "s%d" % rng.randint(1, 20000), "assignment": "A%d" % rng.randint(1, 12), "answers": json.dumps([rng.randint(0, 1) for _ in range(12)])}, PUBLIC


def progress_traffic(rng):
    if rng.random() < 0.5:
        return "POST", "/progress", {"student": "s%d" % rng.randint(1, 20000)}
    return "GET", "/progress/s%d" % rng.randint(1, 20000), None


def wait_log(s, text, seconds=40):
    end = time.time() + seconds
    while time.time() < end:
        if os.path.exists(s.log) and text in open(s.log, errors="replace").read():
            return
        time.sleep(0.3)
    raise SystemExit(f"{s.name} did not print {text}:\n" + open(s.log, errors="replace").read()[-3000:])


def figures(r, service, name):
    """The highest values of a figure before and after the fault."""
    points, at = r.points.get((service, name), []), harness.iso(r.fault_at)
    return max([v for t, v in points if t < at], default=0), max([v for t, v in points if t >= at], default=0)


@scenario("rec-0801", "connection-pool-exhaustion", "courses", ["django", "gunicorn", "psycopg", "psycopg-pool", "postgresql", "nginx"],
          "The pool of database connections of courses was cut from 12 to 2 by a configuration change. Django keeps the connection for the whole request, and an enrolment waits 0.6 s for the payment provider "
          "(third party, no slower than before): the two connections are always taken, PostgreSQL has nothing to do.", also=["config-error"], **CAMPUS)
def r0801(r):
    r.postgres()
    p = r.third_party("payments", port=8080, DELAY="0.6")
    s = courses(r, {"POOL_MAX": "12", "POOL_TIMEOUT": "3", "PAYMENTS_URL": p.url}, args=("-w", "1", "--threads", "24"))
    e = edge(r, s)
    r.wait_ports(s, p, e)
    load = r.load(e, course_traffic(0.6), 9)
    r.normal(45)
    r.change("config", "courses", "DATABASES OPTIONS: pool max_size 12 to 2, the database team asks all services for fewer sessions")
    time.sleep(1)
    r.fault()
    s.redeploy({"POOL_MAX": "2"})
    r.during(48)
    return r.save([("courses", r"couldn't get a connection after 3\.00 sec", 30, 0)],
                  dict(service="edge", title="Edge 5xx ratio above 5%", description=FAILING),
                  stats=[load], cut=["courses", "edge-access"], logs=["courses", "edge-access", "postgres"], spelling="prom",
                  unrelated=[(-400, "deploy", "progress", "progress 2.3.1")])


@scenario("rec-0802", "queue-backlog", "grading", ["celery", "django", "gunicorn", "rabbitmq"],
          "The deadline of a large course: 14 submissions a second besides the usual 3. The grading worker has 2 processes that need 0.3 s for each as always, about 6 a second: the queue grows, "
          "no errors.", also=["load-surge"], **CAMPUS)
def r0802(r):
    mq = r.rabbitmq()
    w = celery(r, "grading", {"BROKER_URL": amqp(mq), "WORK_MS": "300", "RELEASE": "1.14.2"})
    s = courses(r, {"BROKER_URL": amqp(mq)})
    r.wait_ports(s)
    wait_log(w, "ready.")
    depth(r, mq, "grading")
    load = r.load(s, submission, 3)
    r.normal(45)
    r.fault()
    r.load(s, submission, 14, measured=False)
    r.during(55)
    before, after = figures(r, "rabbitmq", "queue_depth:grading")
    return r.save([("grading", r"Task grading\.grade\[.{36}\] succeeded", 200, 400)],
                  dict(service="rabbitmq", title="Queue grading above 100 messages", description="The queue grows without pause; 1 consumer is connected, no task has failed."),
                  cut=["grading", "courses"], logs=["grading", "courses"], ok=after > 200 and before < 10, extra_verified=f"queue depth rose from at most {before} to {after}",
                  drop_metrics=["client_request_rate", "client_p95_latency", "client_error_ratio"],
                  unrelated=[(-260, "deploy", "grading", "grading 1.14.2: points of assignment A7 corrected")])


@scenario("rec-0803", "poison-message", "grading", ["celery", "kombu", "django", "gunicorn", "rabbitmq"],
          "One submission has answers nested a million levels deep: the parser runs out of C stack and the worker process dies of SIGSEGV. The task is acknowledged late and rejected on a lost worker, so RabbitMQ "
          "delivers it again at once, for ever; other submissions are graded.", also=["data-error", "crash-loop"], **CAMPUS)
def r0803(r):
    mq = r.rabbitmq()
    w = celery(r, "grading", {"BROKER_URL": amqp(mq), "WORK_MS": "150", "RELEASE": "1.14.2"})
    s = courses(r, {"BROKER_URL": amqp(mq)})
    r.wait_ports(s)
    wait_log(w, "ready.")
    depth(r, mq, "grading")
    load = r.load(s, submission, 3)
    r.normal(45)
    r.fault()
    import urllib.request
    body = json.dumps({"student": "s4711", "assignment": "A9", "answers": "[" * 1000000 + "]" * 1000000}).encode()
    print(urllib.request.urlopen(urllib.request.Request(s.url.replace(s.host, s.ip) + "/submissions", body, {"Content-Type": "application/json", **PUBLIC}), timeout=10).read())
    r.during(50)
    return r.save([("grading", r"signal 11 \(SIGSEGV\)", 20, 0), ("grading", r"Task grading\.grade\[.{36}\] succeeded", 20, 400)],
                  dict(service="grading", title="Worker processes of grading die", description="More than 10 error lines a minute in grading (baseline 0); submissions are still graded."),
                  stats=[load], cut=["grading"], logs=["grading"], metrics=False,
                  unrelated=[(-1500, "deploy", "grading", "grading 1.14.2: points of assignment A7 corrected"), (-100, "config", "edge", "gzip for JSON")])


@scenario("rec-0804", "config-error", "courses", ["django", "gunicorn", "psycopg", "postgresql", "nginx"],
          "The new values file of courses has ALLOWED_HOSTS with a typing error (courses.campus.exmaple): after the restart Django refuses every request of the public host name with status 400.",
          also=["bad-deployment"], **CAMPUS)
def r0804(r):
    r.postgres()
    p = r.third_party("payments", port=8080, DELAY="0.1")
    s = courses(r, {"PAYMENTS_URL": p.url})
    e = edge(r, s)
    r.wait_ports(s, p, e)
    load = r.load(e, course_traffic(0.2), 4)
    r.normal(45)
    r.change("config", "courses", "values of all environments moved into one file, restart")
    r.fault()
    s.redeploy({"ALLOWED_HOSTS": "courses.campus.exmaple,10.20.0.10,10.20.0.11,10.20.0.12,10.20.0.13,10.20.0.14"})
    r.during(45)
    return r.save([("courses", r"Invalid HTTP_HOST header: 'courses\.campus\.example'", 80, 0), ("edge-access", r'" 400 ', 100, 0)],
                  dict(service="edge", title="Edge 4xx ratio above 25%", description="4xx ratio {c4} (baseline {c40}), 5xx ratio {err}, p95 {p95}; traffic {rps} req/s."),
                  stats=[load], cut=["courses", "edge-access"], logs=["courses", "edge-access"], drop_metrics=["postgres"], spelling="short",
                  unrelated=[(-50, "deploy", "progress", "progress 2.3.2")])


@scenario("rec-0805", "tls-failure", "gateway", ["aiohttp", "openssl"],
          "The video host (third party) moved to a certificate that names only another host of the provider: aiohttp refuses it, no lecture can be played; the catalogue still works.", **CAMPUS)
def r0805(r):
    p = r.third_party("video", port=443, CERT="/srv/tls-dj/video.pem", DELAY="0.05")
    s = program(r, "gateway", 8080, ["python", "gateway.py"], {"VIDEO_URL": "https://video.campus.internal", "CA_FILE": "/srv/tls-dj/ca.pem", "RELEASE": "9.2.0"}, lite=True)
    r.wait_ports(s, p)
    load = r.load(s, lambda g: ("GET", "/lectures/L%d%s" % (g.randint(1, 900), "/stream" if g.random() < 0.45 else ""), None), 5)
    r.normal(45)
    r.fault()
    r.tell(p, cert="/srv/tls-dj/other.pem")
    r.during(45)
    return r.save([("gateway", r"no playback token for lecture", 60, 0), ("gateway", r"Hostname mismatch, certificate is not valid for 'video\.campus\.internal'", 60, 0)],
                  dict(service="gateway", title="Gateway 502 ratio above 5%", description=FAILING),
                  stats=[load], cut=["gateway"], spelling="prom",
                  unrelated=[(-95, "deploy", "gateway", "gateway 9.2.0: aiohttp renewed"), (-700, "config", "player", "player shows subtitles by default")])


@scenario("rec-0806", "lock-contention", "postgres", ["django", "daphne", "psycopg", "postgresql"],
          "An analyst's psql session had read courses_course in a transaction and left it open. A migration (ALTER TABLE courses_course ADD COLUMN) waits behind it, and every query of the table waits behind the "
          "migration until the statement timeout of 3 s.", **CAMPUS)
def r0806(r):
    r.postgres()
    p = r.third_party("payments", port=8080, DELAY="0.1")
    s = daphne(r, {"PAYMENTS_URL": p.url, "STATEMENT_TIMEOUT": "3000"})
    r.wait_ports(s, p)
    load = r.load(s, course_traffic(0.2), 3)
    r.normal(45)
    c = r.session("analyst", "psql")
    c.execute("select avg(fee) from courses_course")
    r.change("migration", "courses", "0014_course_language: AddField course.language")
    r.fault()
    m = r.session("postgres", "manage.py migrate")

    def migrate():
        try:
            m.execute('ALTER TABLE "courses_course" ADD COLUMN "language" varchar(8) NULL')
        except Exception as e:
            print("migration", e)
    threading.Thread(target=migrate, daemon=True).start()
    r.during(48)
    c.rollback()
    return r.save([("courses", r"canceling statement due to statement timeout", 60, 0), ("postgres", r"still waiting for (AccessExclusiveLock|AccessShareLock|RowShareLock)", 20, 0)],
                  dict(service="courses", title="Courses 5xx ratio above 5%", description=FAILING),
                  stats=[load], cut=["courses"], logs=["courses", "postgres"],
                  unrelated=[(-600, "deploy", "gateway", "gateway 9.2.0")])


@scenario("rec-0807", "database-connection-limit", "postgres", ["aiohttp", "asyncpg", "celery", "psycopg", "django", "rabbitmq", "postgresql"],
          "PostgreSQL allows 30 connections. The grading worker was scaled from 4 to 40 processes, each with a connection of its own: they take all that is left, and progress (asyncpg), which opens "
          "a connection for each request, is refused.", also=["config-error"], **CAMPUS)
def r0807(r):
    r.postgres(settings={"max_connections": 30})
    mq = r.rabbitmq()
    w = celery(r, "grading", {"BROKER_URL": amqp(mq), "PGHOST": PG, "WORK_MS": "200", "RELEASE": "1.14.3"}, concurrency=4)
    s = program(r, "progress", 8080, ["python", "progress.py"], {"PGHOST": PG, "RELEASE": "2.3.1"}, lite=True)
    c = courses(r, {"BROKER_URL": amqp(mq)})
    r.wait_ports(s, c)
    wait_log(w, "ready.")
    load = r.load(s, progress_traffic, 5)
    r.load(c, submission, 5, measured=False)
    r.normal(45)
    r.change("config", "grading", "celery concurrency 4 to 40 for the exam week")
    r.fault()
    w.stop()
    w.cmd[w.cmd.index("-c") + 1] = "40"
    w.start()
    r.during(52)
    return r.save([("progress", r"remaining connection slots are reserved|too many clients already", 50, 0), ("postgres", r"FATAL:  (remaining connection slots|sorry, too many clients)", 50, 0)],
                  dict(service="progress", title="Progress 5xx ratio above 5%", description=FAILING),
                  stats=[load], cut=["progress"], logs=["progress", "postgres"], drop_metrics=["rabbitmq", "courses"], spelling="prom",
                  unrelated=[(-130, "deploy", "progress", "progress 2.3.1: smaller steps")])


@scenario("rec-0808", "retry-amplification", "gateway", ["aiohttp", "litestar", "uvicorn", "structlog"],
          "The host of search stood still for 10 s. Gateway asks up to 5 times with a limit of 0.8 s; search (2 slots of 130 ms) does every attempt to its end although the caller has gone: the attempts are several "
          "times the requests of the users, and the overload goes on after the stall.", also=["metastable-overload"], **CAMPUS)
def r0808(r):
    b = program(r, "search", 7000, ["uvicorn", "--host", "{ip}", "--port", "7000", "--no-access-log", "search:app"], {"RELEASE": "3.0.4"}, lite=True)
    s = program(r, "gateway", 8080, ["python", "gateway.py"], {"SEARCH_URL": b.url, "RELEASE": "9.2.0"}, lite=True)
    r.wait_ports(s, b)
    words = ["algebra", "optics", "statistics", "rust", "ethics", "geology", "latin", "logic"]
    load = r.load(s, lambda g: ("GET", "/search?q=%s+%d" % (g.choice(words), g.randint(1, 99)), None), 8, timeout=10)
    r.normal(45)
    r.fault()
    b.pause()
    time.sleep(10)
    b.resume()
    r.during(48)
    st = load.stats(r.ended_at - 20, r.ended_at - 5)
    return r.save([("gateway", r"search attempt \d/5 failed", 400, 5), ("gateway", r"given up after 5 attempts", 60, 0)],
                  dict(service="gateway", title="Gateway 504 ratio above 5%", description=FAILING),
                  stats=[load], cut=["gateway", "search"], logs=["gateway", "search"], ok=st["err"] > 0.3,
                  extra_verified=f"errors of the last 20 s {st['err']:.0%}", unrelated=[(-320, "deploy", "search", "search 3.0.4: synonyms of November")])


@scenario("rec-0809", "rate-limited", "notifier", ["celery", "redis", "requests", "django", "gunicorn"],
          "The SMS gateway (third party) lowered the limit of our key to 4 messages in 5 s and answers the rest with 429; Celery tries again with a growing pause, many reminders fail for good.", **CAMPUS)
def r0809(r):
    rd = r.redis()
    p = r.third_party("smsgate", port=8080, DELAY="0.05")
    url = f"redis://{rd.host}:6379/0"
    w = celery(r, "notifier", {"BROKER_URL": url, "SMS_URL": p.url, "RELEASE": "4.4.0"})
    s = courses(r, {"BROKER_URL": url})
    r.wait_ports(s, p, rd)
    wait_log(w, "ready.")
    load = r.load(s, lambda g: ("POST", "/reminders", {"student": "+49155501%05d" % g.randint(0, 99999), "text": "Your exam starts tomorrow"}, PUBLIC), 4)
    r.normal(45)
    r.fault()
    r.tell(p, limit=4)
    r.during(50)
    return r.save([("notifier", r"429 Client Error: Too Many Requests for url", 80, 0), ("notifier", r"retry: Retry in", 60, 0)],
                  dict(service="notifier", title="Reminders do not arrive", description="Fewer than half of the reminders of the last 30 seconds were confirmed by the gateway (baseline: all)."),
                  cut=["notifier"], logs=["notifier"], metrics=False,
                  unrelated=[(-45, "deploy", "notifier", "notifier 4.4.0: new text of the reminder"), (-500, "config", "redis", "maxmemory 256mb to 512mb")])


@scenario("rec-0810", "healthy", "courses", ["django", "gunicorn", "psycopg", "postgresql", "nginx"],
          "Nothing is wrong: a scanner on the Internet tries known paths with the bare address and invented host names. Django refuses these with 400 or 404 and prints an error line for each; "
          "the requests of the users are answered as ever.", **CAMPUS)
def r0810(r):
    r.postgres()
    p = r.third_party("payments", port=8080, DELAY="0.1")
    s = courses(r, {"PAYMENTS_URL": p.url}, args=("-w", "2", "--threads", "6"))
    e = edge(r, s)
    r.wait_ports(s, p, e)
    load = r.load(e, course_traffic(0.3), 6)
    r.normal(45)
    r.fault()

    def scan(g):
        host = g.choice(["198.51.100.20", "198.51.100.20:8088", "localhost", "a.scan.example", "courses.campus.example"])
        path = g.choice(["/wp-login.php", "/.env", "/.git/config", "/phpmyadmin/index.php", "/admin/login/", "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php", "/cgi-bin/luci", "/actuator/env"])
        return "GET", path, None, {"Host": host, "User-Agent": "Mozilla/5.0 zgrab/0.x", "X-Forwarded-For": "198.51.100.77"}
    r.load(e, scan, 3, measured=False)
    r.during(48)
    st = load.stats(r.fault_at, r.ended_at)
    return r.save([("courses", r"Invalid HTTP_HOST header", 30, 0), ("courses", r"Not Found: ", 10, 0)],
                  dict(service="courses", title="Error lines in courses", description="More than 30 lines of level ERROR a minute (baseline 0); 5xx ratio of the requests to courses.campus.example {err}, p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["courses", "edge-access"], logs=["courses", "edge-access"], ok=st["err"] == 0, spelling="short",
                  unrelated=[(-210, "deploy", "courses", "courses 5.8.0")])


@scenario("rec-0811", "disk-full", "rabbitmq", ["django", "gunicorn", "celery", "kombu", "rabbitmq"],
          "A forgotten export filled the volume of RabbitMQ down to 20 MB: the disk alarm (limit 50 MB) blocks all publishers. Courses waits in vain for the confirmation of its submissions, the worker gets no "
          "more tasks; courses itself is unchanged.", **CAMPUS)
def r0811(r):
    mq = r.rabbitmq(tmpfs="160m")
    w = celery(r, "grading", {"BROKER_URL": amqp(mq), "WORK_MS": "120", "RELEASE": "1.14.2"})
    s = courses(r, {"BROKER_URL": amqp(mq), "LOG_BRIEF": "1"}, args=("-w", "3", "-t", "6"))
    e = edge(r, s)
    r.wait_ports(s, e)
    wait_log(w, "ready.")
    load = r.load(e, lambda g: submission(g) if g.random() < 0.6 else ("GET", "/healthz", None, PUBLIC), 4)
    r.extra_samplers.append(lambda: [("rabbitmq", "disk_free_mib", round((lambda v: v.f_bavail * v.f_frsize / 1048576)(os.statvfs("/run/rec/rabbitmq")), 1))])
    r.normal(45)
    r.fault()
    harness.fill("/run/rec/rabbitmq/export-2026-11.tmp", leave=20 << 20)
    r.during(60)
    return r.save([("rabbitmq", r"disk resource limit alarm set on node", 1, 0)],
                  dict(service="courses", title="Submissions fail", description=FAILING),
                  stats=[load], cut=["courses", "grading", "edge-access", "rabbitmq"], logs=["courses", "grading", "rabbitmq", "edge-access"], ok=load.stats(r.fault_at + 20, r.ended_at - 5)["err"] > 0.2,
                  unrelated=[(-150, "deploy", "courses", "courses 5.8.0: submissions get a number")])
