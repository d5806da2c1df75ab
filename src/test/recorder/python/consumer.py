"""Consumes messages from RabbitMQ (pika) or a redis list and hands each to the mail provider."""
import json
import logging
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import requests

import lite

env = os.environ
logging.basicConfig(level=logging.INFO, format="%(asctime)s,%(levelname)s,%(name)s,%(message)s" if env.get("LOG_CSV") == "1" else "%(asctime)s %(levelname)-7s %(name)s - %(message)s")
logging.getLogger("pika").setLevel(logging.WARNING)
log = logging.getLogger(env["SERVICE"])
http = requests.Session()


class Lite(BaseHTTPRequestHandler):
    def log_message(self, *a):
        pass

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(lite.snapshot()).encode())


threading.Thread(target=HTTPServer((env["HOST"], int(env["PORT"])), Lite).serve_forever, daemon=True).start()


def handle(body):
    t = time.perf_counter()
    message = json.loads(body)
    r = http.post(env["MAIL_URL"] + "/send", json={"to": message["to"], "template": message["template"]}, timeout=5)
    r.raise_for_status()
    lite.done(time.perf_counter() - t, 200)
    log.info("mail %s sent to %s in %d ms", message["id"], message["to"], (time.perf_counter() - t) * 1000)


def rabbit():
    import pika
    connection = pika.BlockingConnection(pika.ConnectionParameters(env["AMQP_HOST"], heartbeat=30))
    channel = connection.channel()
    channel.queue_declare(env["QUEUE"], durable=True)
    channel.basic_qos(prefetch_count=int(env.get("PREFETCH", "1")))

    def on_message(ch, method, properties, body):
        try:
            handle(body)
            ch.basic_ack(method.delivery_tag)
        except Exception:
            lite.done(0.0, 500)
            log.exception("cannot process delivery %d (redelivered=%s), requeueing", method.delivery_tag, method.redelivered)
            time.sleep(0.1)
            ch.basic_nack(method.delivery_tag, requeue=True)
    channel.basic_consume(env["QUEUE"], on_message)
    log.info("waiting for messages on %s", env["QUEUE"])
    channel.start_consuming()


def redis_list():
    import redis
    r = redis.Redis(host=env["REDIS_HOST"], protocol=2)
    log.info("popping from list %s", env["QUEUE"])
    while True:
        item = r.brpop(env["QUEUE"], timeout=5)
        if item:
            try:
                handle(item[1])
            except Exception as e:
                lite.done(0.0, 500)
                log.error("job failed, dropped: %r", e)


rabbit() if env.get("AMQP_HOST") else redis_list()
