"""What programs with a token may do: a few steps by hand, then schemathesis on every operation that takes one."""
import datetime
import http.cookiejar
import json
import re
import urllib.parse
import urllib.request
import uuid

import api

PERMISSIONS = ["activities.enter", "activities.moderate", "venues.edit"]


def check(site, found, password, examples=12, seed=None):
    if not password:
        return print("outside: no password is known, so no token can be made")
    token = made(site, password)
    if not token:
        return found("no token could be made at /desk/me/tokens")
    by_hand(site, found, token)
    # Any version is meant, so that what is sent is read and the rules are reached.
    api.schemathesis(
        site, found, examples, seed, "acting", ["--include-method", "POST", "--include-method", "PATCH", "--include-method", "DELETE",
        "--include-operation-id-regex", "Entry$|Entries$|Submission|Submissions$", "--phases", "examples,coverage,fuzzing", "-H", f"Authorization: Bearer {token}", "-H", "If-Match: *"])
    again = site.ask("/api/v1/activities?limit=1")
    if again.status != 200:
        found(f"after all that /api/v1/activities is {again.status}")


def made(site, password):
    """Signs in as a person does, and makes a token as a person does."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def page(path, fields=None):
        data = urllib.parse.urlencode(fields, doseq=True).encode() if fields else None
        with browser.open(site.address + path, data, timeout=60) as answer:
            return answer.read().decode()

    def csrf(text):
        return re.search(r'name="csrf" value="([^"]+)"', text).group(1)

    page("/sign-in", {"csrf": csrf(page("/sign-in?lang=en")), "login": "admin@example.org", "password": password})
    until = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()
    text = page("/desk/me/tokens", {
        "csrf": csrf(page("/desk/me/tokens")), "name": "outside", "permissions": PERMISSIONS, "until": until})
    token = re.search(r"kepu_[0-9a-z]{38}", text)
    return token.group(0) if token else None


def by_hand(site, found, token):
    """One entry, seen, changed, and held against a change that came too late; a request that is sent twice."""
    identity = site.ask("/api/v1/activities?limit=1").json["items"][0]["id"]
    path = f"/api/v1/activities/{identity}/entry"

    def act(method, path, body=None, **headers):
        if body is not None:
            headers.setdefault("Content_Type", "application/json")
        return site.ask(path, method, json.dumps(body).encode() if body is not None else None, Authorization=f"Bearer {token}", **headers)

    def expect(answer, status, what):
        if answer.status != status:
            found(f"{what} is {answer.status} instead of {status}: {answer.text[:300]}")

    entry = act("GET", path)
    expect(entry, 200, path)
    expect(site.ask(path), 401, "an entry without a token")
    tag, key = entry.headers.get("etag"), str(uuid.uuid4())
    expect(act("PATCH", path, {"capacity": 7}), 428, "a change without If-Match")
    changed = act("PATCH", path, {"capacity": (entry.json["capacity"] or 0) + 1}, If_Match=tag)
    expect(changed, 200, "a change")
    late = act("PATCH", path, {"capacity": 1}, If_Match=tag)
    expect(late, 412, "a change that came too late")
    if late.json != changed.json or late.headers.get("etag") != changed.headers.get("etag"):
        found("a 412 does not tell the record as it is")
    session = {"begin": "2031-05-01T10:00", "end": "2031-05-01T11:00"}
    first = act("POST", f"/api/v1/activities/{identity}/sessions", session, Idempotency_Key=key)
    again = act("POST", f"/api/v1/activities/{identity}/sessions", session, Idempotency_Key=key)
    expect(first, 201, "a session")
    if again.status != 201 or again.body != first.body or again.headers.get("idempotency-replayed") != "true":
        found(f"a session sent twice with one key: {again.status} {again.text[:200]}")
    expect(act("DELETE", first.headers.get("location", "/"), If_Match=first.headers.get("etag", "")), 204, "taking the session away")
