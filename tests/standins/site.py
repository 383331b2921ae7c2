#!/usr/bin/env python3
"""A site that behaves badly on demand. Prints: https-port http-port certificate-file."""
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import certificate


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer_path(b"")

    def do_POST(self):
        self.answer_path(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def answer_path(self, body):
        if self.path == "/slow":
            time.sleep(3)
        if self.path == "/cut":
            self.connection.close()
            return
        if self.path == "/large":
            return self.answer(200, b"x" * 100_000)
        if self.path == "/away":
            return self.answer(302, b"", Location="/large")
        if self.path == "/broken":
            return self.answer(500, b"broken")
        told = f"{self.command} {self.headers.get('X-Word', '')} ".encode() + body
        self.answer(200, told)

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
CERTIFICATE, KEY = certificate.make()
SAFE, PLAIN = Server(("127.0.0.1", 0), Site), Server(("127.0.0.1", 0), Site)
SAFE.socket = certificate.context(CERTIFICATE, KEY).wrap_socket(SAFE.socket, server_side=True)
threading.Thread(target=PLAIN.serve_forever, daemon=True).start()
print(SAFE.server_port, PLAIN.server_port, CERTIFICATE, flush=True)
SAFE.serve_forever()
