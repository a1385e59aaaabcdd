#!/usr/bin/env python3
"""The program judged by others' tools: schemathesis, icalendar, feedparser, extruct, geojson, shapely, openpyxl, pypdf, PyJWT, html5lib, Nu.

    python3 Tests/Outside/outside.py [--long] [--seed N] [--address http://127.0.0.1:8080]

Starts `kepu serve --demo` on a database of its own and ends it; with --address it asks a site that runs already (its API must not
count requests: KEPU_API_RATE=0; KEPU_ADMIN_PASSWORD lets it act, too). --long gives schemathesis many more examples. Exits 1 at a finding, 0 when all is well.
"""
import argparse
import contextlib
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Support"))
import acting
import api
import credentials
import feeds
import hostile
import packs
import pages
import slow
from asking import Site
from demonstration import running


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--long", action="store_true")
    options.add_argument("--seed", type=int)
    options.add_argument("--address")
    options.add_argument("--only", default="", help="parts, with commas: slow,hostile,feeds,pages,packs,api,acting,credentials")
    asked = options.parse_args()
    findings = []
    parts = [part for part in asked.only.split(",") if part]

    def timed(name, work):
        if parts and name not in parts:
            return
        began, before = time.monotonic(), len(findings)
        work()
        print(f"outside: {name}: {len(findings) - before} findings in {time.monotonic() - began:.0f} s", flush=True)

    with contextlib.ExitStack() as stack:
        if asked.address:
            site, password = Site(asked.address.rstrip("/")), os.environ.get("KEPU_ADMIN_PASSWORD")
        else:
            demonstration = stack.enter_context(running(KEPU_API_RATE="0"))
            site, password = Site(demonstration.address, demonstration.file), demonstration.password
        found, held = findings.append, []
        if site.file:
            timed("slow", lambda: held.extend(slow.begin(site)))
        timed("hostile", lambda: hostile.check(site, found))
        timed("feeds", lambda: feeds.check(site, found))
        timed("pages", lambda: pages.check(site, found))
        timed("packs", lambda: packs.check(found))
        if held:
            slow.meanwhile(site, found)
        timed("api", lambda: api.check(site, found, examples=300 if asked.long else 12, seed=asked.seed))
        timed("acting", lambda: acting.check(site, found, password, examples=100 if asked.long else 8, seed=asked.seed))
        timed("credentials", lambda: credentials.check(site, found, password))
        timed("slow", lambda: slow.end(held, found))
    for finding in findings:
        print("outside:", finding)
    print(f"outside: {len(findings)} findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
