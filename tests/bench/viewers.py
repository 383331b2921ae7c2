"""Thousands of people before the live board: how long until the last of them sees a sale."""

import selectors
import socket
import sys
import time


def open_viewer(port, path):
    wire = socket.create_connection(("127.0.0.1", port))
    wire.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    wire.setblocking(False)
    return wire


class Viewers:
    def __init__(self, port, path, count):
        self.ready = selectors.EpollSelector()
        self.wires = [open_viewer(port, path) for _ in range(count)]
        for wire in self.wires:
            self.ready.register(wire, selectors.EVENT_READ)

    def settle(self, quiet_seconds=1.5):
        """Reads heads and first events until nothing comes any more."""
        while got := self.ready.select(quiet_seconds):
            for key, _ in got:
                assert key.fileobj.recv(65536), "the server hung up on a viewer"

    def watch(self, word, patience=10):
        """Instants at which each viewer received `word`."""
        seen, tails = {}, {}
        until = time.monotonic() + patience
        while len(seen) < len(self.wires) and time.monotonic() < until:
            for key, _ in self.ready.select(0.1):
                data = tails.get(key.fd, b"") + key.fileobj.recv(65536)
                if word in data:
                    seen.setdefault(key.fd, time.monotonic())
                tails[key.fd] = data[-200:]
        return sorted(seen.values())


def main(port, path, count, word):
    """Says READY, then prints for each of three sales how many saw it and when the last did."""
    viewers = Viewers(port, path, count)
    for _ in range(3):
        viewers.settle()
        print("READY", flush=True)
        seen = viewers.watch(word.encode())
        print(len(seen), seen[-1] if seen else 0, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
