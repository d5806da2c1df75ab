"""Prices: a small flask service that needs a fixed time per answer, under gunicorn with its access log."""
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
    return response


@app.get("/metrics-lite")
def metrics():
    return jsonify(lite.snapshot())


@app.get("/healthz")
def health():
    return "ok"


@app.get("/price/<sku>")
def price(sku):
    time.sleep(WORK)
    return jsonify(sku=sku, amount="19.90")
