"""Stands for somebody else's API. Its behaviour is set at run time through port 9999."""
import json
import os
import random
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

S = {"delay": float(os.environ.get("DELAY", "0.02")), "status": 200, "ratio": 1.0, "limit": 0, "body": None, "token": os.environ.get("TOKEN", ""),
     "serial": os.environ.get("SERIAL", "")}
window, lock, gate = [0, 0], threading.Lock(), threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *a):
        pass

    def answer(self, status, body, extra=()):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if os.environ.get("CERT"):
            self.send_header("Connection", "close")
            self.close_connection = True
        for k, v in extra:
            self.send_header(k, v)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        n = int(self.headers.get("Content-Length") or 0)
        if n:
            self.rfile.read(n)
        if S["limit"]:
            with lock:
                now = int(time.time() / 5)
                if window[0] != now:
                    window[:] = [now, 0]
                window[1] += 1
                over = window[1] > S["limit"]
            if over:
                return self.answer(429, {"error": "rate_limit_exceeded", "message": "Too many requests for this API key"}, [("Retry-After", "5")])
        if S["token"] and self.headers.get("Authorization") != "Bearer " + S["token"]:
            return self.answer(401, {"error": "invalid_token", "message": "The access token expired"})
        if S["serial"]:
            with gate:
                time.sleep(S["delay"] * random.uniform(0.8, 1.2))
        else:
            time.sleep(S["delay"] * random.uniform(0.8, 1.2))
        if S["status"] != 200 and random.random() < S["ratio"]:
            return self.answer(S["status"], {"error": "internal", "message": "We are experiencing technical difficulties"})
        if S["body"] is not None and random.random() < S["ratio"]:
            return self.answer(200, S["body"].encode())
        self.answer(200, {"ok": True, "amount": "19.90", "currency": "EUR", "rate": 1.0832, "id": "ch_%08x" % random.getrandbits(32), "results": []})

    do_POST = do_GET


class Ctl(Handler):
    def do_POST(self):
        change = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if "cert" in change:
            ctx.load_cert_chain(change.pop("cert"))
        S.update(change)
        self.answer(200, {})


ThreadingHTTPServer.daemon_threads = True
ThreadingHTTPServer.request_queue_size = 64
server = ThreadingHTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Handler)
if os.environ.get("CERT"):
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # A client that resumes a session does not look at the certificate again.
    ctx.num_tickets = 0
    ctx.options |= ssl.OP_NO_TICKET
    ctx.load_cert_chain(os.environ["CERT"])
    server.socket = ctx.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
threading.Thread(target=ThreadingHTTPServer((os.environ["HOST"], 9999), Ctl).serve_forever, daemon=True).start()
server.serve_forever()
