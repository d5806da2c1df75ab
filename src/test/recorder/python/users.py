"""User accounts: fastapi under uvicorn, psycopg pool, redis, httpx towards the profile service."""
import contextlib
import json
import logging
import logging.config
import multiprocessing
import os
import time

import anyio.to_thread
import httpx
import redis
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from psycopg_pool import ConnectionPool
from pythonjsonlogger.json import JsonFormatter

import lite

env = os.environ
log = logging.getLogger("users")
handler = logging.StreamHandler()
handler.setFormatter(JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s") if env.get("LOG_JSON") == "1"
                     else logging.Formatter("%(asctime)s | %(levelname)-8s | %(name)s | %(message)s"))
log.addHandler(handler)
log.setLevel(logging.INFO)
logging.getLogger("psycopg.pool").addHandler(handler)

required = ["JWT_KEY"] if env["RELEASE"] >= "6.1" else []
SIGNING_KEY = os.environ["JWT_SIGNING_KEY"] if required else None

POOL = int(env.get("POOL_SIZE", "4"))
pool = ConnectionPool(f"host={env['PGHOST']} dbname=core user=users password={env.get('PGPASSWORD', 'users-secret')} application_name=users connect_timeout=3 "
                      + (f"options='-c statement_timeout={env['STATEMENT_TIMEOUT']}'" if env.get("STATEMENT_TIMEOUT") else ""),
                      min_size=1, max_size=POOL, timeout=float(env.get("POOL_TIMEOUT", "3")), open=False) if env.get("PGHOST") else None
cache = redis.Redis(host=env["REDIS_HOST"], password=env.get("REDIS_PASSWORD"), socket_timeout=1, socket_connect_timeout=1, protocol=2) if env.get("REDIS_HOST") else None
PARTNER = env.get("PARTNER_URL", "")
outbound = multiprocessing.Value("q", 0)
if PARTNER:
    lite.extra["outbound_requests_total"] = lambda: outbound.value
client = httpx.AsyncClient(timeout=httpx.Timeout(float(env.get("PARTNER_TIMEOUT", "2")), connect=1.0),
                           limits=httpx.Limits(max_connections=int(env.get("PARTNER_CONNECTIONS", "50")), max_keepalive_connections=10))


@contextlib.asynccontextmanager
async def lifespan(_):
    anyio.to_thread.current_default_thread_limiter().total_tokens = int(env.get("THREADS", "20"))
    if pool:
        pool.open()
        log.info("database pool opened, max %d", POOL)
    yield
    log.info("users stopping")


app = FastAPI(lifespan=lifespan)


@app.middleware("http")
async def observe(request: Request, call_next):
    if request.url.path in ("/metrics-lite", "/healthz"):
        return await call_next(request)
    t = time.perf_counter()
    try:
        response = await call_next(request)
    except Exception as e:
        lite.done(time.perf_counter() - t, 500)
        log.exception("%s %s failed: %s", request.method, request.url.path, e)
        return JSONResponse({"detail": "internal error"}, 500)
    lite.done(time.perf_counter() - t, response.status_code)
    log.info("%s %s -> %d in %.1f ms", request.method, request.url.path, response.status_code, (time.perf_counter() - t) * 1000)
    return response


@app.get("/metrics-lite")
async def metrics():
    out = {}
    if pool:
        s = pool.get_stats()
        out = {"db_pool_active": s["pool_size"] - s["pool_available"], "db_pool_waiting": s["requests_waiting"], "db_pool_max": POOL}
    limiter = anyio.to_thread.current_default_thread_limiter()
    return lite.snapshot(worker_threads_busy=limiter.borrowed_tokens, worker_threads_max=int(limiter.total_tokens), **out)


@app.get("/healthz")
async def health():
    return "ok"


@app.get("/users/{uid}")
def user(uid: int):
    with pool.connection() as c:
        row = c.execute("SELECT id, name, plan FROM users WHERE id = %s", (uid,)).fetchone()
    return {"id": row[0], "name": row[1], "plan": row[2]} if row else JSONResponse({"detail": "not found"}, 404)


@app.get("/users/by-email/{email}")
def by_email(email: str):
    with pool.connection() as c:
        row = c.execute("SELECT id, name FROM users WHERE email = %s", (email,)).fetchone()
    return {"id": row[0]} if row else JSONResponse({"detail": "not found"}, 404)


@app.get("/users/{uid}/avatar")
async def avatar(uid: int):
    lite.add(outbound, 1)
    r = await client.get(f"{PARTNER}/avatars/{uid}")
    r.raise_for_status()
    return {"avatar": r.json()["id"]}


@app.get("/users/{uid}/export")
def export(uid: int):
    """Writes a personal data export, part by part, as fast as the archive takes it."""
    for part in range(int(env.get("EXPORT_PARTS", "60"))):
        time.sleep(0.25)
    return {"parts": part + 1}


@app.get("/users/{uid}/badge")
def badge(uid: int):
    return {"badge": uid % 7}


@app.put("/users/{uid}/presence")
def presence(uid: int):
    cache.setex(f"presence:{uid}", 300, json.dumps({"at": time.time()}))
    return {"ok": True}


@app.get("/users/{uid}/presence")
def presence_of(uid: int):
    raw = cache.get(f"presence:{uid}")
    return json.loads(raw) if raw else {"at": None}
