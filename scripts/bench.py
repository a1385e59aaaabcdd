#!/usr/bin/env python3
"""Timings of the public programme, each beside a limit measured in the same run; writes docs/performance-tables.md.

    scripts/with-postgres.sh scripts/bench.py [--sizes 5000,74000,500000] [--engines sqlite,postgres] [--parts pages,search,exports,import,queue,calls,packs,files,availability,rounds,booking]

Everything runs on this machine over loopback: a server of a release build, one client at a time but for the pages' rates (wrk, 32 connections).
A ratio is the result; the figures beside it are context.
"""
import argparse
import csv
import datetime
import http.client
import http.cookiejar
import json
import os
import re
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

from bookingbench import bookings
from participationbench import checkins, millions
from loanbench import availability
from packbench import packs
from plansbench import plans

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
KEPU = os.path.join(ROOT, ".build/release/kepu")
FILESTAND = os.environ.get("KEPU_FILESTAND", os.path.join(ROOT, ".build/release/filestand"))
NGINX = """
daemon off; worker_processes 1; pid {0}/nginx.pid; error_log {0}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; client_body_temp_path {0}/a; proxy_temp_path {0}/b; fastcgi_temp_path {0}/c; uwsgi_temp_path {0}/d; scgi_temp_path {0}/e;
  server {{ listen 127.0.0.1:18081; root {0}/www; default_type text/html; }} }}
"""
MAPPING = """kepu: 1
mappings:
  - key: bench
    format: csv
    source: bench
    campaign:
      key: bench-days
      create: {name: {zh: "测量日", en: "Bench days"}, kind: series, begin: "2026-01-01", end: "2026-12-31", summary: {zh: "虚构的活动。", en: "Invented activities."}, accent: jade}
    organiser: {key: bench, create: {name: {zh: "测量站", en: "Bench"}}}
    region: "610113"
    zone: Asia/Shanghai
    language: zh
    fields:
      external_id: {from: [id]}
      title: {from: [title]}
      summary: {from: [summary]}
      place: {from: [place]}
      begin: {from: [begin], convert: dates-iso}
      end: {from: [end], convert: dates-iso}
"""


class Store:
    """A database of one engine."""

    def __init__(self, engine, name, folder):
        self.engine, self.name = engine, name
        if engine == "sqlite":
            self.path = os.path.join(folder, name + ".db")
            self.address = "sqlite:" + self.path
        else:
            base = os.environ["KEPU_TEST_POSTGRES"]
            self.host = urllib.parse.parse_qs(urllib.parse.urlsplit(base).query)["host"][0]
            self.psql("postgres", f"CREATE DATABASE {name}")
            self.address = base.replace(":///postgres?", f":///{name}?")

    def psql(self, database, command, *options):
        return subprocess.run(["psql", "-h", self.host, "-U", "postgres", "-d", database, "-XqAt", *options, "-c", command],
                              check=True, capture_output=True, text=True).stdout

    def raw(self, statement, rounds=9):
        """Milliseconds that the engine itself takes for a statement, by an own connection, the middle of some rounds."""
        times = []
        if self.engine == "sqlite":
            connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
            connection.execute("PRAGMA cache_size = -16000")
            for _ in range(rounds):
                begin = time.perf_counter()
                connection.execute(statement).fetchall()
                times.append(time.perf_counter() - begin)
            connection.close()
        else:
            told = subprocess.run(["psql", "-h", self.host, "-U", "postgres", "-d", self.name, "-Xq"], check=True, text=True, capture_output=True,
                                  input="\\timing on\n" + (statement + ";\n") * rounds).stdout
            times = [float(one) / 1000 for one in re.findall(r"Time: ([0-9.]+) ms", told)]
        return statistics.median(times) * 1000

    def count(self, statement):
        if self.engine == "sqlite":
            connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
            number = connection.execute(statement).fetchone()[0]
            connection.close()
            return number
        return int(self.psql(self.name, statement))

    def rows(self, statement):
        """What a statement answers: lists of texts."""
        if self.engine == "sqlite":
            connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
            found = [tuple(map(str, row)) for row in connection.execute(statement)]
            connection.close()
            return found
        return [tuple(line.split("|")) for line in self.psql(self.name, statement).splitlines()]

    def execute(self, statement):
        """Changes the database behind the program's back."""
        if self.engine == "sqlite":
            connection = sqlite3.connect(self.path, timeout=60)
            connection.execute(statement)
            connection.commit()
            connection.close()
        else:
            self.psql(self.name, statement)

    def remove(self):
        if self.engine == "sqlite":
            for tail in ("", "-wal", "-shm"):
                if os.path.exists(self.path + tail):
                    os.remove(self.path + tail)
        else:
            self.psql("postgres", f"DROP DATABASE {self.name} WITH (FORCE)")


def run(*arguments, store):
    """Seconds that a command of the program takes, and its greatest memory in megabytes."""
    begin = time.perf_counter()
    process = subprocess.Popen([KEPU, *arguments, "--database", store.address], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"kepu {' '.join(arguments)}: {said[-2000:]}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


class Server:
    """The program serving a database, and one client's connection to it."""

    def __init__(self, store, port=18080):
        self.port = port
        begin = time.perf_counter()
        self.process = subprocess.Popen([KEPU, "serve", "--port", str(port), "--database", store.address], cwd=ROOT,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                self.get("/livez")
                break
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit("the server ended before it was ready")
                time.sleep(0.005)
        self.answering = time.perf_counter() - begin
        self.get("/")
        self.started = time.perf_counter() - begin

    def get(self, path, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request("GET", urllib.parse.quote(path, safe="/?&=%,.-:"), headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        return body

    def milliseconds(self, path, rounds=15):
        """The middle of some rounds of a page that no cache holds."""
        times = []
        for number in range(rounds):
            mark = ("&" if "?" in path else "?") + f"utm_source={os.getpid()}-{time.time_ns()}-{number}"
            begin = time.perf_counter()
            self.get(path + mark)
            times.append(time.perf_counter() - begin)
        return statistics.median(times) * 1000

    def memory(self, what="VmHWM"):
        with open(f"/proc/{self.process.pid}/status") as lines:
            return int(next(line for line in lines if line.startswith(what)).split()[1]) / 1024

    def calm(self):
        """Forgets the greatest memory so far."""
        with open(f"/proc/{self.process.pid}/clear_refs", "w") as file:
            file.write("5")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


def per_second(address, seconds=4):
    told = subprocess.run(["wrk", "-t1", "-c32", f"-d{seconds}s", address], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in told:
        raise SystemExit(f"{address}: {told}")
    return float(re.search(r"Requests/sec:\s+([0-9.]+)", told).group(1))


class Bookers(threading.Thread):
    """Somebody who books places, ten a second, while others read."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.address, self.form, self.done, self.ending = f"http://127.0.0.1:{server.port}", None, 0, threading.Event()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        for page in range(1, 8):
            listed = self.read(f"/activities?places=1&campaign=demo-science-month&page={page}")
            for path in dict.fromkeys(re.findall(r'href="(/activities/[0-9A-Z]{13})"', listed)):
                found = re.search(r'<form[^>]*action="([^"]*/bookings)"[^>]*>(.*?)</form>', self.read(path), re.S)
                if found and self.form is None:
                    hidden = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', found.group(2))
                    self.form = (found.group(1), dict(hidden))
            if self.form:
                break

    def read(self, path):
        return self.browser.open(self.address + path).read().decode()

    def run(self):
        action, hidden = self.form
        while not self.ending.wait(0.1):
            sent = urllib.parse.urlencode({**hidden, "party": "1", "name": "测量", "phone": f"138{self.done:08d}", "waiting": "on"}).encode()
            try:
                self.browser.open(self.address + action, sent).read()
                self.done += 1
            except urllib.error.HTTPError:
                pass

    def stop(self):
        self.ending.set()
        self.join()


class Tables:
    """What was measured, as Markdown."""

    def __init__(self):
        self.lines = []

    def head(self, title, *columns):
        self.lines += ["", f"### {title}", "", "| " + " | ".join(columns) + " |", "|---|" + "--:|" * (len(columns) - 1)]
        print("\n" + title + "\n  " + " · ".join(columns), flush=True)

    def row(self, *cells):
        told = [f"{one:,.0f}" if isinstance(one, float) and one >= 100 else f"{one:.3g}" if isinstance(one, float) else str(one) for one in cells]
        self.lines.append("| " + " | ".join(told) + " |")
        print("  " + " · ".join(told), flush=True)


def pages(server, tables, label, folder):
    tables.head(f"Pages, {label}", "page", "kB", "kept /s", "nginx, same bytes /s", "ratio (aim ≥ 1)", "made anew ms", "kept, under 10 bookings a second /s")
    os.makedirs(f"{folder}/www", exist_ok=True)
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(NGINX.format(folder))
    limit = subprocess.Popen(["nginx", "-c", f"{folder}/nginx.conf"])
    bookers = Bookers(server)
    rows = []
    for path in ["/", "/activities", "/activities?q=科学&mode=onsite", "/campaigns", "/campaigns/demo-science-month", "/figures/demo-science-month", "/venues"]:
        body = server.get(path)
        with open(f"{folder}/www/page.html", "wb") as file:
            file.write(body)
        quoted = urllib.parse.quote(path, safe="/?&=")
        # Taken in turns, so that a change of the machine's mood meets both.
        ours, theirs = [], []
        for _ in range(2):
            ours.append(per_second(f"http://127.0.0.1:{server.port}{quoted}", 3))
            theirs.append(per_second("http://127.0.0.1:18081/page.html", 3))
        rows.append([path, len(body) / 1000, max(ours), max(theirs), max(ours) / max(theirs), server.milliseconds(path)])
    limit.terminate()
    limit.wait()
    if bookers.form:
        bookers.start()
    for one in rows:
        one.append(per_second(f"http://127.0.0.1:{server.port}{urllib.parse.quote(one[0], safe='/?&=')}", 3) if bookers.form else "–")
        tables.row(f"`{one[0]}`", *one[1:])
    if bookers.form:
        bookers.stop()
    tables.lines += ["", f"{bookers.done} bookings were made meanwhile; one client takes a page's place in the cache at each, the others get the one before it."]


QUESTIONS = [("火星", ["火星"]), ("雁塔", ["雁塔"]), ("科学 讲座", ["科学", "讲座"]), ("beijing", None)]
ASKED = ["", "region=610000", "region=610113", "kind=lecture", "begin={today}&end={soon}", "near=34.2,108.9", "near=34.2,108.9&within=500",
         "q=火星&region=610000&begin={today}", "region=610000&begin={today}&end={soon}&age=7&access=wheelchair&places=1", "page={last}"]


def search(server, store, tables, label):
    today = datetime.date.today()
    days = {"today": today.isoformat(), "soon": (today + datetime.timedelta(days=2)).isoformat()}
    tables.head(f"Search, {label}", "words", "found", "raw: 20 in the engine's own rank ms", "raw: count ms", "page over HTTP, not kept ms", "ratio to the ranked (aim ≤ 3)")
    for words, terms in QUESTIONS:
        body = server.get(f"/activities?q={words}").decode()
        found = re.search(r'data-figure="results" value="(\d+)"', body)
        ours = server.milliseconds(f"/activities?q={words}")
        if terms is None:
            tables.row(f"`{words}`", found.group(1) if found else "?", "–", "–", ours, "–")
            continue
        if store.engine == "sqlite":
            match = "text_activities_index MATCH '" + " AND ".join(f'"{one}"' for one in terms) + "'"
            ranked = store.raw(f"SELECT rowid FROM text_activities_index WHERE {match} ORDER BY rank LIMIT 20")
            counted = store.raw(f"SELECT COUNT(*) FROM text_activities_index WHERE {match}")
        else:
            query = "CAST('" + " & ".join(f"''{one}''" for one in terms) + "' AS tsquery)"
            ranked = store.raw(f"SELECT id FROM text_activities WHERE words @@ {query} ORDER BY ts_rank(words, {query}) DESC LIMIT 20")
            counted = store.raw(f"SELECT COUNT(*) FROM text_activities WHERE words @@ {query}")
        tables.row(f"`{words}`", found.group(1) if found else "?", ranked, counted, ours, ours / ranked)
    days["last"] = int(re.search(r'data-figure="results" value="(\d+)"', server.get("/activities").decode()).group(1)) // 20
    tables.head(f"Other questions, {label}", "question", "found", "page over HTTP, not kept ms")
    for question in ASKED:
        path = "/activities" + ("?" + question.format(**days) if question else "")
        found = re.search(r'data-figure="results" value="(\d+)"', server.get(path).decode())
        tables.row(f"`{path}`", found.group(1) if found else "?", server.milliseconds(path, rounds=7))


def exports(server, store, tables, label):
    tables.head(f"Exports, {label}", "format", "MB", "s", "rows /s", "server's memory before → at most MB", "raw: the engine's own export of the same columns s", "ratio")
    columns = ("SELECT listed.id, v.title_zh, v.title_en, v.summary_zh, v.summary_en, v.description_zh, listed.kind, listed.mode, listed.region, s.begin_at, s.end_at, "
               "s.local_day, s.capacity, s.taken FROM activities_listed listed JOIN activities_activity a ON a.id = listed.id "
               "JOIN activities_version v ON v.activity_id = a.id AND v.number = a.shown_number LEFT JOIN activities_session s ON s.activity_id = a.id")
    begin = time.perf_counter()
    if store.engine == "sqlite":
        with open(os.devnull, "w") as nothing:
            subprocess.run(["sqlite3", "-csv", store.path, columns], check=True, stdout=nothing)
    else:
        store.psql(store.name, f"COPY ({columns}) TO STDOUT WITH (FORMAT csv)")
    raw = time.perf_counter() - begin
    for ending in ("csv", "json", "geojson", "ics", "xlsx", "atom"):
        server.calm()
        before, size, rows = server.memory("VmRSS"), 0, None
        begin = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/activities.{ending}", timeout=3600) as answer:
            rows = answer.headers.get("x-row-count") or answer.headers.get("x-total-count")
            while piece := answer.read(1 << 20):
                size += len(piece)
        took = time.perf_counter() - begin
        whole = ending in ("csv", "json", "xlsx", "ics")
        tables.row(f"`.{ending}`", size / 1e6, took, f"{int(rows) / took:,.0f}" if rows else "–", f"{before:.0f} → {server.memory():.0f}",
                   raw if whole else "–", took / raw if whole else "–")


def imports(sizes, engines, tables, folder):
    tables.head("Import of a CSV file with as many activities as rows, each with a session", "rows, engine", "s", "rows /s", "memory MB",
                "limit: reading and parsing the file (Python's csv) s", "ratio (aim ≤ 4)", "limit: as many bare rows into one SQLite table, one transaction s", "ratio")
    with open(f"{folder}/bench.yaml", "w") as file:
        file.write(MAPPING)
    for size in sizes:
        path = f"{folder}/import-{size}.csv"
        with open(path, "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "title", "summary", "place", "begin", "end"])
            for number in range(size):
                day = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
                writer.writerow([f"b{number}", f"第{number}场：火星与我们", "天文工作者讲火星的山、沙暴和探测车，听众可以动手做一个模型，限六岁以上儿童参加。", f"第{number % 500}站",
                                 f"{day}T09:00:00+08:00", f"{day}T11:00:00+08:00"])
        begin = time.perf_counter()
        with open(path, newline="") as file:
            rows = list(csv.reader(file))
        parsing = time.perf_counter() - begin
        bare = sqlite3.connect(f"{folder}/bare.db")
        begin = time.perf_counter()
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("CREATE TABLE t (id TEXT PRIMARY KEY, title TEXT, summary TEXT, place TEXT, begin TEXT, end TEXT)")
        bare.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", rows[1:])
        bare.commit()
        inserting = time.perf_counter() - begin
        bare.close()
        os.remove(f"{folder}/bare.db")
        for engine in engines:
            store = Store(engine, f"import{size}", folder)
            took, memory = run("import", "activities", path, "--map", f"{folder}/bench.yaml", store=store)
            tables.row(f"{size:,} {engine}", took, size / took, memory, parsing, took / parsing, inserting, took / inserting)
            store.remove()


MODERATOR, PASSWORD = "bench-moderator@example.org", "kepu-bench-queue-7319"


def moderator(store):
    """An account that moderates one prefecture; there already where the database is used again."""
    subprocess.run([KEPU, "user", "add", MODERATOR, "--role", "moderator", "--scope", "/region/610000/610100", "--password-stdin", "--database", store.address],
                   cwd=ROOT, input=PASSWORD + "\n", text=True, capture_output=True)


class Desk:
    """Somebody signed in at the desk."""

    def __init__(self, server):
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.address = f"http://127.0.0.1:{server.port}"
        self.read("/sign-in", {**self.hidden(self.read("/sign-in"), "/sign-in"), "login": MODERATOR, "password": PASSWORD})

    def read(self, path, fields=None):
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        return self.browser.open(self.address + path, data, timeout=600).read().decode()

    @staticmethod
    def hidden(page, action):
        """What the form of that address sends unseen."""
        form = re.search(r'<form[^>]*action="' + re.escape(action) + r'[^"]*"[^>]*>(.*?)</form>', page, re.S).group(1)
        return dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form))

    def posts(self, page, action):
        """Seconds that a form of the page takes, the page that follows included."""
        begin = time.perf_counter()
        self.read(action, self.hidden(page, action))
        return time.perf_counter() - begin

    def milliseconds(self, path, rounds=15):
        times = []
        for _ in range(rounds):
            begin = time.perf_counter()
            self.read(path)
            times.append(time.perf_counter() - begin)
        return statistics.median(times) * 1000


def queue(server, store, tables, label):
    """A prefecture's queue beside the query that its lines need, and 300 of them published in one batch."""
    desk = Desk(server)
    read, hidden, timed, browser, address = desk.read, desk.hidden, desk.milliseconds, desk.browser, desk.address
    page = read("/desk/moderation?size=300")
    waiting = store.count("SELECT COUNT(*) FROM activities_placement WHERE state = 'to-moderate'")
    regions = "(SELECT code FROM region WHERE '610100' IN (province, prefecture, county))"
    theirs = f"FROM activities_placement p WHERE p.state = 'to-moderate' AND p.region IN {regions}"
    lines = (f"SELECT p.activity_id, p.number, p.since, v.title_zh, v.title_en, c.name_zh, o.name_zh "
             f"FROM (SELECT * {theirs} ORDER BY p.since, p.activity_id, p.campaign_id LIMIT 50) p "
             "JOIN activities_activity a ON a.id = p.activity_id JOIN activities_version v ON v.activity_id = p.activity_id AND v.number = p.number "
             "JOIN campaigns_campaign c ON c.id = p.campaign_id LEFT JOIN venues_organisation o ON o.id = a.organiser_id "
             "ORDER BY p.since, p.activity_id, p.campaign_id")
    own = store.count(f"SELECT COUNT(*) {theirs}")
    raw, first, front = store.raw(lines), timed("/desk/moderation"), timed("/desk")
    fields = [(name, value) for name, value in hidden(page, "/desk/moderation/decisions").items()]
    entries = re.findall(r'name="entry" value="([^"]+)"', page)[:300]
    begin = time.perf_counter()
    browser.open(address + "/desk/moderation/decisions?size=300", urllib.parse.urlencode(
        fields + [("entry", one) for one in entries] + [("decision", "publish")]).encode(), timeout=600).read()
    batch = time.perf_counter() - begin
    left = own - store.count(f"SELECT COUNT(*) {theirs}")
    tables.head(f"Moderation, {label}", "waiting in all", "in the prefecture", "raw: its first 50 lines ms", "first page over HTTP ms", "ratio (aim ≤ 3)",
                "the desk's first page ms", "published in one batch", "s (aim ≤ 1)")
    tables.row(f"{waiting:,}", own, raw, first, first / raw, front, left, batch)


CALLS = """kepu: 1
organisations:
  - {key: bench-bureau, name: {zh: "测量局", en: "Bench Bureau"}, kind: bureau, region: "610100", line: science-and-technology}
schemes:
  - key: bench-base
    name: {zh: "测量基地", en: "Bench base"}
    authority: bench-bureau
    level: municipal
    review: {experts: 3, normalise: true}
calls:
  - {key: bench-large, name: {zh: "大征集", en: "Large call"}, scheme: bench-base, opens: "2020-01-01", closes: "2199-12-31"}
  - {key: bench-small, name: {zh: "小征集", en: "Small call"}, scheme: bench-base, opens: "2020-01-01", closes: "2199-12-31"}
"""
NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})"


def calls(engines, tables, folder):
    """A call with 20,000 applications, 300 experts and 60,000 score sheets: assigned, combined, looked at; beside a call with 20."""
    tables.head("A call with 20,000 applications, 300 experts, 60,000 score sheets", "engine", "experts assigned s (aim: seconds)", "seats", "scores combined s (aim ≤ 1)",
                "raw: the sheets read in order s", "ratio", "the office's page ms", "with 20 applications ms", "ratio (aim ≤ 1.5)", "page 200 ms", "memory MB")
    with open(f"{folder}/calls.yaml", "w") as file:
        file.write(CALLS)
    for engine in engines:
        store = Store(engine, "benchcalls", folder)
        run("apply", f"{folder}/calls.yaml", store=store)
        subprocess.run([KEPU, "user", "add", MODERATOR, "--role", "administrator", "--scope", "/", "--password-stdin", "--database", store.address],
                       cwd=ROOT, input=PASSWORD + "\n", text=True, capture_output=True)
        store.execute(NUMBERS.format(20000) + " INSERT INTO venues_organisation (id, key, name_zh, kind, region, source, search, sort_key) "
                      "SELECT 9000000 + i, 'bench-' || i, '测量馆' || i, 'museum', CASE i % 2 WHEN 0 THEN '610113' ELSE '110101' END, '', '', '' FROM n")
        for key, count, first in (("bench-large", 20000, 1000000), ("bench-small", 20, 2000000)):
            store.execute(NUMBERS.format(count) + " INSERT INTO calls_application (id, call_id, organisation_id, state, version, number, blind_code, submitted_at, changed_at, "
                          f"made_by) SELECT {first} + i, (SELECT id FROM calls_call WHERE key = '{key}'), 9000000 + i, 'passed', 1, '' || i, '' || i, 1, 1, 0 FROM n")
            store.execute(f"INSERT INTO calls_tally (call_id, what, amount) SELECT id, 'passed', {count} FROM calls_call WHERE key = '{key}'")
        store.execute(NUMBERS.format(300) + " INSERT INTO calls_expert (id, name, organisation_id, region, fields, is_active, added_at) "
                      "SELECT 5000000 + i, 'E' || i, 9000000 + i, CASE i % 3 WHEN 0 THEN '610100' WHEN 1 THEN '110000' ELSE '310000' END, '', 1, 1 FROM n")
        server = Server(store)
        try:
            desk = Desk(server)
            page = desk.read("/desk/calls/bench-large")
            assigned = desk.posts(page, "/desk/calls/bench-large/experts")
            seats = store.count("SELECT COUNT(*) FROM calls_sheet")
            store.execute("UPDATE calls_sheet SET state = 'signed', signed_at = 1, total = 40000 + (application_id * 7919 + expert_id * 104729) % 60000")
            store.execute("UPDATE calls_tally SET what = 'sheet-signed' WHERE what = 'sheet-assigned'")
            combined = desk.posts(desk.read("/desk/calls/bench-large"), "/desk/calls/bench-large/scores")
            raw = store.raw("SELECT application_id, expert_id, total FROM calls_sheet WHERE state = 'signed' ORDER BY application_id, expert_id") / 1000
            desk.posts(desk.read("/desk/calls/bench-small"), "/desk/calls/bench-small/experts")
            large, small = desk.milliseconds("/desk/calls/bench-large"), desk.milliseconds("/desk/calls/bench-small")
            tables.row(engine, assigned, seats, combined, raw, combined / raw, large, small, large / small, desk.milliseconds("/desk/calls/bench-large?page=200"),
                       server.memory())
        finally:
            server.stop()
        store.remove()


ROUNDS = """kepu: 1
organisations:
  - {key: bench-office, name: {zh: "测量办", en: "Bench Office"}, kind: association, line: associations}
rounds:
  - key: bench-round
    name: {zh: "大轮次", en: "Large round"}
    authority: bench-office
    opens: "2020-01-01T00:00"
    closes: "2020-02-01T00:00"
    most_per_unit: 2
    quota: {most_percent: 8}
    ties: [pupils]
    waiting_list: 100
    lots:
      - {key: aa, name: {zh: "甲", en: "A"}, sets: 220}
      - {key: bb, name: {zh: "乙", en: "B"}, sets: 220}
      - {key: cc, name: {zh: "丙", en: "C"}, sets: 220}
    lists: [{key: far, name: {zh: "边远县", en: "Far counties"}, counties: ["610113"]}]
    questions: [{key: pupils, name: {zh: "学生数", en: "Pupils"}, kind: number}]
    criteria:
      - {key: no-museum, name: {zh: "没有科技馆", en: "No museum"}, weight: 30, measure: no-museum}
      - {key: far, name: {zh: "边远县", en: "Far county"}, weight: 20, measure: listed, list: far}
      - {key: first, name: {zh: "首次", en: "First time"}, weight: 10, measure: first-time}
      - {key: held, name: {zh: "活动", en: "Activities"}, weight: 10, measure: activities-held, from: 0, to: 20}
      - {key: pupils, name: {zh: "学生数", en: "Pupils"}, weight: 30, measure: declared, question: pupils, from: 0, to: 50000}
"""


def rounds(engines, tables, folder):
    """A round of 3,000 declarations for 660 sets: tried over HTTP, published, looked at; beside reading the same declarations in order."""
    tables.head("A round of 3,000 declarations for 660 sets", "engine", "raw: the declarations read in order ms", "tried over HTTP ms (aim ≤ 1,000)", "published s", "sets given",
                "its public page ms", "memory MB")
    with open(f"{folder}/rounds.yaml", "w") as file:
        file.write(ROUNDS)
    for engine in engines:
        store = Store(engine, "benchrounds", folder)
        run("apply", f"{folder}/rounds.yaml", store=store)
        subprocess.run([KEPU, "user", "add", MODERATOR, "--role", "administrator", "--scope", "/", "--password-stdin", "--database", store.address],
                       cwd=ROOT, input=PASSWORD + "\n", text=True, capture_output=True)
        store.execute(NUMBERS.format(3000) + " INSERT INTO venues_organisation (id, key, name_zh, kind, region, source, search, sort_key) "
                      "SELECT 9000000 + i, 'bench-' || i, '测量馆' || i, 'museum', CASE i % 2 WHEN 0 THEN '610113' ELSE '110101' END, '', '', '' FROM n")
        answers = """'{"answers":{"pupils":"' || (i * 7919 % 50000) || '"},"wants":[{"lot":"' || CASE i % 3 WHEN 0 THEN 'aa' WHEN 1 THEN 'bb' ELSE 'cc' END || '","sets":2},{"lot":"' || CASE i % 3 WHEN 0 THEN 'bb' WHEN 1 THEN 'cc' ELSE 'aa' END || '","sets":1}]}'"""
        store.execute(NUMBERS.format(3000) + " INSERT INTO rounds_declaration (id, round_id, organisation_id, state, number, version, answers, region, province, submitted_at, changed_at, "
                      f"remark, findings) SELECT 1000000 + i, (SELECT id FROM rounds_round WHERE key = 'bench-round'), 9000000 + i, 'accepted', i, 1, {answers}, "
                      "CASE i % 2 WHEN 0 THEN '610113' ELSE '110101' END, (1 + i % 31) || '0000', 1, 1, '', '[]' FROM n")
        server = Server(store)
        try:
            desk = Desk(server)
            raw = store.raw("SELECT * FROM rounds_declaration ORDER BY id")
            tried = desk.milliseconds("/desk/rounds/bench-round/trial")
            published = desk.posts(desk.read("/desk/rounds/bench-round/trial"), "/desk/rounds/bench-round/publication")
            tables.row(engine, raw, tried, published, store.count("SELECT SUM(given) FROM rounds_want"), desk.milliseconds("/rounds/bench-round?page=2"), server.memory())
        finally:
            server.stop()
        store.remove()


RANGES = """
local piece, size = %d, %d
math.randomseed(7)
request = function()
  local at = math.random(0, size - piece)
  return wrk.format("GET", nil, {["Range"] = "bytes=" .. at .. "-" .. (at + piece - 1)})
end
"""


def bytes_per_second(address, script, seconds=6):
    told = subprocess.run(["wrk", "-t1", "-c32", f"-d{seconds}s", "--timeout", "60s", "-s", script, address], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in told:
        raise SystemExit(f"{address}: {told}")
    number, unit = re.search(r"Transfer/sec:\s+([0-9.]+)([KMG]?)B", told).groups()
    return float(number) * {"": 1e-6, "K": 1e-3, "M": 1, "G": 1e3}[unit]


def files(tables, folder):
    """A file of a gigabyte by Range at 32 clients, beside nginx with the same file; the server's processor time and memory beside."""
    tables.head("A file of 1 GB by Range, 32 clients", "each request asks for", "MB /s", "nginx, sendfile, MB /s", "ratio (aim ≥ 0.8)", "processor s for a GB", "nginx's", "memory before → at most MB")
    place = f"{folder}/www"
    os.makedirs(place, exist_ok=True)
    path, size = f"{place}/large.txt", 1 << 30
    line = ("0123456789abcdef" * 4095 + "0123456789abcde\n").encode()
    with open(path, "wb") as file:
        for _ in range(size // len(line)):
            file.write(line)
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(NGINX.format(folder))
    limit = subprocess.Popen(["nginx", "-c", f"{folder}/nginx.conf"])
    os.makedirs(f"{folder}/stand", exist_ok=True)
    stand = subprocess.Popen([FILESTAND, f"{folder}/stand", "18082", path], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    address = None
    for said in stand.stdout:
        if said.startswith("/files/"):
            address = f"http://127.0.0.1:18082{said.strip()}"
        if said.startswith("ready"):
            break
    worker = int(subprocess.run(["pgrep", "-P", str(limit.pid)], capture_output=True, text=True).stdout.split()[0])

    def memory(what):
        with open(f"/proc/{stand.pid}/status") as lines:
            return int(next(one for one in lines if one.startswith(what)).split()[1]) / 1024

    def seconds(pid):
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def used(pid, address, script):
        before, rate = seconds(pid), bytes_per_second(address, script)
        return rate, (seconds(pid) - before) / (rate * 6 / 1000)

    try:
        for piece, told in [(64 << 10, "64 KB"), (1 << 20, "1 MB"), (32 << 20, "32 MB"), (size - len(line), "all of it")]:
            script = f"{folder}/ranges.lua"
            with open(script, "w") as file:
                file.write(RANGES % (piece, size // len(line) * len(line)))
            with open(f"/proc/{stand.pid}/clear_refs", "w") as file:
                file.write("5")
            before, ours, theirs = memory("VmRSS"), [], []
            for _ in range(2):
                ours.append(used(stand.pid, address, script))
                theirs.append(used(worker, "http://127.0.0.1:18081/large.txt", script))
            (mine, cost), (limit_rate, limit_cost) = max(ours), max(theirs)
            tables.row(told, mine, limit_rate, mine / limit_rate, cost, limit_cost, f"{before:.0f} → {memory('VmHWM'):.0f}")
    finally:
        for one in (stand, limit):
            one.terminate()
            one.wait()


def measure(server, store, tables, label, parts, folder):
    """Everything that is asked of one server."""
    started, first = server.started, server.memory()
    if "pages" in parts:
        pages(server, tables, label, folder)
    if "search" in parts:
        search(server, store, tables, label)
    if "queue" in parts:
        queue(server, store, tables, label)
    served = server.memory()
    if "exports" in parts:
        exports(server, store, tables, label)
    tables.head(f"Server, {label}", "", "start to first answer s", "start to the first home page s", "memory then MB", "at most, pages and searches MB", "at most, exports too MB")
    tables.row("", server.answering, started, first, served, server.memory())


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", default="5000,74000,500000")
    options.add_argument("--engines", default="sqlite,postgres")
    options.add_argument("--parts", default="pages,search,exports,import,queue,calls,packs,files,availability,rounds,booking,door,participation,plans")
    options.add_argument("--seed", default="1")
    options.add_argument("--into", default=os.path.join(ROOT, "docs/performance-tables.md"))
    options.add_argument("--keep", default="", help="a folder whose databases are made once and used again")
    asked = options.parse_args()
    sizes, engines, parts = [int(one) for one in asked.sizes.split(",")], asked.engines.split(","), asked.parts.split(",")
    tables = Tables()
    folder = asked.keep or tempfile.mkdtemp(prefix="kepu-bench-")
    os.makedirs(folder, exist_ok=True)
    os.chmod(folder, 0o755)
    try:
        if "import" in parts:
            imports(sizes, engines, tables, folder)
        if "calls" in parts:
            calls(engines, tables, folder)
        if "availability" in parts:
            availability(engines, tables, folder, Store, Server, run)
        if "booking" in parts:
            bookings(engines, tables, folder, Store, Server, run)
        if "door" in parts:
            checkins(engines, tables, folder, Store, Server, run)
        if "participation" in parts:
            millions(engines, tables, folder, Store, Server, run)
        if "plans" in parts:
            plans(engines, tables, folder, Store, Server, run)
        if "rounds" in parts:
            rounds(engines, tables, folder)
        if "packs" in parts:
            with tempfile.TemporaryDirectory(dir=folder) as own:
                packs(KEPU, tables, own)
        if "files" in parts:
            files(tables, folder)
        made = []
        for size in sizes:
            for engine in engines:
                if not {"pages", "search", "exports", "queue"} & set(parts):
                    continue
                store = Store(engine, f"bench{size}", folder)
                label = f"{size:,} activities, {'SQLite' if engine == 'sqlite' else 'PostgreSQL'}"
                if not (engine == "sqlite" and os.path.exists(store.path)):
                    # A fifth of them waits where the queue is measured.
                    waiting = ["--waiting", str(min(size // 5, size - 2000))] if "queue" in parts else []
                    took, memory = run("demo", "--activities", str(size), "--seed", asked.seed, *waiting, store=store)
                    made.append((label, took, size / took, memory))
                if "queue" in parts:
                    moderator(store)
                server = Server(store)
                try:
                    measure(server, store, tables, label, parts, folder)
                finally:
                    server.stop()
                if not asked.keep:
                    store.remove()
        if made:
            tables.head("Making the demonstration", "of", "s", "activities /s", "memory MB")
            for one in made:
                tables.row(*one)
    finally:
        if not asked.keep:
            shutil.rmtree(folder)
    with open(asked.into, "w") as file:
        file.write(f"# Measured by `make bench` on {datetime.date.today().isoformat()}\n\nEvery ratio's two sides come from one run on one machine, which had "
                   f"{os.cpu_count()} cores. [performance.md](performance.md) says what they mean.\n" + "\n".join(tables.lines) + "\n")


if __name__ == "__main__":
    main()
