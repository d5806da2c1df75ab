"""Invoices and card charges: flask under gunicorn, SQLAlchemy, requests towards the card provider."""
import logging
import os
import time

import requests
import tenacity
from flask import Flask, g, jsonify, request
from requests.adapters import HTTPAdapter
from sqlalchemy import create_engine, text
from urllib3.util.retry import Retry

import lite

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s [%(process)d] %(name)s: %(message)s")
log = logging.getLogger(os.environ["SERVICE"])
env = os.environ
app = Flask(__name__)
RELEASE = env["RELEASE"]
PROVIDER = env["CARD_PROVIDER_URL"]
TIMEOUT = float(env.get("PROVIDER_TIMEOUT", "3"))
engine = create_engine(
    f"postgresql+psycopg2://billing:{env.get('PGPASSWORD', 'billing-secret')}@{env['PGHOST']}/core", pool_size=int(env.get("POOL_SIZE", "3")),
    max_overflow=int(env.get("POOL_OVERFLOW", "0")), pool_timeout=float(env.get("POOL_TIMEOUT", "3")), pool_pre_ping=env.get("PRE_PING") == "1",
    connect_args={"application_name": env["SERVICE"], "connect_timeout": 3, "options": env.get("PGOPTIONS_APP", "")}) if env.get("PGHOST") else None
if engine is not None and env.get("POOL_METRICS", "1") == "1":
    lite.extra["db_pool_active"] = lambda: engine.pool.checkedout()
    lite.extra["db_pool_max"] = lambda: int(env.get("POOL_SIZE", "3")) + int(env.get("POOL_OVERFLOW", "0"))
http = requests.Session()
if env.get("URLLIB_RETRIES"):
    http.mount("https://", HTTPAdapter(max_retries=Retry(total=int(env["URLLIB_RETRIES"]), backoff_factor=0.1)))
    http.mount("http://", HTTPAdapter(max_retries=Retry(total=int(env["URLLIB_RETRIES"]), backoff_factor=0.1)))
if env.get("CA_FILE"):
    http.verify = env["CA_FILE"]


@app.before_request
def begin():
    g.t = time.perf_counter()
    lite.add(lite.busy, 1)


@app.after_request
def end(response):
    if request.path not in ("/metrics-lite", "/healthz"):
        seconds = time.perf_counter() - g.t
        lite.done(seconds, response.status_code)
        log.info('%s %s %d %.0fms', request.method, request.path, response.status_code, seconds * 1000)
    return response


@app.teardown_request
def teardown(_):
    lite.add(lite.busy, -1)


@app.get("/metrics-lite")
def metrics():
    return jsonify(lite.snapshot(worker_threads_busy=lite.busy.value - 1))


@app.get("/healthz")
def health():
    return "ok"


def charge(amount, reference):
    lite.add(lite_calls, 1)
    r = http.post(PROVIDER + "/v1/charges", json={"amount": str(amount), "reference": reference}, timeout=TIMEOUT,
                  headers={"Authorization": "Bearer " + env.get("PROVIDER_TOKEN", "")})
    r.raise_for_status()
    return r.json()


import multiprocessing  # noqa: E402

lite_calls = multiprocessing.Value("q", 0)
lite.extra["outbound_requests_total"] = lambda: lite_calls.value
if env.get("TENACITY"):
    charge = tenacity.retry(stop=tenacity.stop_after_attempt(int(env["TENACITY"])), wait=tenacity.wait_fixed(float(env.get("TENACITY_WAIT", "0.2"))), reraise=True,
                            before_sleep=tenacity.before_sleep_log(log, logging.WARNING))(charge)


@app.get("/invoices/<customer>")
def invoices(customer):
    with engine.connect() as c:
        rows = c.execute(text("SELECT id, amount, status FROM invoices WHERE customer = :c ORDER BY id DESC LIMIT 20"), {"c": customer}).all()
    return jsonify([{"id": r.id, "amount": str(r.amount), "status": r.status} for r in rows])


@app.post("/invoices")
def create():
    body = request.get_json()
    with engine.begin() as c:
        row = c.execute(text("INSERT INTO invoices(customer, amount) VALUES (:c, :a) RETURNING id"), {"c": body["customer"], "a": body["amount"]}).one()
        if RELEASE == "4.2.0":
            # 4.2.0: the receipt is rendered before the transaction ends.
            render_receipt(row.id)
    return jsonify(id=row.id), 201


def render_receipt(invoice):
    """Waits for the print service, which takes its usual second."""
    time.sleep(1.2)


@app.post("/charges")
def charges():
    body = request.get_json()
    amount = body["amount"]
    if RELEASE == "4.3.0":
        amount = amount * (100 + body["vat"]["percent"]) / 100
    reply = charge(amount, body["reference"])
    result = {"charge": reply["id"], "settled": reply["amount"]}
    if engine is not None:
        with engine.begin() as c:
            c.execute(text("UPDATE accounts SET balance = balance - :a WHERE id = :i"), {"a": 0.01, "i": body.get("account", 1)})
    return jsonify(result), 201


@app.errorhandler(Exception)
def failed(e):
    if getattr(e, "code", None) in (400, 404, 405, 413, 415):
        return jsonify(error=str(e)), e.code
    log.exception("%s %s failed", request.method, request.path)
    return jsonify(error=type(e).__name__), 502 if isinstance(e, requests.RequestException) else 500


log.info("billing %s ready, provider %s", RELEASE, PROVIDER)
