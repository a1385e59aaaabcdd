"""Timings of bookings: from an HTTP request to the durable commit, beside the same writes in a plain loop with a commit each, on the same disk."""
import contextlib
import json
import os
import re
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PARTS = os.path.join(ROOT, "Tests/Support/Torture")
CODES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECONDS = 4

# What one booking writes, as the program does; {b} is a number of its own, {s} the session, {a} the activity.
WRITES = [
    "UPDATE activities_session SET taken = taken + 1 WHERE activity_id = {a} AND id = {s} AND status <> 'cancelled' AND (capacity IS NULL OR taken + 1 <= capacity)",
    "INSERT INTO bookings_person (id, person_key, sealed, phone_mark) VALUES ({b}, {blob}, {blob}, {blob})",
    "INSERT INTO bookings_booking (activity_id, id, session_id, code, kind, party, state, person_id, made_at) VALUES ({a}, {b}, {s}, '{code}', 'individual', 1, 'booked', {b}, 1)",
    "INSERT INTO bookings_ticket (activity_id, id, booking_id, session_id, code) VALUES ({a}, {b}, {b}, {s}, '{code}')",
    "UPDATE participation_claim SET value = value + 1 WHERE activity_id = {a} AND session_id = {s} AND method = 'booked'",
    "INSERT INTO outbox_message (id, account_id, address_mark, kind, is_listed, told_at, erase_at, sealed, read_at) VALUES ({b}, NULL, {blob}, 'bookings.made', 0, 1, 9000000000000000, {blob}, NULL)",
    "INSERT INTO ledger_entry (mark, at, actor, kind, noun, subject, scope, payload, reason, visibility) VALUES ({mark}, 1, 0, 'bookings.booked', 'booking', {b}, '/', '{{}}', '', 'unit')",
    "INSERT INTO access_made (sent_key, path, made_at) VALUES ({key}, '/bookings/x', 1)",
]


def code(number):
    return "".join(CODES[number >> 5 * place & 31] for place in range(10))


def shim(folder, name, *libraries):
    path = f"{folder}/{name}"
    subprocess.run(["cc", "-O2", *(["-shared", "-fPIC"] if name.endswith(".so") else []), "-o", path, f"{PARTS}/{name.removesuffix('.so')}.c", *libraries], check=True)
    return path


def bookings(engines, tables, folder, store_of, server_of, run):
    crowd, slow = shim(folder, "crowd"), shim(folder, "slowflush.so", "-ldl")
    for engine in engines:
        # PostgreSQL flushes in processes of its own, which were started before: there only the disk as it is.
        for flush in ("", slow) if engine == "sqlite" else ("",):
            label = f"{'SQLite' if engine == 'sqlite' else 'PostgreSQL'}, {'a flush 5 ms slower' if flush else 'the disk as it is'}"
            store = store_of(engine, "benchbooking" + ("slow" if flush else ""), folder)
            run("demo", "--activities", "3000", "--seed", "1", store=store)
            measure(store, tables, label, folder, flush, crowd, server_of)
            store.remove()


def measure(store, tables, label, folder, flush, crowd, server_of):
    prepare(store)
    sessions = pairs(store)
    raw = loop(store, sessions[0], folder, flush)
    with environment(LD_PRELOAD=flush):
        server = server_of(store)
    tables.head(f"Bookings, {label}: a second, from the request to the commit on the disk", "sessions", "connections", "bookings /s", "half ms", "99 % ms", "raw, a commit each /s", "ratio")
    try:
        first = 0
        for name, some in (("one", sessions[1:2]), (f"{len(sessions) - 2:,}", sessions[2:])):
            with open(f"{folder}/paths", "w") as file:
                file.writelines(f"/activities/{text(a)}/sessions/{text(s)}/bookings\n" for a, s in some)
            for connections in (1, 8, 64, 512):
                told = press(crowd, server.port, folder, connections, first)
                first += told["people"] + 1
                if set(told["status"]) - {"303"} or told["broken"]:
                    raise SystemExit(f"bookings: {told}")
                rate = told["finals"] / told["seconds"]
                tables.row(name, connections, rate, told["answer_ms"][0], told["answer_ms"][1], raw, rate / raw)
                if told["told_to_wait"]:
                    tables.lines += ["", f"{told['told_to_wait']} were told to wait."]
    finally:
        server.stop()


@contextlib.contextmanager
def environment(**values):
    before = {name: os.environ.get(name) for name in values}
    for name, value in values.items():
        if value:
            os.environ[name] = value
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)


def prepare(store):
    """Every session that is still to come takes as many as want."""
    now = int(time.time() * 1e6) + 3_600_000_000
    coming = f"FROM activities_session s JOIN activities_activity a ON a.id = s.activity_id WHERE s.begin_at > {now} AND s.status <> 'cancelled' AND a.shown_number IS NOT NULL"
    store.execute(f"UPDATE activities_session SET capacity = NULL WHERE begin_at > {now}")
    store.execute(f"INSERT INTO bookings_rule (activity_id, session_id, is_open, most_per_booking, has_waiting_list) SELECT s.activity_id, s.id, 1, 4, 0 {coming} "
                  "ON CONFLICT (activity_id, session_id) DO UPDATE SET is_open = 1, has_waiting_list = 0")


def pairs(store):
    now = int(time.time() * 1e6) + 3_600_000_000
    found = ("SELECT s.activity_id, s.id FROM activities_session s JOIN bookings_rule r ON r.activity_id = s.activity_id AND r.session_id = s.id AND r.is_open = 1 "
             f"WHERE s.begin_at > {now} AND s.capacity IS NULL ORDER BY s.id LIMIT 1002")
    if store.engine == "sqlite":
        connection = sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)
        rows = connection.execute(found).fetchall()
        connection.close()
        return rows
    return [tuple(int(one) for one in line.split("|")) for line in store.psql(store.name, found).split()]


def text(number):
    return "".join(CODES[number >> 5 * place & 31] for place in reversed(range(13)))


def press(crowd, port, folder, connections, first):
    with open(f"{folder}/paths") as file:
        path = file.readline().strip()
    for tries in range(60):
        try:
            answer = urllib.request.urlopen(f"http://127.0.0.1:{port}{path}?lang=en")
            break
        except urllib.error.HTTPError as error:
            # Numbers of those who went before are still being called.
            if error.code != 503 or tries == 59:
                raise
            time.sleep(0.5)
    csrf = re.search(r'name="csrf" value="([^"]+)"', answer.read().decode()).group(1)
    cookie = "; ".join(one.split(";")[0] for one in answer.headers.get_all("set-cookie"))
    said = subprocess.run([crowd, "--port", str(port), "--cookie", cookie, "--csrf", csrf, "--paths", f"{folder}/paths", "--connections", str(connections),
                           "--seconds", str(SECONDS), "--first", str(first)], check=True, capture_output=True, text=True).stdout
    return json.loads(said)


def loop(store, pair, folder, flush):
    """The writes alone, a commit each: one connection to SQLite, sixteen to PostgreSQL."""
    (activity, session), blob = pair, "x'" + "ab" * 60 + "'"
    if store.engine == "postgres":
        with open(f"{folder}/raw.sql", "w") as file:
            file.write("\\set b random(1000000000, 2000000000000)\nBEGIN;\n")
            for one in WRITES:
                file.write(one.format(a=activity, s=session, b=":b", code="' || :b || '", blob="'\\xabababababababababababab'::bytea", key="decode(md5(:b::text || random()::text), 'hex')", mark="txid_current()") + ";\n")
            file.write("COMMIT;\n")
        told = subprocess.run(["pgbench", "-h", store.host, "-U", "postgres", "-n", "-c", "16", "-j", "2", "-T", str(SECONDS), "-f", f"{folder}/raw.sql", store.name],
                              check=True, capture_output=True, text=True, env={**os.environ, "PATH": os.environ["PATH"] + ":" + newest()})
        return float(re.search(r"tps = ([0-9.]+)", told.stdout).group(1))
    program = f"""
import sqlite3, time
c = sqlite3.connect({store.path!r}, isolation_level=None)
c.execute('PRAGMA synchronous=FULL')
assert c.execute('PRAGMA synchronous').fetchone()[0] == 2 and c.execute('PRAGMA journal_mode').fetchone()[0] == 'wal'
writes = {[one.format(a=activity, s=session, b=':b', code="' || :b || '", blob=blob, key="randomblob(32)", mark="0") for one in WRITES]!r}
begin, n = time.perf_counter(), 0
while time.perf_counter() - begin < {SECONDS}:
    c.execute('BEGIN IMMEDIATE')
    for one in writes:
        c.execute(one, {{'b': n + 1000}}) if ':b' in one else c.execute(one)
    c.execute('COMMIT')
    n += 1
print(n / (time.perf_counter() - begin))
"""
    told = subprocess.run(["python3", "-c", program], check=True, capture_output=True, text=True, env={**os.environ, **({"LD_PRELOAD": flush} if flush else {})})
    return float(told.stdout)


def newest():
    folder = "/usr/lib/postgresql"
    return f"{folder}/{sorted(os.listdir(folder), key=float)[-1]}/bin"
