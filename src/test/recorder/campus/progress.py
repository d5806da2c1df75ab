"""aiohttp + asyncpg: what a student has done so far."""
import contextlib
import logging
import os
import time

import asyncpg
import lite
from aiohttp import web

env = os.environ
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s:%(name)s:%(message)s")


@web.middleware
async def measured(request, handler):
    if request.path == "/metrics-lite":
        return await handler(request)
    begin, status = time.perf_counter(), 500
    try:
        response = await handler(request)
        status = response.status
        return response
    except web.HTTPException as e:
        status = e.status
        raise
    finally:
        lite.done(time.perf_counter() - begin, status)


@contextlib.asynccontextmanager
async def connection():
    """One connection per request: the service began small and never got a pool."""
    c = await asyncpg.connect(host=env["PGHOST"], user="progress", password="progress-secret", database="campus", timeout=5, command_timeout=5,
                              server_settings={"application_name": "progress"})
    try:
        yield c
    finally:
        await c.close()


async def read(request):
    async with connection() as c:
        row = await c.fetchrow("select done, total from progress where student = $1", request.match_info["student"])
    return web.json_response(dict(row) if row else {"done": 0, "total": 0})


async def write(request):
    body = await request.json()
    async with connection() as c:
        await c.execute("insert into progress(student, done, total) values ($1, 1, 40) on conflict (student) do update set done = progress.done + 1", body["student"])
    return web.json_response({}, status=201)


async def metrics(request):
    return web.json_response(lite.snapshot())


async def healthz(request):
    return web.Response(text="ok")


app = web.Application(middlewares=[measured])
app.add_routes([web.get("/progress/{student}", read), web.post("/progress", write), web.get("/metrics-lite", metrics), web.get("/healthz", healthz)])
web.run_app(app, host=env["HOST"], port=int(env["PORT"]))
