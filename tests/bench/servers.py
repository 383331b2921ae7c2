"""Starts what is compared: Karya and, as the reference, nginx serving the same bytes as files."""

import http.client
import os
import socket
import subprocess
import time


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Karya:
    """The server on a data folder; `probe` counts its fdatasync calls and changed rows."""

    def __init__(self, program, data, probe=None):
        self.port = free_port()
        words = [program, "serve", "--data", data, "--listen", f"127.0.0.1:{self.port}",
                 "--quiet", "--per-address", "20000", "--trusted-proxy", "127.0.0.1"]
        self.log = open(f"{data}/serve.log", "w", encoding="utf-8")
        begun = time.monotonic()
        self.process = subprocess.Popen(words, stderr=self.log, env={**os.environ, **(probe or {})})
        while not self.answers():
            assert self.process.poll() is None, open(self.log.name, encoding="utf-8").read()
            time.sleep(0.002)
        self.start_ms = (time.monotonic() - begun) * 1000

    def answers(self):
        try:
            wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1)
            wire.request("GET", "/healthz")
            return wire.getresponse().status == 200
        except OSError:
            return False

    def anonymous_mb(self):
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as status:
            for line in status:
                if line.startswith("RssAnon"):
                    return int(line.split()[1]) / 1024
        return 0

    def stop(self):
        self.process.terminate()
        self.process.wait()


CONF = """
worker_processes 2;
pid {work}/nginx.pid;
daemon off;
error_log {work}/nginx.log;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 1000000000;
    open_file_cache max=20000 inactive=600s;
    open_file_cache_valid 600s;
    types {{ text/html html; application/json json; }}
    server {{ listen 127.0.0.1:{port}; root {work}/files; }}
}}
"""


class Nginx:
    def __init__(self, work):
        self.port = free_port()
        os.chmod(work, 0o755)
        with open(f"{work}/nginx.conf", "w", encoding="utf-8") as conf:
            conf.write(CONF.format(work=work, port=self.port))
        self.process = subprocess.Popen(
            ["nginx", "-e", f"{work}/nginx.log", "-c", f"{work}/nginx.conf"])
        time.sleep(1)
        assert self.process.poll() is None

    def stop(self):
        self.process.terminate()
        self.process.wait()
