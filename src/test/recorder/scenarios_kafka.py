"""Incidents on plain Java services of a utility (Javalin, HikariCP, Resilience4j, kafka-clients) and a Kafka broker. Held back."""
import functools
import os
import resource
import time

import harness
import scenarios_node
from scenarios_node import SCENARIOS
from scenarios_python import limit
from scenarios_quarkus import JAVA

scenario = functools.partial(scenarios_node.scenario, domain="grid.internal", db="energy", warm=12)
JVM = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dsun.net.inetaddr.ttl=3")
ISO_PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{36} - %msg%n"


def plain(r, name, main, env=None, heap="96m", jvm=(), port=8080, **kw):
    return r.add(name, port, [JAVA, "-Xmx" + heap, *JVM, *jvm, "-cp", "/srv/java/plain/*", "io.gridpulse." + main], env, cwd="/srv/java/plain", lite=True, lite_port=9102, **kw)


def kafka(r, tmpfs=None, settings=None):
    """One broker in KRaft mode, which is its own controller."""
    data = harness.RUN + "/kafka"
    os.makedirs(data)
    if tmpfs:
        harness.sh(["mount", "-t", "tmpfs", "-o", "size=" + tmpfs, "tmpfs", data])
    ip = "10.20.0.%d" % r.next_ip
    conf = {"process.roles": "broker,controller", "node.id": 1, "controller.quorum.voters": f"1@{ip}:9093", "controller.listener.names": "CONTROLLER",
            "listeners": f"PLAINTEXT://{ip}:9092,CONTROLLER://{ip}:9093", "advertised.listeners": f"PLAINTEXT://kafka.{r.domain}:9092", "log.dirs": data + "/logs",
            "offsets.topic.replication.factor": 1, "offsets.topic.num.partitions": 3, "transaction.state.log.replication.factor": 1, "transaction.state.log.min.isr": 1,
            "group.initial.rebalance.delay.ms": 0, "num.partitions": 3, "log.index.size.max.bytes": 65536, **(settings or {})}
    path = harness.RUN + "/server.properties"
    with open(path, "w") as f:
        f.writelines(f"{k}={v}\n" for k, v in conf.items())
    java = [JAVA, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlog4j2.configurationFile=file:/srv/build/plain/log4j2-kafka.yaml", "-cp", "/srv/java/kafka/*"]
    harness.sh([*java, "kafka.tools.StorageTool", "format", "-t", "4L6g3nShT-eMCtK--X86sw", "-c", path])
    s = r.add("kafka", 9092, [*java, "kafka.Kafka", path], kind="kafka", cwd=data)
    r.wait_port(s, 60)
    return s


def meterapi(r, env=None, **kw):
    return plain(r, "meterapi", "MeterApi", {"DB_URL": f"jdbc:postgresql://{r.pg.host}:5432/{r.db}", "DB_PASSWORD": "meterapi-secret", "RELEASE": "3.4.2", **(env or {})}, **kw)


def forecast(r, env=None, **kw):
    return plain(r, "forecast", "Forecast", {"RELEASE": "1.9.0", "LOG_PATTERN": ISO_PATTERN, **(env or {})}, **kw)


def metering(r, k, env=None, name="metering", **kw):
    return plain(r, name, "Metering", {"DB_URL": f"jdbc:postgresql://{r.pg.host}:5432/{r.db}", "DB_PASSWORD": "metering-secret", "KAFKA": k.host + ":9092", "RELEASE": "2.2.0",
                                       "LOG_PATTERN": ISO_PATTERN, **(env or {})}, **kw)


def look(rng):
    return "GET", "/meters/%d%s" % (rng.randint(1, 50000), "/readings" if rng.random() < 0.4 else ""), None


def ask_forecast(share=0.5):
    return lambda rng: ("GET", "/meters/%d/forecast" % rng.randint(1, 50000), None) if rng.random() < share else look(rng)


def send(share=0.7):
    return lambda rng: ("POST", "/readings", {"meter": rng.randint(1, 50000), "kwh": round(rng.uniform(1, 60), 3)}) if rng.random() < share else look(rng)


def chain(r, kafka_settings=None, tmpfs=None, consumer=None, api=None):
    """meterapi writes readings to the topic, metering stores them."""
    r.postgres()
    k = kafka(r, tmpfs, kafka_settings)
    a = meterapi(r, {"KAFKA": k.host + ":9092", **(api or {})})
    r.wait_ports(a)
    # The topic is created by the first record, before its reader looks for it.
    first = r.load(a, send(1.0), 4, measured=False)
    time.sleep(3)
    first.stopped.set()
    m = metering(r, k, consumer)
    time.sleep(6)
    return k, a, m


def gauge(r, service, name):
    values = [v for _, v in r.points.get((service, name), [])]
    before = sum(1 for t, _ in r.points.get((service, name), []) if t < harness.iso(r.fault_at))
    return max(values[1:before] or [0]), max(values[before:] or [0])


@scenario("rec-0400", "queue-backlog", "metering", ["java", "kafka-clients", "kafka", "hikaricp", "postgresql"],
          "A field office uploaded its readings of the month at once: 45 a second for a consumer that has each one checked (0.1 s, as always) and so handles 9: the lag of its group grows.", also=["load-surge"])
def r0400(r):
    c = r.third_party("checker", port=8090, DELAY="0.1")
    k, a, m = chain(r, consumer={"CHECKER_URL": c.url})
    load = r.load(a, send(0.6), 5)
    r.normal(45)
    r.fault()
    r.load(a, lambda g: (*send(1.0)(g), {"User-Agent": "FieldUpload/2.1"}), 45, measured=False)
    r.during(50)
    low, high = gauge(r, "metering", "consumer_lag")
    return r.save([("metering", r"readings stored, lag \d{3,}", 4, 0)],
                  dict(service="metering", title="Consumer group metering lags above 300 records", description="Lag of topic readings grows (baseline below 10); meterapi 5xx ratio {err}, p95 {p95}."),
                  stats=[load], cut=["metering", "meterapi", "kafka"], logs=["metering", "kafka"], drop_metrics=["postgres"], spelling="hikari", ok=high > 300,
                  extra_verified=f"lag of the group at most {low} before and {high} after")


@scenario("rec-0401", "dependency-unreachable", "kafka", ["java", "javalin", "kafka-clients", "kafka"],
          "The broker's machine was switched off (its process killed): meterapi and metering cannot connect, readings are not accepted.")
def r0401(r):
    k, a, m = chain(r)
    load = r.load(a, send(0.6), 5)
    r.normal(45)
    r.fault()
    k.kill()
    r.during(48)
    return r.save([("meterapi", r"Node may not be available|could not be established", 10, 0), ("meterapi", r"not accepted", 30, 0)],
                  dict(service="meterapi", title="Readings are not accepted", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["meterapi", "metering", "kafka"], logs=["meterapi", "metering", "kafka"], drop_metrics=["postgres"], spelling="prom", unrelated=[(-250, "deploy", "meterapi", "meterapi 3.4.2")])


@scenario("rec-0402", "poison-message", "metering", ["java", "kafka-clients", "kafka", "jackson"],
          "A record that is no JSON (a CSV line) came into the topic: metering cannot read it, seeks back and reads it again, for ever; the readings behind it in its partition wait.", also=["data-error", "queue-backlog"])
def r0402(r):
    k, a, m = chain(r)
    load = r.load(a, send(0.6), 5)
    r.normal(45)
    r.fault()
    # As a foreign producer would write it.
    harness.sh([JAVA, "-cp", "/srv/java/plain/*", "io.gridpulse.Put", k.host + ":9092", "readings", "SN100004;2026-11-22;17,3"])
    r.during(50)
    low, high = gauge(r, "metering", "consumer_lag")
    return r.save([("metering", r"could not be stored, trying again", 40, 0)],
                  dict(service="metering", title="Error lines in metering", description="More than 60 error lines a minute (baseline 0); lag of the group grows."),
                  stats=[load], cut=["metering", "kafka"], logs=["metering"], drop_metrics=["postgres"], spelling="hikari", extra_verified=f"lag of the group at most {low} before and {high} after",
                  unrelated=[(-85, "deploy", "meterapi", "meterapi 3.4.2: field uploads")])


@scenario("rec-0403", "queue-backlog", "metering", ["java", "kafka-clients", "kafka"],
          "The plausibility check (third party) takes 1.3 s instead of 0.02 s: a batch of 10 records takes longer than max.poll.interval.ms (9 s here), metering is thrown out of its group, "
          "joins again and reads the same records once more, for ever.", also=["dependency-slow"])
def r0403(r):
    c = r.third_party("checker", port=8090, DELAY="0.02")
    k, a, m = chain(r, consumer={"CHECKER_URL": c.url, "MAX_POLL_RECORDS": "10", "MAX_POLL_INTERVAL": "9000"})
    load = r.load(a, send(0.7), 6)
    r.normal(45)
    r.fault()
    r.tell(c, delay=1.3)
    r.during(65)
    low, high = gauge(r, "metering", "consumer_lag")
    return r.save([("metering", r"consumer poll timeout has expired|CommitFailedException|leaving the group|sending LeaveGroup", 2, 0)],
                  dict(service="metering", title="Consumer group metering lags above 50 records", description="Lag of topic readings grows; members of the group come and go; meterapi 5xx ratio {err}."),
                  stats=[load], cut=["metering", "kafka"], logs=["metering", "kafka"], drop_metrics=["postgres"], spelling="hikari", extra_verified=f"lag of the group at most {low} before and {high} after")


@scenario("rec-0404", "disk-full", "kafka", ["java", "javalin", "kafka-clients", "kafka"],
          "The broker's volume (tmpfs of 100 MB) was filled by a heap dump: the broker cannot append, takes its log directory off line and stops; readings are not accepted.", also=["dependency-unreachable"])
def r0404(r):
    k, a, m = chain(r, tmpfs="100m", kafka_settings={"log.segment.bytes": 1048576, "log.preallocate": "false"})
    load = r.load(a, send(0.6), 5)
    r.normal(45)
    r.fault()
    harness.fill(k.cwd + "/java_pid118.hprof")
    bulk = r.load(a, lambda g: ("POST", "/readings", {"meter": g.randint(1, 50000), "kwh": 1.5, "note": "x" * 20000}), 6, measured=False)
    r.during(50)
    bulk.stopped.set()
    return r.save([("kafka", r"No space left on device", 1, 0), ("meterapi", r"not accepted", 20, 0)],
                  dict(service="meterapi", title="Readings are not accepted", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); looking at meters works."),
                  stats=[load], cut=["meterapi", "metering", "kafka"], logs=["meterapi", "kafka"], drop_metrics=["postgres"])


@scenario("rec-0405", "healthy", "metering", ["java", "kafka-clients", "kafka", "postgresql"],
          "Nothing is wrong: metering was restarted for a routine rollout, its group rebalanced twice with warnings on the broker and in the client; the lag was gone after seconds.")
def r0405(r):
    k, a, m = chain(r)
    m2 = metering(r, k, name="metering-b")
    load = r.load(a, send(0.6), 5)
    r.normal(48)
    r.change("deploy", "metering", "metering 2.2.1: base image refreshed, one instance after the other", "2.2.1")
    r.fault()
    m.redeploy({"RELEASE": "2.2.1"}, down=1)
    time.sleep(12)
    m2.redeploy({"RELEASE": "2.2.1"}, down=1)
    r.during(35)
    st = load.stats(r.fault_at, r.ended_at)
    low, high = gauge(r, "metering", "consumer_lag")
    return r.save([("kafka", r"Preparing to rebalance group metering|rebalance", 2, 0)],
                  dict(service="metering", title="Consumer group metering rebalances", description="More than 2 rebalances in a minute; lag now below 10; meterapi 5xx ratio {err}, p95 {p95} (baseline {p950})."),
                  stats=[load], cut=["metering", "metering-b", "kafka"], logs=["metering", "metering-b", "kafka"], ok=st["err"] < 0.02, spelling="hikari",
                  extra_verified=f"lag at most {high}, at the end {r.points[('metering', 'consumer_lag')][-1][1]}")


@scenario("rec-0406", "unknown", "metering", ["java", "javalin", "kafka-clients", "kafka", "postgresql"],
          "A new setting of meterapi sends readings to the topic readings.v2, metering still reads the old one: nobody fails and nothing is stored.", also=["config-error", "bad-deployment"])
def r0406(r):
    setting = harness.RUN + "/topic"
    open(setting, "w").close()
    k, a, m = chain(r, api={"TOPIC_FILE": setting})
    load = r.load(a, send(0.6), 5)
    r.normal(45)
    r.change("config", "meterapi", "topic names with a version")
    r.fault()
    open(setting, "w").write("readings.v2\n")
    r.during(50)
    done = [v for _, v in r.points.get(("metering", "request_rate"), [])]
    return r.save([("metering", r"readings stored, lag 0", 6, 12)],
                  dict(service="metering", title="Stored readings per minute fell to zero", description="No reading was stored for some time (baseline 3 per second); meterapi 5xx ratio {err}; no error lines."),
                  stats=[load], cut=["metering", "kafka"], logs=["metering", "meterapi", "kafka"], spelling="hikari", ok=max(done[-4:]) < 0.2 and max(done[1:7]) > 1,
                  extra_verified=f"readings stored per second fell from {max(done[1:7]):.1f} to {max(done[-4:]):.1f}")


@scenario("rec-0407", "dns-failure", "meterapi", ["java", "javalin", "kafka-clients", "hikaricp", "postgresql"],
          "The name of the database was removed from the zone. Connections live for 30 s; the pool of meterapi cannot open new ones: UnknownHostException.", also=["dependency-unreachable"])
def r0407(r):
    r.postgres()
    a = meterapi(r, {"DB_LIFETIME": "30000", "DB_POOL": "5"})
    r.wait_ports(a)
    load = r.load(a, look, 5)
    r.normal(45)
    r.change("config", "dns", "zone grid: old records removed")
    r.fault()
    del r.dns.zone[r.pg.host]
    r.during(70)
    return r.save([("meterapi", r"UnknownHostException|Connection is not available|connection attempt failed", 30, 0)],
                  dict(service="meterapi", title="Meterapi 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], logs=["meterapi", "postgres"], spelling="hikari")


@scenario("rec-0408", "auth-failure", "meterapi", ["java", "javalin", "hikaricp", "postgresql", "nginx"],
          "The password of meterapi was rotated in the database only; connections live for 30 s, new ones are refused.", also=["config-error"])
def r0408(r):
    r.postgres()
    a = meterapi(r, {"DB_LIFETIME": "30000", "DB_POOL": "5"})
    e = r.nginx("door", "location / { proxy_pass http://%s:%d; }" % (a.ip, a.port), port=8088)
    r.wait_ports(a, e)
    load = r.load(e, look, 5)
    r.normal(45)
    r.change("config", "postgres", "quarterly rotation of secrets")
    r.fault()
    r.pg_conn.execute("ALTER ROLE meterapi PASSWORD 'rotated-2026-q4'")
    r.pg_conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'meterapi'")
    r.during(50)
    return r.save([("meterapi", r"password authentication failed", 10, 0), ("postgres", r"password authentication failed", 10, 0)],
                  dict(service="door", title="Door 5xx ratio above 5%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["meterapi", "door-access", "postgres"], logs=["meterapi", "postgres"], spelling="short")


@scenario("rec-0410", "retry-amplification", "meterapi", ["java", "javalin", "resilience4j", "java.net.http"],
          "A new policy of meterapi gives forecast 0.24 s instead of 1.5 s and tries six times. Forecast (2 threads for requests, 0.2 s each as always) gets several times the calls and answers none of them in time.",
          also=["metastable-overload", "config-error"])
def r0410(r):
    r.postgres()
    f = forecast(r, {"WORK_MS": "200", "HTTP_THREADS": "4"})
    a = meterapi(r, {"FORECAST_URL": f.url})
    r.wait_ports(a, f)
    load = r.load(a, ask_forecast(0.8), 7)
    r.normal(45)
    r.change("config", "meterapi", "client policy: fail fast, try again")
    r.fault()
    a.redeploy({"FORECAST_TIMEOUT": "240", "RETRY_ATTEMPTS": "6", "RETRY_WAIT": "20"})
    r.during(48)
    out = [v for _, v in r.points[("meterapi", "outbound_requests_rate")]]
    return r.save([("meterapi", r"Retry 'forecast', waiting PT", 300, 0)],
                  dict(service="meterapi", title="Forecasts fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["meterapi", "forecast"], logs=["meterapi", "forecast"], drop_metrics=["postgres"], spelling="hikari",
                  extra_verified=f"calls to forecast rose from {sum(out[1:8]) / 7:.1f} to {max(out[-6:]):.1f} per second")


@scenario("rec-0411", "bad-deployment", "forecast", ["java", "javalin", "resilience4j", "java.net.http"],
          "Release 2.0.0-weather of forecast reads the third value of a station that half of the meters do not have: it fails for them, and the circuit breaker of meterapi opens and refuses the rest.")
def r0411(r):
    r.postgres()
    f = forecast(r)
    a = meterapi(r, {"FORECAST_URL": f.url, "BREAKER": "1"})
    r.wait_ports(a, f)
    load = r.load(a, ask_forecast(0.6), 5)
    r.normal(45)
    r.change("deploy", "forecast", "forecast 2.0.0-weather", "2.0.0-weather")
    r.fault()
    f.redeploy({"RELEASE": "2.0.0-weather"})
    r.during(48)
    return r.save([("forecast", r"IndexOutOfBoundsException", 10, 0), ("meterapi", r"CircuitBreaker 'forecast' is OPEN", 20, 0)],
                  dict(service="meterapi", title="Meterapi 5xx ratio above 10%", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); circuit breaker forecast is open."),
                  stats=[load], cut=["meterapi"], logs=["meterapi", "forecast"], drop_metrics=["postgres"], spelling="hikari", unrelated=[(-55, "config", "meterapi", "log level of the pool INFO")])


@scenario("rec-0412", "thread-pool-exhaustion", "meterapi", ["java", "javalin", "resilience4j", "java.net.http"],
          "The bulkhead for forecasts was set to 1 thread and a queue of 2 (before: 40 and 10): forecasts take 0.6 s as always, so most calls are refused because the bulkhead is full.", also=["config-error"])
def r0412(r):
    r.postgres()
    f = forecast(r, {"WORK_MS": "600"})
    a = meterapi(r, {"FORECAST_URL": f.url, "BULKHEAD": "40"})
    r.wait_ports(a, f)
    load = r.load(a, ask_forecast(0.7), 6)
    r.normal(45)
    r.change("config", "meterapi", "limits derived from the number of cores")
    r.fault()
    a.redeploy({"BULKHEAD": "1", "BULKHEAD_QUEUE": "2"})
    r.during(48)
    return r.save([("meterapi", r"Bulkhead 'forecast' is full and does not permit further calls", 30, 0)],
                  dict(service="meterapi", title="Forecasts fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["meterapi", "forecast"], logs=["meterapi", "forecast"], drop_metrics=["postgres"], spelling="prom")


@scenario("rec-0413", "connection-leak", "meterapi", ["java", "javalin", "hikaricp", "postgresql"],
          "Release 3.5.0 of meterapi does not return the connection when it shows the readings of every third meter: the 8 connections of the pool are gone in half a minute.",
          also=["connection-pool-exhaustion", "bad-deployment"])
def r0413(r):
    r.postgres()
    a = meterapi(r, {"DB_LEAK": "4000"})
    r.wait_ports(a)
    load = r.load(a, look, 5)
    r.normal(45)
    r.change("deploy", "meterapi", "meterapi 3.5.0: units of new meters", "3.5.0")
    r.fault()
    a.redeploy({"RELEASE": "3.5.0"})
    r.during(50)
    return r.save([("meterapi", r"Connection is not available, request timed out after", 40, 0), ("meterapi", r"Apparent connection leak detected", 3, 0)],
                  dict(service="meterapi", title="Meterapi p95 latency above 1.5s", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s."),
                  stats=[load], cut=["meterapi"], logs=["meterapi", "postgres"], spelling="hikari", unrelated=[(-190, "deploy", "metering", "metering 2.2.0")])


@scenario("rec-0414", "gc-pressure", "forecast", ["java", "javalin", "hotspot"],
          "Forecast keeps every curve it computed (20 kB) in a heap of 40 MB: a report asked for ever new meters until the heap was nearly full, and the collector runs all the time on a limit of 0.35 cores.",
          also=["memory-exhaustion", "cpu-saturation"])
def r0414(r):
    f = forecast(r, {"KEEP": "100000", "CURVE": "2500", "WORK_MS": "5"}, heap="40m", jvm=("-Xlog:gc:stdout:utctime,level,tags",), cpu=0.35)
    r.wait_ports(f)
    load = r.load(f, lambda g: ("GET", "/forecast/%d" % g.randint(1, 40), None), 5)
    r.normal(48)
    r.fault()
    seen = iter(range(1000, 100000))
    report = r.load(f, lambda g: ("GET", "/forecast/%d" % next(seen), None), 30, measured=False)
    r.during(70)
    low, high = gauge(r, "forecast", "gc_time_ms_rate")
    st, st0 = load.stats(r.ended_at - 25, r.ended_at - 1), load.stats(r.normal_at, r.fault_at)
    return r.save([("forecast", r"Pause Full", 15, 2)],
                  dict(service="forecast", title="Forecast p95 latency above 300ms", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s."),
                  stats=[load], spelling="hikari", extra_verified=f"collection time at most {low:.0f} before and {high:.0f} ms per second after; p95 of the last 25 s {st['p95']:.0f} ms (before: {st0['p95']:.0f})", ok=st["p95"] > 3 * st0["p95"])


@scenario("rec-0415", "fd-exhaustion", "meterapi", ["java", "javalin", "jetty", "hikaricp", "postgresql"],
          "Release 3.6.0 of meterapi writes what was shown to a file for the auditors and does not close it: the limit of 160 open files is reached, files, sockets and connections cannot be opened.", also=["bad-deployment"])
def r0415(r):
    r.postgres()
    os.makedirs(harness.RUN + "/archive")
    a = meterapi(r, {"ARCHIVE": harness.RUN + "/archive", "DB_POOL": "4"}, limits={resource.RLIMIT_NOFILE: 160}, jvm=("-XX:-MaxFDLimit",))
    r.wait_ports(a)
    load = r.load(a, look, 5, timeout=5)
    r.normal(45)
    r.change("deploy", "meterapi", "meterapi 3.6.0: records for the auditors", "3.6.0")
    r.fault()
    a.redeploy({"RELEASE": "3.6.0"})
    r.during(75)
    return r.save([("meterapi", r"Too many open files", 15, 0)],
                  dict(service="meterapi", title="Meterapi 5xx ratio above 5%", description="5xx ratio or no answer {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["meterapi"], logs=["meterapi"], drop_metrics=["postgres"], spelling="hikari")


@scenario("rec-0416", "lock-contention", "meterapi", ["java", "javalin", "hikaricp", "postgresql"],
          "Release 3.7.0 of meterapi updates the two contracts of a transfer in the order of the request instead of by number: transfers wait for each other's rows and deadlock in the database.", also=["bad-deployment"])
def r0416(r):
    r.postgres(settings={"deadlock_timeout": "700ms"})
    a = meterapi(r, {"TRANSFER_MS": "300", "DB_POOL": "20"})
    r.wait_ports(a)

    def traffic(rng):
        if rng.random() < 0.7:
            x, y = rng.sample(range(1, 8), 2)
            return "POST", "/transfers", {"from": x, "to": y}
        return look(rng)
    load = r.load(a, traffic, 6)
    r.normal(45)
    r.change("deploy", "meterapi", "meterapi 3.7.0: transfers simplified", "3.7.0")
    r.fault()
    a.redeploy({"RELEASE": "3.7.0"})
    r.during(48)
    return r.save([("postgres", r"deadlock detected", 10, 0), ("meterapi", r"deadlock detected", 10, 0)],
                  dict(service="meterapi", title="Transfers fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["meterapi"], logs=["meterapi", "postgres"], spelling="hikari", unrelated=[(-410, "config", "postgres", "log_lock_waits on")])


@scenario("rec-0417", "crash-loop", "forecast", ["java", "javalin", "haproxy"],
          "The image of forecast 1.9.1 lacks a library (kotlin-stdlib): the process ends while starting with NoClassDefFoundError, the supervisor starts it again every 3 seconds.", also=["bad-deployment", "config-error"])
def r0417(r):
    r.postgres()
    f = forecast(r, restart=3)
    a = meterapi(r, {"FORECAST_URL": f.url})
    h = r.haproxy("gate", [(a, "check inter 3s")], port=8000)
    r.wait_ports(a, f, h)
    load = r.load(h, ask_forecast(0.5), 5)
    r.normal(45)
    r.change("deploy", "forecast", "forecast 1.9.1: smaller image", "1.9.1")
    r.fault()
    f.stop()
    jars = ":".join("/srv/java/plain/" + j for j in sorted(os.listdir("/srv/java/plain")) if not j.startswith("kotlin-stdlib-1"))
    f.cmd = [x if x != "/srv/java/plain/*" else jars for x in f.cmd]
    f.start({"RELEASE": "1.9.1"})
    r.during(48)
    return r.save([("forecast", r"NoClassDefFoundError", 5, 0), ("meterapi", r"ConnectException", 40, 0)],
                  dict(service="gate", title="5xx ratio above 10% at the gate", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["meterapi", "gate"], logs=["forecast", "meterapi", "gate"], drop_metrics=["postgres"], unrelated=[(-29, "flag", "meterapi", "flag dark-mode on for 50 %")])


@scenario("rec-0418", "metastable-overload", "meterapi", ["java", "javalin", "resilience4j", "java.net.http"],
          "Forecast stood still for 8 seconds and is as fast as before since; the calls that meterapi repeats (6 attempts, 0.8 s each) keep it overloaded: it spends its time on answers nobody waits for.",
          also=["retry-amplification"])
def r0418(r):
    r.postgres()
    f = forecast(r, {"WORK_MS": "200", "HTTP_THREADS": "9"})
    a = meterapi(r, {"FORECAST_URL": f.url, "FORECAST_TIMEOUT": "800", "RETRY_ATTEMPTS": "6", "RETRY_WAIT": "30"})
    r.wait_ports(a, f)
    load = r.load(a, ask_forecast(1.0), 1, timeout=9)
    time.sleep(15)
    load.rate = 7.0
    r.normal(45)
    r.fault()
    f.pause()
    time.sleep(8)
    f.resume()
    ended = time.time()
    r.during(55)
    st = load.stats(ended + 15, r.ended_at - 1)
    return r.save([("meterapi", r"Retry 'forecast', waiting PT", 300, 20)],
                  dict(service="meterapi", title="Forecasts fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["meterapi", "forecast"], logs=["meterapi", "forecast"], drop_metrics=["postgres"], ok=st["err"] > 0.3,
                  extra_verified=f"15 s after the standstill and later: {st['rps']:.1f} req/s err {st['err']:.1%}")


@scenario("rec-0419", "dependency-unreachable", "postgres", ["java", "javalin", "hikaricp", "postgresql", "haproxy"],
          "The database was stopped for good by a mistaken shutdown: connections are refused.")
def r0419(r):
    pg = r.postgres()
    a = meterapi(r)
    h = r.haproxy("gate", [(a, "")], port=8000)
    r.wait_ports(a, h)
    load = r.load(h, look, 4)
    r.normal(45)
    r.fault()
    pg.stop(sig=2)
    r.during(45)
    return r.save([("meterapi", r"Connection is not available|refused", 40, 0)],
                  dict(service="gate", title="5xx ratio above 10% at the gate", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["meterapi", "gate", "postgres"], logs=["meterapi", "gate", "postgres"], spelling="prom", unrelated=[(-120, "deploy", "metering", "metering 2.2.0")])


@scenario("rec-0420", "database-connection-limit", "postgres", ["java", "javalin", "hikaricp", "postgresql"],
          "The database allows meterapi 3 connections since its roles were re-created (before: no limit), its pool wants 10: new connections are refused with too many connections for role.", also=["config-error", "connection-pool-exhaustion"])
def r0420(r):
    r.postgres()
    a = meterapi(r, {"DB_POOL": "10", "DB_TIMEOUT": "1200", "TRANSFER_MS": "800"})
    r.wait_ports(a)

    def traffic(rng):
        return ("POST", "/transfers", {"from": rng.randint(1, 2400), "to": rng.randint(2500, 4900)}) if rng.random() < 0.7 else look(rng)
    load = r.load(a, traffic, 8)
    r.normal(45)
    r.change("config", "postgres", "roles re-created from the template")
    r.fault()
    r.pg_conn.execute("ALTER ROLE meterapi CONNECTION LIMIT 3")
    r.pg_conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'meterapi'")
    r.during(48)
    return r.save([("meterapi", r"Connection is not available|too many connections", 40, 0), ("postgres", r"too many connections for role", 10, 0)],
                  dict(service="meterapi", title="Transfers fail", description="5xx ratio {err} (baseline {err0}), p95 {p95} (baseline {p950}); traffic {rps} req/s."),
                  stats=[load], cut=["meterapi"], logs=["meterapi", "postgres"], spelling="hikari")


@scenario("rec-0421", "cpu-saturation", "meterapi", ["java", "javalin", "jetty", "haproxy"],
          "The processor limit of meterapi was set to 0.015 cores by mistake (before: none): its requests take seconds, with the usual traffic and no error of its own.",
          also=["config-error"])
def r0421(r):
    r.postgres()
    a = meterapi(r)
    h = r.haproxy("gate", [(a, "")], port=8000)
    r.wait_ports(a, h)
    warm = r.load(h, look, 15, measured=False)
    time.sleep(8)
    warm.stopped.set()
    load = r.load(h, look, 8)
    r.normal(45)
    r.change("config", "meterapi", "cpu limit 1000m to 15m")
    r.fault()
    limit(a, 0.015)
    r.during(50)
    return r.save([("gate", r" sH-- |/[1-9]\d{3}/\d+ 200 |/[1-9]\d{3}/[1-9]\d{3} ", 30, 2)],
                  dict(service="gate", title="p95 latency above 1s at the gate", description="p95 {p95} (baseline {p950}), 5xx ratio {err}; traffic {rps} req/s (baseline {rps0})."),
                  stats=[load], cut=["meterapi", "gate"], logs=["meterapi", "gate"], drop_metrics=["postgres"], spelling="hikari")
