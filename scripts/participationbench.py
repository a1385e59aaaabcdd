"""Timings of the door and of participation rows: batches of a device from the HTTP request to the durable commit beside bare inserts of the same rows,
and what rows cost in space and time where there are millions."""
import datetime
import hashlib
import hmac
import json
import re
import sqlite3
import statistics
import subprocess
import time
import urllib.request

from bookingbench import text

BATCH, BATCHES = 500, 60
CODES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TOKEN = "a-device-of-the-bench-with-a-long-token"
ROW = "participation_row (activity_id, id, session_id, claim_id, indicator, quantity, at, device, ticket)"
ENTRY = ("door_entry (activity_id, device_id, seq, session_id, kind, quantity, way, row_id, said, result, first_at, first_device, device_at, at, "
         "received_at)")


def code(number):
    return "".join(CODES[number >> 5 * place & 31] for place in range(10))


def now():
    return time.time_ns() // 1000


def checkins(engines, tables, folder, store_of, server_of, run):
    tables.head(f"The door: {BATCH} tickets of a device at once, a second, from the request to the commit on the disk", "", "tickets /s", "half ms a batch",
                "99 % ms", "bare inserts of the same rows /s", "ratio (aim ≥ 0.5)", "all sent again /s")
    for engine in engines:
        store = store_of(engine, "benchdoor", folder)
        run("demo", "--activities", "2000", "--seed", "1", store=store)
        activity, session = opened(store)
        tickets = BATCH * BATCHES
        device(store, activity)
        book(store, activity, session, tickets)
        raw = [bare(store, activity, session, folder, round) for round in range(3)]
        server = server_of(store)
        try:
            batches = [[{"seq": 1 + b * BATCH + i, "kind": "scan", "session": text(session), "at": iso(), "said": "in", "text": f"{text(activity)}-{code(1 + b * BATCH + i)}"}
                        for i in range(BATCH)] for b in range(BATCHES)]
            times = [send(server, batch, "counted") for batch in batches]
            again = [send(server, batch, "counted") for batch in batches[:10]]
        finally:
            server.stop()
        rate, limit = tickets / sum(times), statistics.median(raw)
        tables.row("SQLite" if engine == "sqlite" else "PostgreSQL", rate, statistics.median(times) * 1000, sorted(times)[-1] * 1000, limit, rate / limit, BATCH * len(again) / sum(again))
        store.remove()


def iso():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def opened(store):
    """A session that is on now, with its bookings' rule."""
    found = ("SELECT s.activity_id, s.id FROM activities_session s JOIN activities_activity a ON a.id = s.activity_id WHERE s.status <> 'cancelled' "
             "AND a.shown_number IS NOT NULL AND s.zone = 'Asia/Shanghai' AND NOT EXISTS (SELECT 1 FROM bookings_booking b WHERE b.activity_id = s.activity_id) "
             "AND NOT EXISTS (SELECT 1 FROM participation_claim c WHERE c.activity_id = s.activity_id) ORDER BY s.id LIMIT 1")
    activity, session = rows(store, found)[0]
    day = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date().isoformat()
    store.execute(f"UPDATE activities_session SET begin_at = {now() - 3_600_000_000}, end_at = {now() + 3_600_000_000}, local_day = '{day}', capacity = NULL "
                  f"WHERE activity_id = {activity} AND id = {session}")
    return activity, session


def rows(store, statement):
    if store.engine == "sqlite":
        connection = sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)
        found = connection.execute(statement).fetchall()
        connection.close()
        return found
    return [tuple(int(one) for one in line.split("|")) for line in store.psql(store.name, statement).split()]


def blob(store, value):
    return f"x'{value.hex()}'" if store.engine == "sqlite" else f"'\\x{value.hex()}'::bytea"


def device(store, activity):
    mark = hmac.new(b"kepu/door", TOKEN.encode(), hashlib.sha256).digest()
    day = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date().isoformat()
    store.execute("INSERT INTO door_device (activity_id, id, day, name, duty, token_mark, made_at, made_by, expires_at, paired_at, paired_skew, waiting) "
                  f"VALUES ({activity}, 1, '{day}', 'gate-1', 'entrance', {blob(store, mark)}, {now()}, 0, {now() + 86_400_000_000}, {now()}, 0, 0)")


def script(store, folder, statements):
    """Runs statements on the engine itself; gives the seconds."""
    if store.engine == "sqlite":
        connection = sqlite3.connect(store.path, isolation_level=None)
        connection.execute("PRAGMA synchronous=FULL")
        begin = time.perf_counter()
        for one in statements:
            connection.execute(one)
        took = time.perf_counter() - begin
        connection.close()
        return took
    with open(f"{folder}/bare.sql", "w") as file:
        file.writelines(one + ";\n" for one in statements)
    begin = time.perf_counter()
    subprocess.run(["psql", "-h", store.host, "-U", "postgres", "-d", store.name, "-Xq", "-v", "ON_ERROR_STOP=1", "-f", f"{folder}/bare.sql"], check=True)
    return time.perf_counter() - begin


def many(table, values):
    return [f"INSERT INTO {table} VALUES " + ", ".join(values[begin:begin + 100]) for begin in range(0, len(values), 100)]


def book(store, activity, session, tickets):
    """So many bookings of one place, each with its ticket."""
    at = now()
    store.execute(f"INSERT INTO bookings_person (id, forgotten_at) VALUES (1, {at})")
    bookings = [f"({activity}, {n}, {session}, '{code(n)[:9]}B', 'individual', 1, 'booked', 1, {at})" for n in range(1, tickets + 1)]
    issued = [f"({activity}, {n}, {n}, {session}, '{code(n)}')" for n in range(1, tickets + 1)]
    script(store, "/tmp", ["BEGIN", *many("bookings_booking (activity_id, id, session_id, code, kind, party, state, person_id, made_at)", bookings),
                           *many("bookings_ticket (activity_id, id, booking_id, session_id, code)", issued), "COMMIT"])
    analyzed(store)


def analyzed(store):
    """As PostgreSQL does by itself within a minute after many rows have come."""
    if store.engine == "postgres":
        store.execute("ANALYZE")


def bare(store, activity, session, folder, round):
    """What a batch leaves, as bare inserts of a hundred rows, a commit for each batch; of an activity that is none. Rows a second."""
    fake, statements, first = activity + 1 + round, [], 1
    for _ in range(BATCHES):
        at = now()
        kept = [f"({fake}, {first + i}, {session}, 1, 'visits', 1, {at}, 'gate-1', {first + i})" for i in range(BATCH)]
        entries = [f"({fake}, 1, {first + i}, {session}, 'scan', 1, '', NULL, 'in', 'counted', NULL, '', {at}, {at}, {at})" for i in range(BATCH)]
        statements += ["BEGIN", *many(ROW, kept), *many(ENTRY, entries), "COMMIT"]
        first += BATCH
    return BATCH * BATCHES / script(store, folder, statements)


def send(server, entries, expected):
    body = json.dumps({"now": iso(), "entries": entries, "waiting": 0}).encode()
    if not hasattr(server, "door"):
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/door/app") as page:
            cookies = "; ".join(one.split(";")[0] for one in page.headers.get_all("set-cookie"))
            server.door = {"cookie": cookies, "x-csrf-token": re.search(r'data-csrf="([^"]+)"', page.read().decode()).group(1)}
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}/door/devices/sync", body, {"door-token": TOKEN, "content-type": "application/json", **server.door})
    begin = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        told = json.loads(answer.read())
    took = time.perf_counter() - begin
    results = {one["result"] for one in told["results"]}
    if results != {expected}:
        raise SystemExit(f"the door answers {results}: {told['results'][0]}")
    return took


def millions(engines, tables, folder, store_of, server_of, run, sizes=(1_000_000, 10_000_000)):
    tables.head("Participation rows", "", "rows", "bare inserts /s", "bytes a row, its indexes included", "people by session of an activity ms", "tickets of a device /s",
                "the page behind the door's figure ms")
    for engine in engines:
        store = store_of(engine, "benchrows", folder)
        run("demo", "--activities", "2000", "--seed", "1", store=store)
        activity, session = opened(store)
        device(store, activity)
        book(store, activity, session, BATCH * 20 * len(sizes))
        have, seq = 0, 1
        for size in sizes:
            before = space(store)
            took = fill(store, folder, have, size)
            grown = space(store) - before
            analyzed(store)
            added, have = size - have, size
            some = 7_000_000_000_000 + have // 4000 // 2
            people = store.raw(f"SELECT session_id, SUM(quantity) FROM participation_row WHERE activity_id = {some} GROUP BY session_id")
            server = server_of(store)
            try:
                times = []
                for _ in range(20):
                    entries = [{"seq": seq + i, "kind": "scan", "session": text(session), "at": iso(), "said": "in", "text": f"{text(activity)}-{code(seq + i)}"} for i in range(BATCH)]
                    times.append(send(server, entries, "counted"))
                    seq += BATCH
                claim = rows(store, f"SELECT id, id FROM participation_claim WHERE activity_id = {activity} AND source = 'door'")[0][0]
                page = server.milliseconds(f"/claims/{text(activity)}/{text(claim)}")
            finally:
                server.stop()
            tables.row("SQLite" if engine == "sqlite" else "PostgreSQL", f"{size:,}", added / took, grown / added, people, BATCH / statistics.median(times), page)
        store.remove()


def space(store):
    if store.engine == "sqlite":
        connection = sqlite3.connect(store.path)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages, free, size = (connection.execute(f"PRAGMA {one}").fetchone()[0] for one in ("page_count", "freelist_count", "page_size"))
        connection.close()
        return (pages - free) * size
    return int(store.psql(store.name, "SELECT pg_total_relation_size('participation_row')"))


def fill(store, folder, first, last):
    """Activities of 4,000 rows in two sessions, in the order in which they came."""
    step = 100_000
    source = ("WITH RECURSIVE n(i) AS (SELECT {a} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {b})" if store.engine == "sqlite"
              else "WITH n(i) AS (SELECT generate_series({a}::bigint, {b}::bigint - 1))")
    statements = []
    for begin in range(first, last, step):
        statements.append(f"INSERT INTO {ROW} " + source.format(a=begin, b=min(begin + step, last)) +
                          " SELECT 7000000000000 + i / 4000, 8000000000000 + i, 9000000000000 + i / 2000, 6000000000000 + i / 2000, 'visits', 1, "
                          "1700000000000000 + i * 1000000, 'gate-' || (i % 4), 5000000000000 + i FROM n")
    return script(store, folder, statements)
