"""Recommendations: flask under gunicorn; builds candidate lists in memory, reads model files, keeps an upload area."""
import logging
import os
import sys
import time
import uuid

from flask import Flask, g, jsonify, request

import lite

env = os.environ
if env["RELEASE"] == "7.4.0":
    MODEL_BUCKET = env["MODEL_BUCKET"]
app = Flask(__name__)
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="[%(asctime)s] %(levelname)s in %(module)s: %(message)s")
log = logging.getLogger("recommender")
files, recent = [], []


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


@app.get("/recommend/<int:user>")
def recommend(user):
    n = int(request.args.get("depth", "300"))
    scores = [(i * user * 7919) % 10007 for i in range(n)]
    if env["RELEASE"] == "7.3.0":
        # 7.3.0 compares every pair of candidates.
        scores.sort(key=lambda s: sum(1 for t in scores if abs(s - t) < 100))
    return jsonify(user=user, items=sorted(scores)[:10])


@app.get("/train/<int:user>")
def train(user):
    matrix = [[float(user + i * j) for j in range(1000)] for i in range(int(request.args.get("rows", "100")))]
    return jsonify(rank=len(matrix), trace=sum(row[0] for row in matrix))


@app.get("/model/<name>")
def model(name):
    f = open("/srv/app/python/recommender.py", "rb")
    if env["RELEASE"] == "7.5.0":
        # 7.5.0 keeps the handles for a later re-read.
        files.append(f)
        return jsonify(bytes=len(f.read()))
    with f:
        return jsonify(bytes=len(f.read()))


@app.post("/feedback")
def feedback():
    body = request.get_data()
    with open(os.path.join(env.get("SPOOL", "/run/rec"), f"fb-{uuid.uuid4().hex}.json"), "wb") as f:
        f.write(body)
    return jsonify(ok=True), 201


@app.errorhandler(Exception)
def failed(e):
    if getattr(e, "code", None) in (400, 404, 405, 413):
        return jsonify(error=str(e)), e.code
    log.exception("Exception on %s [%s]", request.path, request.method)
    return jsonify(error=type(e).__name__), 500
