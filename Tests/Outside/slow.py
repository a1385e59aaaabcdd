"""Clients that take a download at one byte a second, or not at all: nobody waits for them, and they are cut off in the end."""
import socket
import sqlite3
import threading
import time
import urllib.parse

# Enough of them on one connection that no buffer between the two takes it all.
REQUESTS = 12


class Slow:
    """One connection that asks for the whole programme again and again and reads `pace` bytes a second."""

    def __init__(self, site, pace):
        parts = urllib.parse.urlsplit(site.address)
        self.pace, self.began, self.ended, self.taken = pace, time.monotonic(), None, 0
        self.line = socket.socket()
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.line.connect((parts.hostname, parts.port))
        self.line.sendall(f"GET /activities.json HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode() * REQUESTS)
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        """Sees the end of the connection by sending blank lines, which a server passes over between requests."""
        try:
            while True:
                time.sleep(1)
                if self.pace:
                    self.taken += len(self.line.recv(self.pace))
                self.line.send(b"\r\n")
        except OSError:
            self.ended = time.monotonic()


def begin(site):
    return [Slow(site, 0), Slow(site, 1), Slow(site, 1)]


def meanwhile(site, found):
    """While they are there: others are answered, the database writes, and its log can be taken over whole."""
    for path in ("/", "/activities", "/activities.csv?region=610000", "/api/v1/activities?limit=1", "/livez"):
        answer = site.ask(path)
        if answer.status != 200 or answer.seconds > 5:
            found(f"beside slow readers {path} is {answer.status} after {answer.seconds:.1f} s")
    base = sqlite3.connect(site.file, timeout=5)
    try:
        began = time.monotonic()
        busy, pages, taken = base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy or time.monotonic() - began > 5:
            found(f"beside slow readers a checkpoint is held up: busy {busy}, {pages} pages, {taken} taken over, {time.monotonic() - began:.1f} s")
    finally:
        base.close()


def end(slow, found, within=100):
    """All of them were cut off."""
    for one in slow:
        one.thread.join(max(0, one.began + within - time.monotonic()))
        if one.ended is None:
            found(f"a reader of {one.pace} bytes a second is still served after {time.monotonic() - one.began:.0f} s")
        one.line.close()
    print("outside: slow readers were cut off after " + ", ".join(f"{one.ended - one.began:.0f} s" for one in slow if one.ended))
