"""Litestar: full text search. A search takes one of few slots and is done to its end even if the caller has gone."""
import asyncio
import os
import time

import lite
import structlog
from litestar import Litestar, get

env = os.environ
structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True), structlog.processors.JSONRenderer()])
log = structlog.get_logger(service="search")
slots = asyncio.Semaphore(int(env.get("SLOTS", "2")))


@get("/search")
async def search(q: str) -> dict:
    begin = time.perf_counter()
    async with slots:
        waited = time.perf_counter() - begin
        await asyncio.sleep(float(env.get("WORK_MS", "130")) / 1000)
    took = time.perf_counter() - begin
    lite.done(took, 200)
    log.info("search done", query=q, waited_ms=round(waited * 1000), took_ms=round(took * 1000), hits=len(q) * 3)
    return {"hits": [{"course": i} for i in range(len(q))]}


@get("/healthz", sync_to_thread=False)
def healthz() -> str:
    return "ok"


@get("/metrics-lite", sync_to_thread=False)
def metrics() -> dict:
    return lite.snapshot()


app = Litestar([search, healthz, metrics], openapi_config=None)
