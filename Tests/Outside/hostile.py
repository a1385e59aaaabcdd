"""Questions that cannot be answered: refused with 400 or 414, the parameter named, at little cost."""
import socket
import urllib.parse

FORMATS = ["json", "csv", "xlsx", "ics", "atom", "geojson", "pdf"]
# What is asked, and the name that the refusal must hold.
QUESTIONS = [
    ("colour=red", "colour"), ("region=61", "region"), ("region=61010000", "region"), ("region=999999", "region"), ("age=200", "age"), ("age=x", "age"),
    ("places=0", "places"), ("begin=2026-13-01", "begin"), ("begin=2026-06-02&end=2026-06-01", "end"), ("within=5", "within"), ("near=91,0", "near"),
    ("near=34.2,108.9&within=501", "within"), ("mode=dance", "mode"), ("kind=castle", "kind"), ("access=wings", "access"), ("campaign=none", "campaign"),
    ("q=%00", "q"), ("q=" + "长" * 101, "q"), ("near=没有这样的地方", "near"),
]
# So long may an answer take that says no, in seconds; the program under test is no release build.
CHEAP = 1.0


def check(site, found):
    for name, path in [("page", "/activities"), ("api", "/api/v1/activities")] + [(kind, "/activities." + kind) for kind in FORMATS]:
        for question, parameter in QUESTIONS:
            refused(site, found, path, question, parameter)
        if name != "api":
            refused(site, found, path, "page=0", "page")
            refused(site, found, path, "page=99999", "page")
        else:
            for question in ("limit=0", "limit=201", "cursor=AAAA"):
                refused(site, found, path, question, question.split("=")[0])
        refused(site, found, path, "&".join(f"f{number}=1" for number in range(1000)), "f")
        refused(site, found, path, "q=" + "a" * 5000, "q")
    for path in ("/venues", "/campaigns", "/figures", "/news"):
        refused(site, found, path, "colour=red", "colour")
    refused(site, found, "/venues", "region=61", "region")
    refused(site, found, "/venues", "page=9999", "page")
    for path in ("/", "/activities", "/venues", "/activities.json", "/activities.ics", "/api/v1/activities", "/nowhere"):
        for size in (9_000, 60_000, 1 << 20):
            long(site, found, path, size)
    broken(site, found)
    after = site.ask("/livez")
    if after.status != 200:
        found(f"/livez is {after.status} afterwards")


def refused(site, found, path, question, parameter):
    answer = site.ask(f"{path}?{question}", Accept_Language="en")
    shown = f"{path}?{question[:60]}"
    if answer.status not in (400, 414):
        return found(f"{shown}: {answer.status} instead of 400")
    if answer.seconds > CHEAP:
        # Something else may have had the machine: what is dear is dear again.
        answer = site.ask(f"{path}?{question}", Accept_Language="en")
    if answer.seconds > CHEAP:
        found(f"{shown}: to say no took {answer.seconds:.1f} s")
    if answer.kind == "application/problem+json":
        named = answer.json.get("parameter") or ""
        if named != parameter and not (parameter == "f" and named.startswith("f")):
            found(f"{shown}: the problem names {named!r}: {answer.text[:200]}")
    elif parameter not in answer.text:
        found(f"{shown}: the page does not name {parameter}")
    if len(answer.body) > 150_000:
        found(f"{shown}: {len(answer.body)} bytes to say no")


def long(site, found, path, size):
    """A question of that many bytes: 414, or 400 where it does not fit into the head of a request at all."""
    answer = site.ask(f"{path}?q={'a' * size}")
    if answer.status not in ((414,) if size < 64_000 else (400, 414)):
        found(f"{path} with {size} bytes of question is {answer.status}")
    if answer.seconds > CHEAP:
        found(f"{path} with {size} bytes of question took {answer.seconds:.1f} s")


def broken(site, found):
    """Bytes that are no request: an answer or a closed connection, never a server that is gone."""
    parts = urllib.parse.urlsplit(site.address)
    for request in (b"GET /activities?q=%ZZ HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /activities?q=%FF%FE HTTP/1.1\r\nHost: x\r\n\r\n", b"\x00" * 100,
                    b"GET / HTTP/9.9\r\n\r\n", b"GET /activities HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n", b"POST /api/v1/activities HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n"):
        with socket.create_connection((parts.hostname, parts.port), timeout=20) as line:
            try:
                line.sendall(request)
                first = line.recv(64)
            except ConnectionError:
                continue
            if first and not first.startswith(b"HTTP/1.1 4"):
                found(f"{request[:40]!r} is answered {first[:20]!r}")
