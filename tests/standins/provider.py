"""What the stand-ins of payment providers share: JSON over HTTP on 127.0.0.1, and a test's hand on
them. POST /control {"do": "lose", "times": n, "skip": m}: after m answers, n are lost after the
work is done;
{"do": "fail", "times": n}: the next n questions are answered 503 and nothing is done; "slow": they
are answered after four seconds; "garble": with what is no JSON."""
import base64
import json
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import parse_qs, urlparse


class Refusal(Exception):
    def __init__(self, status, body):
        super().__init__(status)
        self.status, self.body = status, body


class Provider:
    """One of these a program. `ask` answers (status, body) or raises Refusal."""
    key = ""
    header = "Authorization"  # that carries it
    denied = {"error_code": "INVALID_API_KEY", "status_code": "401",
              "error_messages": ["Access denied"]}

    def __init__(self):
        self.lose = self.skip = self.fail = self.slow = self.garble = 0
        self.asked = []  # every question that came in, as "METHOD path"

    def control(self, wish):
        if wish["do"] == "lose":
            self.lose, self.skip = wish.get("times", 1), wish.get("skip", 0)
        elif wish["do"] in ("fail", "slow", "garble"):
            setattr(self, wish["do"], wish.get("times", 1))
        elif wish["do"] == "asked":
            return self.asked
        else:
            return self.act(wish)
        return {}

    def proof(self):
        """What the header must say."""
        return "Basic " + base64.b64encode(f"{self.key}:".encode()).decode()


def read_body(path, headers, raw):
    form = headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded")
    if form and path != "/control":  # which clients that name no type send as one
        return {name: values[0] for name, values in parse_qs(raw.decode()).items()}
    return json.loads(raw) if raw else {}


def whole(body, name):
    amount = body.get(name)
    if not isinstance(amount, int) or isinstance(amount, bool) or amount < 1:
        raise Refusal(400, {"error_code": "API_VALIDATION_ERROR", "message": f"{name} is not whole",
                            "error_messages": [f"{name} is not whole"], "status_code": "400"})
    return amount


def serve(provider):
    lock = Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):  # their client sends a body with this one too
            self.do_POST()

        def do_POST(self):
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.take(read_body(self.path, self.headers, raw))

        def take(self, body):
            parts = urlparse(self.path)
            with lock:
                if parts.path == "/control":
                    return self.answer(200, provider.control(body))
                provider.asked.append(f"{self.command} {parts.path}")
                if self.headers.get(provider.header) != provider.proof():
                    return self.answer(401, provider.denied)
                if provider.fail:
                    provider.fail -= 1
                    return self.answer(503, {"message": "later"})
                if provider.garble:
                    provider.garble -= 1
                    return self.send(200, b"<html>Bad gateway</html>")
                slow, provider.slow = provider.slow > 0, max(0, provider.slow - 1)
                try:
                    status, told = provider.ask(self.command, parts.path.rstrip("/"),
                                                parse_qs(parts.query), body, self.headers)
                except Refusal as refusal:
                    status, told = refusal.status, refusal.body
                if provider.skip:
                    provider.skip -= 1
                elif provider.lose:
                    provider.lose -= 1
                    self.close_connection = True
                    return self.connection.close()
            if slow:
                time.sleep(4)
            self.answer(status, told)

        def answer(self, status, body):
            self.send(status, json.dumps(body).encode())

        def send(self, status, text):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_):
            pass

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
