"""A wall screen for a long time, by hand: many watchers, some of whom never read, while readings come in: whether all are told, and the memory.

    wall.py sqlite:PATH [--campaign KEY] [--minutes 5] [--watchers 500] [--stalled 20] [--every 0.5]

The database is one that `kepu bench figures` has filled, or any other with a session of the campaign that has begun; it gets an account and readings. Prints a
line every quarter of a minute, and at the end what was seen; exits with 1 where memory grew by more than a fifth after the first minute, or a watcher was not told.
"""
import argparse
import asyncio
import datetime
import http.cookiejar
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "Tests/Support"))
from demonstration import shown  # noqa: E402

KEPU = os.environ.get("KEPU_BINARY", os.path.join(ROOT, ".build/debug/kepu"))
PASSWORD = "wall-of-the-hall-2026"


def token(address, login):
    """Signs in as a person does, and makes a token that delivers readings."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def page(path, fields=None):
        data = urllib.parse.urlencode(fields, doseq=True).encode() if fields else None
        with browser.open(address + path, data, timeout=60) as answer:
            return answer.read().decode()

    def csrf(text):
        return re.search(r'name="csrf" value="([^"]+)"', text).group(1)

    page("/sign-in", {"csrf": csrf(page("/sign-in?lang=en")), "login": login, "password": PASSWORD})
    until = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()
    text = page("/desk/me/tokens", {"csrf": csrf(page("/desk/me/tokens")), "name": "wall", "permissions": "participation.deliver", "until": until})
    return re.search(r"kepu_[0-9a-z]{38}", text).group(0)


def subject(file, campaign):
    """A session of the campaign that is over, with its beginning."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
        found = base.execute(
            "SELECT s.activity_id, s.id, s.begin_at FROM activities_counted n JOIN campaigns_ancestor x ON x.campaign_id = n.campaign_id "
            "JOIN campaigns_campaign c ON c.id = x.ancestor_id JOIN activities_session s ON s.activity_id = n.activity_id "
            "WHERE c.key = ? AND s.status <> 'cancelled' AND s.end_at < ? LIMIT 1", (campaign, int(time.time() * 1e6))).fetchone()
    if not found:
        raise SystemExit(f"wall: {campaign} has no session that is over")
    return found


def memory(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) // 1024


class Wall:
    def __init__(self, port, path):
        self.port, self.path = port, path
        self.told, self.closed, self.states = {}, 0, 0

    async def watch(self, number, is_stalled):
        # What it never reads fills the smallest buffer first.
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)
        writer.write(f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n".encode())
        await writer.drain()
        if is_stalled:
            writer.transport.pause_reading()
            return await asyncio.sleep(1e6)
        value = None
        while line := await reader.readline():
            if found := re.search(rb'value=\\"(\d+)\\" data-figure=\\"viewer-times\\"', line):
                self.states += 1
                if found.group(1) != value:
                    value = found.group(1)
                    self.told[number] = int(value)
        self.closed += 1


async def play(options):
    file = options.database.removeprefix("sqlite:")
    login = f"wall{int(time.time())}@example.org"
    subprocess.run([KEPU, "user", "add", login, "--role", "administrator", "--password-stdin", "--database", options.database],
                   input=PASSWORD + "\n", text=True, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    activity, session, begin = subject(file, options.campaign)
    process = subprocess.Popen([KEPU, "serve", "--port", "0", "--database", options.database], cwd=ROOT, stdout=subprocess.PIPE, stderr=sys.stderr, text=True)
    try:
        address = next(found.group(1) for line in process.stdout if (found := re.search(r"(http://127\.0\.0\.1:\d+)", line)))
        key = await asyncio.to_thread(token, address, login)
        wall = Wall(urllib.parse.urlsplit(address).port, f"/screen/{options.campaign}/events?lang=en")
        tasks = [asyncio.create_task(wall.watch(number, number < options.stalled)) for number in range(options.watchers)]
        return await drive(options, wall, process, address, key, activity, session, begin, tasks)
    finally:
        process.terminate()
        process.wait(timeout=60)


async def drive(options, wall, process, address, key, activity, session, begin, tasks):
    listening = options.watchers - options.stalled
    at = (datetime.datetime.fromtimestamp(begin / 1e6, datetime.timezone.utc) + datetime.timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def deliver(sequence):
        reading = {"session": shown(session), "indicator": "viewers", "source": f"wall-{int(begun)}", "sequence": sequence, "at": at, "quantity": 1, "basis": "increment"}
        request = urllib.request.Request(
            f"{address}/api/v1/activities/{shown(activity)}/readings", json.dumps({"readings": [reading]}).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {key}", "Idempotency-Key": f"wall-{int(begun)}-{sequence}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()

    begun, sequence, line = time.time(), 0, time.monotonic()
    end = time.monotonic() + options.minutes * 60
    sizes = []
    while time.monotonic() < end:
        sequence += 1
        await asyncio.to_thread(deliver, sequence)
        await asyncio.sleep(options.every)
        if time.monotonic() - line > 15:
            line = time.monotonic()
            sizes.append(memory(process))
            values = set(wall.told.values())
            print(f"{int(time.time() - begun):5} s  {sequence:6} readings  {len(wall.told):4} told  values {min(values, default=0)}–{max(values, default=0)}  "
                  f"{wall.closed} closed  {sizes[-1]} MB", flush=True)
    await asyncio.sleep(8)
    newest = max(wall.told.values(), default=0)
    missed = listening - sum(1 for value in wall.told.values() if value == newest)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(3)
    base = sizes[min(3, len(sizes) - 1)]
    print(f"wall: {sequence} readings, {wall.states} states told, {options.watchers} watchers of whom {options.stalled} never read; "
          f"memory {sizes[0]} MB at first, {base} after a minute, {sizes[-1]} at the end, {memory(process)} when all had left; {missed} without the newest, {wall.closed} cut off")
    return 1 if missed or sizes[-1] > base * 1.2 else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("database")
    parser.add_argument("--campaign", default="replay-2022")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--watchers", type=int, default=500)
    parser.add_argument("--stalled", type=int, default=20)
    parser.add_argument("--every", type=float, default=0.5)
    sys.exit(asyncio.run(play(parser.parse_args())))


if __name__ == "__main__":
    main()
