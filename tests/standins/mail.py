#!/usr/bin/env python3
"""A mail server. Prints: starttls-port tls-port certificate-file http-port. Whoever is written to
says what happens: "tolak@…" is refused, "nanti@…" is put off, "putus@…" is taken but the line is
cut before the answer. Signs in budi with the password "rahasia". GET / on the http port answers
the letters that were taken, as JSON."""
import base64
import json
import signal
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import certificate

LETTERS = []
RIGHT = base64.b64encode(b"\0budi\0rahasia").decode()
CERTIFICATE, KEY = certificate.make()
CONTEXT = certificate.context(CERTIFICATE, KEY)


class Session:
    def __init__(self, line, safe):
        self.line, self.safe, self.signed_in = line, safe, False
        self.lines = line.makefile("rb")
        self.sender, self.to = "", []

    def say(self, text):
        self.line.sendall((text + "\r\n").encode())

    def run(self):
        self.say("220 standin ESMTP")
        while True:
            words = self.lines.readline().decode().strip()
            if not words or words.upper() == "QUIT":
                return
            if not self.take(words):
                return

    def take(self, words):
        verb = words.split()[0].upper()
        if verb == "EHLO":
            self.say("250-standin")
            self.say("250-SIZE 1000000" if self.safe else "250-STARTTLS")
            self.say("250 AUTH PLAIN")
        elif verb == "STARTTLS" and not self.safe:
            self.say("220 go on")
            self.line = CONTEXT.wrap_socket(self.line, server_side=True)
            self.lines, self.safe = self.line.makefile("rb"), True
        elif verb == "AUTH":
            self.sign_in(words)
        elif verb in ("MAIL", "RCPT") and not (self.safe and self.signed_in):
            self.say("530 sign in first")
        elif verb == "MAIL":
            self.sender, self.to = words.split("<")[1].split(">")[0], []
            self.say("250 ok")
        elif verb == "RCPT":
            self.recipient(words.split("<")[1].split(">")[0])
        elif verb == "DATA":
            return self.letter()
        else:
            self.say("502 no such verb")
        return True

    def sign_in(self, words):
        given = words.split()[2] if len(words.split()) > 2 else ""
        if not given:
            self.say("334 ")
            given = self.lines.readline().decode().strip()
        self.signed_in = given == RIGHT
        self.say("235 welcome" if self.signed_in else "535 wrong password")

    def recipient(self, address):
        if address.startswith("tolak@"):
            return self.say("550 nobody of that name")
        if address.startswith("nanti@"):
            return self.say("451 later")
        self.to.append(address)
        self.say("250 ok")

    def letter(self):
        self.say("354 go on")
        text = b""
        while not text.endswith(b"\r\n.\r\n"):
            got = self.lines.readline()
            if not got:
                return False
            text += got
        LETTERS.append({"from": self.sender, "to": self.to,
                        "text": text[:-5].replace(b"\r\n..", b"\r\n.").decode()})
        if any(address.startswith("putus@") for address in self.to):
            self.line.close()
            return False
        self.say("250 taken")
        return True


def serve(listener, safe):
    while True:
        line, _ = listener.accept()
        threading.Thread(target=one, args=(line, safe), daemon=True).start()


def one(line, safe):
    try:
        Session(CONTEXT.wrap_socket(line, server_side=True) if safe else line, safe).run()
    except (OSError, ValueError):
        pass
    finally:
        line.close()


class Letters(BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps(LETTERS).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
PLAIN, SAFE = socket.create_server(("127.0.0.1", 0)), socket.create_server(("127.0.0.1", 0))
SHOW = ThreadingHTTPServer(("127.0.0.1", 0), Letters)
for listening, tls in ((PLAIN, False), (SAFE, True)):
    threading.Thread(target=serve, args=(listening, tls), daemon=True).start()
print(PLAIN.getsockname()[1], SAFE.getsockname()[1], CERTIFICATE, SHOW.server_port, flush=True)
SHOW.serve_forever()
