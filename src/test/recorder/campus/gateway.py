"""aiohttp server and client: what the apps of the students talk to. Asks the search and the video host."""
import asyncio
import logging
import os
import ssl
import time

import aiohttp
import lite
from aiohttp import web

env = os.environ
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)-8s [%(name)s] %(message)s")
log = logging.getLogger("gateway")


@web.middleware
async def measured(request, handler):
    if request.path == "/metrics-lite":
        return web.json_response(lite.snapshot())
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


async def find(request):
    retries = int(env.get("RETRIES", "4"))
    for attempt in range(1, retries + 2):
        try:
            async with request.app["http"].get(env["SEARCH_URL"] + "/search", params={"q": request.query["q"]},
                                               timeout=aiohttp.ClientTimeout(total=float(env.get("SEARCH_TIMEOUT", "0.8")))) as r:
                r.raise_for_status()
                return web.json_response(await r.json())
        except (aiohttp.ClientError, asyncio.TimeoutError) as e:
            log.warning("search attempt %d/%d failed: %r", attempt, retries + 1, e)
            await asyncio.sleep(0.05)
    log.error("search for %r given up after %d attempts", request.query["q"], retries + 1)
    raise web.HTTPGatewayTimeout(text="search is not available")


async def lecture(request):
    id = request.match_info["id"]
    try:
        async with request.app["http"].post(env["VIDEO_URL"] + "/v1/playback-tokens", json={"lecture": id}, timeout=aiohttp.ClientTimeout(total=4)) as r:
            r.raise_for_status()
            token = (await r.json())["id"]
    except (aiohttp.ClientError, asyncio.TimeoutError):
        log.exception("no playback token for lecture %s", id)
        raise web.HTTPBadGateway(text="no playback")
    return web.json_response({"lecture": id, "token": token})


async def catalogue(request):
    return web.json_response({"lecture": request.match_info["id"], "minutes": 45})


async def healthz(request):
    return web.Response(text="ok")


async def client(app):
    verify = ssl.create_default_context(cafile=env.get("CA_FILE"))
    app["http"] = aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=verify, limit=200))
    yield
    await app["http"].close()


app = web.Application(middlewares=[measured])
app.cleanup_ctx.append(client)
app.add_routes([web.get("/search", find), web.get("/lectures/{id}/stream", lecture), web.get("/lectures/{id}", catalogue), web.get("/healthz", healthz), web.get("/metrics-lite", catalogue)])
web.run_app(app, host=env["HOST"], port=int(env["PORT"]))
