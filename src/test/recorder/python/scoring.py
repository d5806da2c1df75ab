"""Fraud scores: a small flask service that computes for a fixed time, under gunicorn with its access log."""
import os
import time

from flask import Flask, g, jsonify, request

import lite

app = Flask(__name__)
WORK = float(os.environ.get("WORK_MS", "50")) / 1000


@app.before_request
def begin():
    g.t = time.perf_counter()


@app.after_request
def end(response):
    if request.path not in ("/metrics-lite", "/healthz"):
        seconds = time.perf_counter() - g.t
        lite.done(seconds, response.status_code)
        app.logger.warning("score %s %s %d %dms", request.method, request.path, response.status_code, seconds * 1000)
    return response


@app.get("/metrics-lite")
def metrics():
    return jsonify(lite.snapshot())


@app.get("/healthz")
def health():
    return "ok"


@app.post("/v1/charges")
def score():
    time.sleep(WORK)
    return jsonify(id="ch_1", amount="1.00", score=0.12)
