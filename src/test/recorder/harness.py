"""Records one incident: starts real services in private namespaces, drives light traffic, causes one fault, checks
that its effect shows after the fault and not before, and writes the bundle.

Everything runs inside its own network, mount, pid, ipc and host-name namespace: only a loopback device exists, ports
and firewall rules cannot collide with anything else, and all processes end with the recording.
"""
import http.client
import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time
import uuid
from datetime import datetime, timezone

RUN = "/run/rec"
LOGS = RUN + "/logs"
DOMAIN = "prod.internal"
PG_BIN = "/usr/lib/postgresql/15/bin"
# The held-back stacks have databases of their own.
PG_TEMPLATES = {"core": "/tmp/rec/pgtemplate"}
PG_TEMPLATE_HELD_BACK = "/tmp/rec/pgtemplate-held-back"

AGENTS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "okhttp/4.12.0", "python-requests/2.32.3", "Go-http-client/1.1",
]

# The same figure under the names that different exporters give it.
SPELLINGS = {
    "house": {},
    "prom": {"cpu": "process_cpu", "rss": "process_resident_memory", "open_fds": "process_open_fds",
             "request_rate": "http_requests_per_second", "avg_latency": "http_request_duration_avg",
             "error_rate": "http_error_ratio", "db_pool_active": "pool_in_use", "db_pool_waiting": "pool_waiters",
             "db_pool_max": "pool_max_size", "connections": "pg_stat_activity_count",
             "active_queries": "pg_active_sessions", "sessions_waiting_on_lock": "pg_locks_waiting",
             "idle_in_transaction": "pg_idle_in_transaction", "tps": "pg_transactions_per_second"},
    "short": {"cpu": "cpu_usage", "rss": "memory_rss", "open_fds": "fds", "request_rate": "rps",
              "avg_latency": "latency_avg", "error_rate": "5xx_ratio", "db_pool_active": "db_connections_in_use",
              "db_pool_waiting": "db_connections_pending", "db_pool_max": "db_connections_max",
              "connections": "db_sessions", "sessions_waiting_on_lock": "lock_waiters"},
    "agroal": {"cpu": "container_cpu_usage", "rss": "container_memory_working_set", "open_fds": "process_files_open_files",
               "request_rate": "http_server_requests_rate", "avg_latency": "http_server_requests_avg_latency", "error_rate": "http_server_error_ratio",
               "db_pool_active": "agroal_active_count", "db_pool_waiting": "agroal_awaiting_count", "db_pool_max": "agroal_max_size",
               "heap_used": "jvm_memory_used", "heap_max": "jvm_memory_max", "threads": "jvm_threads_live_threads", "gc_time_ms_rate": "jvm_gc_pause_ms_rate",
               "connections": "pg_stat_activity_count", "sessions_waiting_on_lock": "pg_locks_waiting"},
    "hikari": {"cpu": "container_cpu_usage", "rss": "container_memory_working_set", "open_fds": "process_files_open_files",
               "request_rate": "http_server_requests_rate", "avg_latency": "http_server_requests_avg_latency", "error_rate": "http_server_error_ratio",
               "db_pool_active": "hikaricp_connections_active", "db_pool_waiting": "hikaricp_connections_pending", "db_pool_max": "hikaricp_connections_max",
               "heap_used": "jvm_memory_used", "heap_max": "jvm_memory_max", "threads": "jvm_threads_live_threads", "gc_time_ms_rate": "jvm_gc_pause_ms_rate",
               "consumer_lag": "kafka_consumergroup_lag", "connections": "pg_stat_activity_count", "sessions_waiting_on_lock": "pg_locks_waiting"},
}
UNITS = {"cpu": "cores", "rss": "MiB", "open_fds": "count", "request_rate": "req/s", "avg_latency": "ms",
         "error_rate": "ratio", "heap_used": "MiB", "tps": "per_s", "client_request_rate": "req/s",
         "client_p95_latency": "ms", "client_error_ratio": "ratio", "used_memory": "MiB", "ops": "per_s", "heap_max": "MiB", "consumer_lag": "messages",
         "sidekiq_queue_size": "jobs", "sidekiq_queue_latency": "s"}


def unit(name):
    base = name.split(":")[0]
    if base in UNITS:
        return UNITS[base]
    if base.startswith("queue_depth"):
        return "messages"
    if base.endswith("_ms"):
        return "ms"
    if base.endswith("_rate"):
        return "per_s"
    if base.endswith("_ratio"):
        return "ratio"
    if base.endswith("_mib") or base.startswith("nodejs_heap") or base.startswith("go_memstats_heap"):
        return "MiB"
    return "count"


def iso(t):
    return datetime.fromtimestamp(t, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (int(t * 1000) % 1000)


def sh(cmd, check=True, **kw):
    return subprocess.run(cmd, shell=isinstance(cmd, str), check=check, capture_output=True, text=True, **kw).stdout


class Service:
    def __init__(self, name, ip, port, domain=DOMAIN):
        self.name, self.ip, self.port = name, ip, port
        self.cmd = self.env = self.cwd = self.proc = self.user = None
        self.log = os.path.join(LOGS, name + ".log")
        self.extra_logs = {}
        self.limits = {}
        self.cpu = None
        self.restart = False
        self.stopping = False
        self.lite = False
        self.starts = 0
        self.kind = "app"
        self.host = f"{name}.{domain}"
        self.url = f"http://{self.host}:{port}"

    def start(self, env=None):
        if env:
            self.env.update(env)
        self.stopping = False
        out = open(self.log, "ab")

        def prepare():
            os.setsid()
            if self.cpu:
                group = f"/sys/fs/cgroup/cpu/rec{os.environ['REC_TOKEN']}-{self.name}"
                os.makedirs(group, exist_ok=True)
                open(group + "/cpu.cfs_period_us", "w").write("100000")
                open(group + "/cpu.cfs_quota_us", "w").write(str(int(self.cpu * 100000)))
                # Writing 0 moves the writer itself, whatever pid namespace it lives in.
                open(group + "/tasks", "w").write("0")
            for what, value in self.limits.items():
                resource.setrlimit(what, (value, value))
        cmd = self.cmd
        if self.user:
            cmd = ["setpriv", "--reuid=" + self.user, "--regid=" + self.user, "--init-groups"] + cmd
        self.proc = subprocess.Popen(cmd, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=self.env,
                                     cwd=self.cwd or "/srv/app", preexec_fn=prepare)
        self.starts += 1
        if self.restart:
            threading.Thread(target=self._supervise, args=(self.proc,), daemon=True).start()

    def _supervise(self, proc):
        proc.wait()
        if not self.stopping and self.starts < 40:
            time.sleep(float(self.restart))
            if not self.stopping:
                self.start()

    def stop(self, sig=signal.SIGTERM, wait=15):
        self.stopping = True
        if self.proc and self.proc.poll() is None:
            self.proc.send_signal(sig)
            try:
                self.proc.wait(wait)
            except subprocess.TimeoutExpired:
                os.killpg(self.proc.pid, signal.SIGKILL)
                self.proc.wait(5)

    def kill(self):
        self.stopping = True
        os.killpg(self.proc.pid, signal.SIGKILL)
        self.proc.wait(5)

    def pause(self):
        os.killpg(self.proc.pid, signal.SIGSTOP)

    def resume(self):
        os.killpg(self.proc.pid, signal.SIGCONT)

    def redeploy(self, env=None, down=0.3):
        """A real restart with other settings or another release."""
        self.stop()
        time.sleep(down)
        self.start(env)


class Dns(threading.Thread):
    """A name server for the namespace; names can be removed, the server can fall silent or fail."""
    def __init__(self):
        super().__init__(daemon=True)
        self.zone, self.mode = {}, "ok"
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sock.bind(("127.0.0.53", 53))

    def run(self):
        while True:
            data, peer = self.sock.recvfrom(2048)
            if self.mode == "silent":
                continue
            labels, i = [], 12
            while data[i]:
                labels.append(data[i + 1:i + 1 + data[i]].decode())
                i += 1 + data[i]
            qtype = struct.unpack("!H", data[i + 1:i + 3])[0]
            question = data[12:i + 5]
            ip = self.zone.get(".".join(labels).lower())
            rcode = 2 if self.mode == "servfail" else (0 if ip else 3)
            answer = b""
            if rcode == 0 and qtype == 1:
                answer = b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x05\x00\x04" + socket.inet_aton(ip)
            head = data[:2] + struct.pack("!HHHHH", 0x8180 | rcode, 1, 1 if answer else 0, 0, 0)
            self.sock.sendto(head + question + answer, peer)


class Load:
    """Open-loop traffic: arrivals do not wait for answers. Bounded by time, rate and number in flight."""
    def __init__(self, service, fn, rate, host, port, timeout=8, seed=1, users=True):
        self.service, self.fn, self.rate, self.host, self.port, self.timeout = service, fn, rate, host, port, timeout
        self.rng = random.Random(seed)
        self.results = []
        self.stopped = threading.Event()
        self.inflight = 0
        self.users = users
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self):
        nxt = time.time()
        end = nxt + 400
        while not self.stopped.is_set() and time.time() < end:
            nxt += self.rng.expovariate(self.rate) if self.rate > 0 else 0.5
            pause = nxt - time.time()
            if pause > 0:
                self.stopped.wait(pause)
            elif pause < -3:
                nxt = time.time()
            if self.stopped.is_set() or self.rate <= 0 or self.inflight > 150:
                continue
            self.inflight += 1
            threading.Thread(target=self._one, daemon=True).start()

    def _one(self):
        begin = time.time()
        status = 0
        try:
            method, path, body, *more = self.fn(self.rng)
            headers = {"User-Agent": self.rng.choice(AGENTS), "X-Request-Id": str(uuid.UUID(int=self.rng.getrandbits(128))),
                       "X-Forwarded-For": "198.51.100.%d" % self.rng.randint(1, 254), "Connection": "close"}
            if more:
                headers.update(more[0])
            if body is not None and not isinstance(body, (bytes, str)):
                body = json.dumps(body)
                headers.setdefault("Content-Type", "application/json")
            c = http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)
            try:
                c.request(method, path, body, headers)
                reply = c.getresponse()
                status = reply.status
                reply.read()
            finally:
                c.close()
        except Exception:
            status = 0
        self.results.append((begin, (time.time() - begin) * 1000, status))
        self.inflight -= 1

    def stats(self, a, b):
        rows = [r for r in self.results if a <= r[0] < b]
        if not rows or b <= a:
            return dict(n=0, rps=0.0, p95=0.0, p50=0.0, err=0.0, c4=0.0)
        lat = sorted(r[1] for r in rows)
        return dict(n=len(rows), rps=len(rows) / (b - a), p95=lat[int(0.95 * (len(lat) - 1))], p50=lat[len(lat) // 2],
                    err=sum(1 for r in rows if r[2] == 0 or r[2] >= 500) / len(rows),
                    c4=sum(1 for r in rows if 400 <= r[2] < 500) / len(rows))


class Recording:
    def __init__(self, spec):
        self.spec = spec
        self.domain, self.db = spec.get("domain", DOMAIN), spec.get("db", "core")
        self.services, self.loads, self.changes = {}, [], []
        self.points = {}
        self.last = {}
        self.started = time.time()
        self.fault_at = None
        self.marks = {}
        self.rng = random.Random(spec["id"])
        self.dns = Dns()
        self.dns.start()
        self.pg = None
        self.pg_conn = None
        self.extra_samplers = []
        self.sampling = threading.Event()
        self.next_ip = 10

    # ---- starting software -------------------------------------------------------------------------------------
    def add(self, name, port, cmd, env=None, **kw):
        ip = "10.20.0.%d" % self.next_ip
        self.next_ip += 1
        sh(["ip", "addr", "add", ip + "/32", "dev", "lo"])
        s = Service(name, ip, port, self.domain)
        self.dns.zone[s.host] = ip
        s.cmd = cmd
        s.env = {"PATH": "/srv/venv/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin", "HOME": "/srv", "LANG": "C.UTF-8", "TZ": "UTC",
                 "SERVICE": name, "PORT": str(port), "HOST": ip, "RELEASE": "1.0.0"}
        s.env.update({k: str(v) for k, v in (env or {}).items()})
        for k, v in kw.items():
            setattr(s, k, v)
        self.services[name] = s
        s.start()
        return s

    def node(self, name, script, env=None, node_args=(), port=None, **kw):
        env = dict(NODE_ENV="production", **(env or {}))
        return self.add(name, port or 3000, ["node", *node_args, script], env, cwd="/srv/app/node", lite=True, **kw)

    def gunicorn(self, name, app, env=None, args=("-w", "2"), port=None, **kw):
        port = port or 8000
        s = self.add(name, port, ["/bin/true"], env, cwd="/srv/app/python", lite=True)
        s.proc.wait()
        for k, v in kw.items():
            setattr(s, k, v)
        s.cmd = ["/srv/venv/bin/gunicorn", "--preload", "-b", f"{s.ip}:{port}", *args, app]
        s.env["PYTHONUNBUFFERED"] = "1"
        s.start()
        return s

    def uvicorn(self, name, app, env=None, args=(), port=None, **kw):
        port = port or 8000
        s = self.add(name, port, ["/bin/true"], env, cwd="/srv/app/python", lite=True)
        s.proc.wait()
        for k, v in kw.items():
            setattr(s, k, v)
        s.cmd = ["/srv/venv/bin/uvicorn", "--host", s.ip, "--port", str(port), *args, app]
        s.env["PYTHONUNBUFFERED"] = "1"
        s.start()
        return s

    def python(self, name, script, env=None, port=9000, lite=False, **kw):
        env = dict(PYTHONUNBUFFERED="1", **(env or {}))
        return self.add(name, port, ["/srv/venv/bin/python", script], env, cwd="/srv/app/python", lite=lite, **kw)

    def go(self, name, binary, env=None, port=None, **kw):
        return self.add(name, port or 8080, ["/srv/bin/" + binary], env, lite=True, **kw)

    def third_party(self, name, port=8443, **env):
        """Stands for somebody else's service: its log is not kept."""
        s = self.add(name, port, ["/srv/venv/bin/python", "thirdparty.py"], env, cwd="/srv/app/python")
        s.kind = "third"
        return s

    def tell(self, s, **settings):
        """Changes the behaviour of a third party while it runs."""
        c = http.client.HTTPConnection(s.ip, 9999, timeout=5)
        c.request("POST", "/ctl", json.dumps(settings))
        c.getresponse().read()
        c.close()

    def postgres(self, name="postgres", settings=None, tmpfs=None, keep_log=True):
        data = RUN + "/" + name
        os.makedirs(data)
        if tmpfs:
            sh(["mount", "-t", "tmpfs", "-o", "size=" + tmpfs, "tmpfs", data])
        sh(f"cp -a {PG_TEMPLATES.get(self.db, PG_TEMPLATE_HELD_BACK)}/. {data}/ && chown -R postgres: {data} && chmod 700 {data}")
        conf = {"listen_addresses": "'*'", "unix_socket_directories": f"'{RUN}'", "shared_buffers": "32MB",
                "log_line_prefix": "'%m [%p] %q%u@%d/%a '", "log_lock_waits": "on", "log_min_duration_statement": "500ms",
                "timezone": "'UTC'", "log_timezone": "'UTC'", "max_connections": 60, "fsync": "off", "logging_collector": "off",
                "max_parallel_workers_per_gather": 0, "jit": "off", "autovacuum_naptime": "30s"}
        conf.update(settings or {})
        with open(data + "/postgresql.conf", "a") as f:
            for k, v in conf.items():
                f.write(f"{k} = {v}\n")
        s = self.add(name, 5432, [PG_BIN + "/postgres", "-D", data], user="postgres", kind="postgres", cwd=data)
        self.pg = s
        for _ in range(60):
            if subprocess.run([PG_BIN + "/pg_isready", "-q", "-U", "postgres", "-h", RUN], capture_output=True).returncode == 0:
                break
            time.sleep(0.25)
        import psycopg
        self.pg_conn = psycopg.connect(host=RUN, dbname=self.db, user="postgres", autocommit=True, application_name="exporter")
        return s

    def sql(self, text, fetch=False):
        import psycopg
        with psycopg.connect(host=RUN, dbname=self.db, user="postgres", autocommit=True, application_name="psql") as c:
            cur = c.execute(text)
            return cur.fetchall() if fetch else None

    def session(self, user="postgres", app="psql"):
        import psycopg
        return psycopg.connect(host=RUN, dbname=self.db, user=user, application_name=app)

    def redis(self, name="redis", port=6379, settings=None, tmpfs=None, **kw):
        data = RUN + "/" + name
        os.makedirs(data)
        if tmpfs:
            sh(["mount", "-t", "tmpfs", "-o", "size=" + tmpfs, "tmpfs", data])
        conf = {"port": port, "bind": "0.0.0.0", "protected-mode": "no", "dir": data, "save": '""', "daemonize": "no", "logfile": '""'}
        conf.update(settings or {})
        path = RUN + f"/{name}.conf"
        with open(path, "w") as f:
            for k, v in conf.items():
                f.write(f"{k} {v}\n")
        return self.add(name, port, ["redis-server", path], kind="redis", cwd=data, **kw)

    def redis_cli(self, s, *args):
        return sh(["redis-cli", "-h", s.ip, "-p", str(s.port), *args], check=False, timeout=10)

    def rabbitmq(self, name="rabbitmq", tmpfs=None):
        base = RUN + "/" + name
        os.makedirs(base)
        if tmpfs:
            sh(["mount", "-t", "tmpfs", "-o", "size=" + tmpfs, "tmpfs", base])
        open(base + "/rabbitmq.conf", "w").write("log.console = true\nlog.console.level = info\nlog.file = false\nloopback_users = none\n"
                                                 "listeners.tcp.default = 5672\n")
        open(base + "/.erlang.cookie", "w").write("RECORDERCOOKIE")
        os.chmod(base + "/.erlang.cookie", 0o400)
        env = {"HOME": base, "RABBITMQ_NODENAME": "rabbit@mq-1", "RABBITMQ_MNESIA_BASE": base + "/mnesia", "RABBITMQ_LOG_BASE": base + "/log",
               "RABBITMQ_CONFIG_FILE": base + "/rabbitmq.conf", "RABBITMQ_ENABLED_PLUGINS_FILE": base + "/enabled_plugins",
               "RABBITMQ_PID_FILE": base + "/pid", "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1 +sbwt none"}
        open(base + "/enabled_plugins", "w").write("[].\n")
        sh(["chown", "-R", "rabbitmq:", base])
        s = self.add(name, 5672, ["/usr/lib/rabbitmq/bin/rabbitmq-server"], env, kind="rabbitmq", cwd=base, user="rabbitmq")
        self.wait_port(s, 90)
        time.sleep(1)
        return s

    def nginx(self, name, body, port=80, http_extra="", error_level="error", log_format="timed"):
        conf = RUN + f"/{name}.conf"
        s = Service(name, "10.20.0.%d" % self.next_ip, port, self.domain)
        access, error = f"{LOGS}/{name}-access.log", f"{LOGS}/{name}-error.log"
        text = f"""worker_processes 1;
daemon off;
pid {RUN}/{name}.pid;
error_log {error} {error_level};
events {{ worker_connections 256; }}
http {{
  log_format timed '$http_x_forwarded_for - - [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" '
                   'rt=$request_time uct="$upstream_connect_time" urt="$upstream_response_time" us="$upstream_status" ua="$upstream_addr"';
  log_format combined_real '$http_x_forwarded_for - - [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';
  log_format fields escape=json '{{"time":"$time_iso8601","remote_addr":"$http_x_forwarded_for","request_method":"$request_method","uri":"$uri","status":$status,'
                    '"request_time":$request_time,"upstream_addr":"$upstream_addr","upstream_status":"$upstream_status","upstream_response_time":"$upstream_response_time","request_id":"$http_x_request_id"}}';
  access_log {access} {log_format};
  client_body_temp_path {RUN}/{name}-b; proxy_temp_path {RUN}/{name}-p; fastcgi_temp_path {RUN}/{name}-f; uwsgi_temp_path {RUN}/{name}-u; scgi_temp_path {RUN}/{name}-s;
  {http_extra}
  server {{
    listen {s.ip}:{port};
    {body}
  }}
}}
"""
        open(conf, "w").write(text)
        s = self.add(name, port, ["nginx", "-c", conf], kind="nginx", cwd=RUN)
        s.extra_logs = {name + "-access": access, name + "-error": error}
        s.conf = conf
        return s

    def haproxy(self, name, backends, port=8080, defaults="", frontend="", server_timeout="5s"):
        """backends: list of (service, options)."""
        conf = RUN + f"/{name}.cfg"
        # A balancer that meets its servers before they listen would start with failed checks.
        self.wait_ports(*[b for b, _ in backends])
        servers = "\n".join(f"  server {b.name}-{i + 1} {b.ip}:{b.port} {opt}" for i, (b, opt) in enumerate(backends))
        open(conf, "w").write(f"""global
  log stdout format raw local0
  maxconn 200
defaults
  log global
  mode http
  option httplog
  timeout connect 2s
  timeout client 20s
  timeout server {server_timeout}
  {defaults}
frontend {name}
  bind 10.20.0.{self.next_ip}:{port}
  {frontend}
  default_backend be_{backends[0][0].name}
backend be_{backends[0][0].name}
  option httpchk GET /healthz
{servers}
""")
        return self.add(name, port, ["haproxy", "-db", "-f", conf], kind="haproxy", cwd=RUN)

    def wait_port(self, s, seconds=60):
        end = time.time() + seconds
        while time.time() < end:
            try:
                socket.create_connection((s.ip, s.port), 1).close()
                return
            except OSError:
                time.sleep(0.2)
        raise SystemExit(f"{s.name} did not open port {s.port}:\n" + open(s.log, errors="replace").read()[-3000:])

    def wait_ports(self, *services):
        for s in services:
            self.wait_port(s)

    # ---- the firewall of the namespace ---------------------------------------------------------------------------
    def drop(self, s):
        sh(["iptables", "-A", "INPUT", "-p", "tcp", "-d", s.ip, "--dport", str(s.port), "-j", "DROP"])

    def undrop(self, s):
        sh(["iptables", "-D", "INPUT", "-p", "tcp", "-d", s.ip, "--dport", str(s.port), "-j", "DROP"])

    # ---- traffic, changes, phases ----------------------------------------------------------------------------------
    def load(self, s, fn, rate=5, timeout=8, measured=True):
        load = Load(s.name, fn, rate, s.ip, s.port, timeout, seed=self.rng.random())
        load.measured = measured
        self.loads.append(load)
        load.thread.start()
        return load

    def change(self, kind, service, description, version=None, at=None):
        entry = {"time": iso(at or time.time()), "kind": kind, "service": service}
        if version:
            entry["version"] = version
        entry["description"] = description
        self.changes.append((at or time.time(), entry))

    def normal(self, seconds):
        """Traffic runs; once the services are warm, metrics are sampled and kept."""
        time.sleep(self.spec.get("warm", 2))
        self.normal_at = time.time()
        for s in self.services.values():
            for name, path in self._log_files(s).items():
                self.marks[("cut", name)] = os.path.getsize(path) if os.path.exists(path) else 0
        threading.Thread(target=self._sampler, daemon=True).start()
        time.sleep(seconds)

    def fault(self):
        self.fault_at = time.time()
        for s in self.services.values():
            for name, path in self._log_files(s).items():
                self.marks[("fault", name)] = os.path.getsize(path) if os.path.exists(path) else 0
        print(f"[{self.spec['id']}] fault at {iso(self.fault_at)}", flush=True)

    def during(self, seconds):
        time.sleep(seconds)
        self.ended_at = time.time()

    # ---- metrics ---------------------------------------------------------------------------------------------------
    def _point(self, service, name, t, value):
        self.points.setdefault((service, name), []).append([iso(t), round(value, 3) if isinstance(value, float) else value])

    def _tree(self, pid):
        kids = {}
        for p in os.listdir("/proc"):
            if p.isdigit():
                try:
                    kids.setdefault(int(open(f"/proc/{p}/stat").read().rsplit(")", 1)[1].split()[1]), []).append(int(p))
                except OSError:
                    pass
        todo, out = [pid], []
        while todo:
            p = todo.pop()
            out.append(p)
            todo += kids.get(p, [])
        return out

    def _sampler(self):
        nxt = time.time()
        while not self.sampling.is_set():
            for s in list(self.services.values()):
                if s.kind != "third":
                    try:
                        self._sample(s, time.time())
                    except Exception as e:
                        print("sample", s.name, e, flush=True)
            for f in self.extra_samplers:
                try:
                    for service, name, value in f():
                        self._point(service, name, time.time(), value)
                except Exception:
                    pass
            nxt += 5
            self.sampling.wait(max(0.2, nxt - time.time()))

    def _rate(self, key, value, t):
        old = self.last.get(key)
        self.last[key] = (t, value)
        if old is None or value < old[1] or t <= old[0]:
            return None
        return (value - old[1]) / (t - old[0])

    def _sample(self, s, t):
        if s.proc is None or s.proc.poll() is not None:
            self._point(s.name, "up", t, 0)
            return
        cpu = rss = fds = 0
        for p in self._tree(s.proc.pid):
            try:
                f = open(f"/proc/{p}/stat").read().rsplit(")", 1)[1].split()
                cpu += (int(f[11]) + int(f[12])) / os.sysconf("SC_CLK_TCK")
                rss += int(f[21]) * 4096 / 1048576
                fds += len(os.listdir(f"/proc/{p}/fd"))
            except OSError:
                pass
        c = self._rate((s.name, "cpu"), cpu, t)
        if c is not None:
            self._point(s.name, "cpu", t, round(c, 3))
        self._point(s.name, "rss", t, round(rss, 3))
        self._point(s.name, "open_fds", t, fds)
        if s.lite:
            self._sample_lite(s, t)
        if s.kind == "postgres":
            rows = self.pg_conn.execute(
                "select count(*), count(*) filter (where state='active' and pid<>pg_backend_pid()), count(*) filter (where wait_event_type='Lock'),"
                " count(*) filter (where state like 'idle in transaction%'), (select xact_commit+xact_rollback from pg_stat_database where datname=current_database())"
                " from pg_stat_activity where backend_type='client backend' and application_name<>'exporter'").fetchone()
            for n, v in zip(("connections", "active_queries", "sessions_waiting_on_lock", "idle_in_transaction"), rows):
                self._point(s.name, n, t, v)
            tps = self._rate((s.name, "tps"), rows[4], t)
            if tps is not None:
                self._point(s.name, "tps", t, round(tps, 3))
        if s.kind == "redis":
            info = dict(line.split(":", 1) for line in sh(["redis-cli", "-h", s.ip, "-p", str(s.port), *getattr(s, "auth", []), "info"], check=False, timeout=3).splitlines()
                        if ":" in line)
            if "used_memory" in info:
                self._point(s.name, "used_memory", t, round(int(info["used_memory"]) / 1048576, 3))
                self._point(s.name, "connected_clients", t, int(info["connected_clients"]))
                for key in ("keyspace_hits", "keyspace_misses", "total_commands_processed"):
                    r = self._rate((s.name, key), int(info[key]), t)
                    if r is not None:
                        self._point(s.name, {"total_commands_processed": "ops"}.get(key, key + "_rate"), t, round(r, 3))

    def _sample_lite(self, s, t):
        try:
            c = http.client.HTTPConnection(s.ip, getattr(s, "lite_port", None) or s.port, timeout=2)
            c.request("GET", "/metrics-lite")
            body = json.loads(c.getresponse().read())
            c.close()
        except Exception:
            self._point(s.name, "scrape_up", t, 0)
            return
        if ("scrape_up" in [k[1] for k in self.points if k[0] == s.name]):
            self._point(s.name, "scrape_up", t, 1)
        old = self.last.get((s.name, "lite"))
        self.last[(s.name, "lite")] = (t, body)
        if old and body["requests"] >= old[1]["requests"]:
            n, dt = body["requests"] - old[1]["requests"], t - old[0]
            self._point(s.name, "request_rate", t, round(n / dt, 3))
            if n:
                self._point(s.name, "avg_latency", t, round((body["latency_ms_sum"] - old[1]["latency_ms_sum"]) / n, 3))
                self._point(s.name, "error_rate", t, round((body["errors"] - old[1]["errors"]) / n, 4))
        for k, v in body.items():
            if k in ("requests", "errors", "latency_ms_sum"):
                continue
            if k.endswith("_total"):
                r = self._rate((s.name, k), v, t)
                if r is not None:
                    self._point(s.name, k[:-6] + "_rate", t, round(r, 3))
            else:
                self._point(s.name, k, t, v)

    def client_points(self):
        for load in self.loads:
            if not load.measured:
                continue
            a = self.normal_at
            while a + 5 <= self.ended_at:
                st = load.stats(a, a + 5)
                self._point(load.service, "client_request_rate", a, round(st["rps"], 3))
                if st["n"]:
                    self._point(load.service, "client_p95_latency", a, round(st["p95"], 1))
                    self._point(load.service, "client_error_ratio", a, round(st["err"], 4))
                a += 5

    # ---- writing the bundle ----------------------------------------------------------------------------------------
    def _log_files(self, s):
        if s.kind == "third":
            return {}
        if s.extra_logs:
            return s.extra_logs
        return {s.name: s.log}

    def save(self, expect, alert, logs=None, stats=(), metrics=True, spelling="house", cut=(), drop_metrics=(), unrelated=(), extra_verified="", ok=True,
             with_changes=True):
        """expect: (log, regex, least after, most before); alert: dict(service, title, description); stats: loads to quote."""
        self.sampling.set()
        spec = self.spec
        for load in self.loads:
            load.stopped.set()
        texts, contents = [], {}
        for s in self.services.values():
            for name, path in self._log_files(s).items():
                contents[name] = open(path, "rb").read() if os.path.exists(path) else b""
        for log, pattern, least, most in expect:
            at = self.marks.get(("fault", log), 0)
            rx = re.compile(pattern.encode())
            # What the start-up and the warming of caches printed is not normal traffic.
            before, after = len(rx.findall(contents[log][self.marks.get(("cut", log), 0):at])), len(rx.findall(contents[log][at:]))
            texts.append(f"{log}: /{pattern}/ x{after} after the fault, x{before} before")
            if after < least or before > most:
                ok = False
                print(f"[{spec['id']}] NOT VERIFIED {log} /{pattern}/ after {after} (least {least}) before {before} (most {most})", flush=True)
        # Alerts fire some time into the fault.
        alert_at = self.fault_at + self.rng.uniform(18, 42)
        values = {}
        for i, load in enumerate(stats):
            b, d = load.stats(self.normal_at, self.fault_at), load.stats(self.fault_at + 3, self.ended_at - 1)
            w = load.stats(self.fault_at, min(alert_at, self.ended_at))
            texts.append(f"{load.service} before: {b['rps']:.1f} req/s p95 {b['p95']:.0f} ms err {b['err']:.1%}; during: {d['rps']:.1f} req/s p95 {d['p95']:.0f} ms err {d['err']:.1%} 4xx {d['c4']:.1%}")
            pre = "" if i == 0 else f"l{i}_"
            values.update({pre + "rps": f"{w['rps']:.1f}", pre + "rps0": f"{b['rps']:.1f}", pre + "err": f"{w['err']:.1%}", pre + "err0": f"{b['err']:.1%}",
                           pre + "p95": f"{w['p95'] / 1000:.1f} s" if w["p95"] >= 1000 else f"{w['p95']:.0f} ms", pre + "p950": f"{b['p95']:.0f} ms",
                           pre + "c4": f"{w['c4']:.1%}", pre + "c40": f"{b['c4']:.1%}"})
        if extra_verified:
            texts.append(extra_verified)
        out = os.path.join(os.environ["REC_OUT"] if ok else "/tmp/rec/rejected", spec["id"])
        shutil.rmtree(out, ignore_errors=True)
        os.makedirs(out + "/logs")
        for name, content in contents.items():
            if logs is not None and name not in logs:
                continue
            if name in cut:
                content = content[self.marks.get(("cut", name), 0):]
            open(f"{out}/logs/{name}.log", "wb").write(content)
        for at, kind, service, description in unrelated:
            self.change(kind, service, description, at=self.fault_at + at)
        changes = [e for _, e in sorted(self.changes, key=lambda x: x[0])]
        if with_changes:
            json.dump(changes, open(out + "/changes.json", "w"), indent=1)
        self.client_points()
        if metrics:
            names = SPELLINGS[spelling]
            series = [{"service": s, "name": names.get(n, n), "unit": unit(n), "points": p} for (s, n), p in self.points.items()
                      if p and s not in drop_metrics and n not in drop_metrics and (metrics is True or s in metrics)]
            json.dump(series, open(out + "/metrics.json", "w"))
        json.dump({"time": iso(alert_at), "service": alert["service"], "title": alert["title"], "description": alert["description"].format(**values)},
                  open(out + "/alert.json", "w"), indent=1)
        truth = {"pattern": spec["pattern"], "service": spec["service"], "also_acceptable": spec.get("also", []),
                 "fault": f"{spec['fault']} Fault began {iso(self.fault_at)}. Verified: " + "; ".join(texts), "stack": spec["stack"]}
        json.dump(truth, open(out + "/truth.json", "w"), indent=1)
        print(f"[{spec['id']}] {'KEPT' if ok else 'REJECTED'} {'; '.join(texts)}", flush=True)
        return ok


def fill(path, leave=0):
    """Writes until the volume has nothing left, or no more than `leave` bytes."""
    fd = os.open(path, os.O_CREAT | os.O_WRONLY)
    try:
        while not leave or os.statvfs(path).f_bavail * 4096 > leave:
            os.write(fd, b"0" * 4096)
    except OSError:
        pass
    finally:
        os.close(fd)


def enter():
    """Runs inside the namespaces: a bare loopback network, a private /run, own hosts, resolver and host name."""
    sh("mount --make-rprivate / && ip link set lo up && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /dev/shm && chmod 1777 /dev/shm")
    os.makedirs(LOGS)
    os.chmod(RUN, 0o777)
    os.chmod(LOGS, 0o777)
    host = os.environ.get("REC_HOST", "node-1")
    sh(["hostname", host])
    open(RUN + "/hosts", "w").write(f"127.0.0.1 localhost\n127.0.0.1 {host} mq-1\n")
    open(RUN + "/resolv.conf", "w").write("nameserver 127.0.0.53\noptions timeout:1 attempts:2\n")
    sh(f"mount --bind {RUN}/hosts /etc/hosts && mount --bind {RUN}/resolv.conf /etc/resolv.conf")
