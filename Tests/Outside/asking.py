"""Asks a running site; whatever it answers is an answer."""
import http.client
import json
import time
import urllib.parse


class Answer:
    def __init__(self, status, headers, body, seconds):
        self.status, self.headers, self.body, self.seconds = status, headers, body, seconds

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def kind(self):
        return self.headers.get("content-type", "").split(";")[0]


class Site:
    def __init__(self, address, file=None):
        self.address, self.file = address, file

    def ask(self, path, method="GET", content=None, **headers):
        """`path` may hold letters of any kind; headers by their names with `_` for `-`."""
        parts = urllib.parse.urlsplit(path if path.startswith("http") else self.address + path)
        asked = urllib.parse.quote(parts.path, safe="/%") + ("?" + urllib.parse.quote(parts.query, safe="/%=&+,:;") if parts.query else "")
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        began = time.monotonic()
        try:
            connection.request(method, asked, content, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            body = answer.read()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body, time.monotonic() - began)
        finally:
            connection.close()
