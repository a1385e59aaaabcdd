"""The same questions put to the raw rows of a replay (`kepu bench figures`): to the database itself, and to DuckDB over a copy of its rows.

    figuresbench.py sqlite:PATH | postgres-database-name   [--no-duckdb]

Prints a line of a table for each question: what it takes the engine over its own tables and DuckDB over its columns, in milliseconds, and the answer's
first line, which must be the same.
"""
import sqlite3
import subprocess
import sys
import tempfile
import time

KEY = "replay-2022"
COUNTED = ("(SELECT DISTINCT n.activity_id, n.region FROM activities_counted n JOIN campaigns_ancestor x ON x.campaign_id = n.campaign_id "
           f"JOIN campaigns_campaign k ON k.id = x.ancestor_id WHERE k.key = '{KEY}')")
QUESTIONS = [
    ("1. visits, by their rows", f"SELECT SUM(r.quantity) FROM participation_row r JOIN {COUNTED} a ON a.activity_id = r.activity_id"),
    ("2. by province", f"SELECT g.province, SUM(r.quantity) AS amount FROM participation_row r JOIN {COUNTED} a ON a.activity_id = r.activity_id "
     "JOIN region g ON g.code = a.region GROUP BY g.province ORDER BY g.province"),
    ("3. by day, one county", f"SELECT s.local_day, SUM(r.quantity) AS amount FROM participation_row r JOIN {COUNTED} a ON a.activity_id = r.activity_id "
     "JOIN activities_session s ON s.activity_id = r.activity_id AND s.id = r.session_id WHERE a.region = '610113' GROUP BY s.local_day ORDER BY s.local_day"),
    ("6. the twenty most visited on a day", f"SELECT r.activity_id, SUM(r.quantity) AS amount FROM participation_row r JOIN {COUNTED} a ON a.activity_id = r.activity_id "
     "JOIN activities_session s ON s.activity_id = r.activity_id AND s.id = r.session_id WHERE a.region = '610113' AND s.local_day = '2022-09-17' "
     "GROUP BY r.activity_id ORDER BY amount DESC, r.activity_id DESC LIMIT 20"),
]
TABLES = {
    "participation_row": "activity_id, session_id, quantity", "activities_counted": "activity_id, campaign_id, region", "campaigns_ancestor": "campaign_id, ancestor_id",
    "campaigns_campaign": "id, key", "region": "code, province", "activities_session": "activity_id, id, local_day",
}


class SQLite:
    name = "SQLite"

    def __init__(self, path):
        self.path = path
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def ask(self, statement): return [tuple(map(str, row)) for row in self.connection.execute(statement).fetchall()]

    def copy(self, table, columns, file):
        with open(file, "w", encoding="utf-8") as out:
            for row in self.connection.execute(f"SELECT {columns} FROM {table}"): out.write(",".join("" if one is None else str(one) for one in row) + "\n")


class PostgreSQL:
    name = "PostgreSQL"

    def __init__(self, address): self.address = address

    def psql(self, statement): return subprocess.run(["psql", self.address, "-AtF,", "-c", statement], check=True, capture_output=True, text=True).stdout

    def ask(self, statement): return [tuple(line.split(",")) for line in self.psql(statement).split()]

    def copy(self, table, columns, file):
        with open(file, "w", encoding="utf-8") as out:
            subprocess.run(["psql", self.address, "-c", f"COPY (SELECT {columns} FROM {table}) TO STDOUT (FORMAT csv)"], check=True, stdout=out)


def timed(ask, statement):
    ask(statement)
    begin = time.perf_counter()
    found = ask(statement)
    return (time.perf_counter() - begin) * 1000, found


def main():
    address = sys.argv[1]
    engine = SQLite(address.removeprefix("sqlite:")) if address.startswith("sqlite:") else PostgreSQL(address)
    duck = None
    if "--no-duckdb" not in sys.argv:
        import duckdb
        duck = duckdb.connect()
        with tempfile.TemporaryDirectory() as folder:
            for table, columns in TABLES.items():
                engine.copy(table, columns, f"{folder}/{table}.csv")
                names = [one.strip() for one in columns.split(",")]
                kinds = ", ".join(f"'{one}': '{'VARCHAR' if one in ('region', 'key', 'code', 'province', 'local_day') else 'BIGINT'}'" for one in names)
                duck.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{folder}/{table}.csv', header = false, columns = {{{kinds}}})")
    for title, statement in QUESTIONS:
        own, found = timed(engine.ask, statement)
        line = f"{title} | {engine.name} {own:.1f} ms"
        if duck:
            other, same = timed(lambda text: [tuple(map(str, row)) for row in duck.execute(text).fetchall()], statement)
            line += f" | DuckDB {other:.1f} ms | {'same' if same == found else f'DIFFERENT: {found[:2]} {same[:2]}'}"
        print(line + f" | {len(found)} lines", flush=True)


main()
