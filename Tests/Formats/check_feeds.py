#!/usr/bin/env python3
"""Reads the programme's formats with others' programs.

    check_feeds.py FOLDER                     files activities.{ics,atom,geojson,csv,xlsx,json}, those that are there
    check_feeds.py http://127.0.0.1:8080 [QUERY]   the same from a running server

Where the folder holds texts.json (a list of texts), every text must come back in every format, in order.
Says what is wrong, each on a line, and ends with status 1; else one line with the counts.
"""
import csv
import datetime
import io
import json
import pathlib
import re
import sys
import urllib.error
import urllib.request
import warnings

import feedparser
import icalendar
import openpyxl

faults = []
FORMATS = ["ics", "atom", "geojson", "csv", "xlsx", "json"]


def fault(text):
    faults.append(text)


def plain(text):
    """Without control characters, line ends all the same, blanks folded: what every format keeps."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "", text)
    return " ".join(re.sub(r"\r\n?", "\n", text).split())


def compare(kind, found, wanted):
    if wanted is None:
        return
    if len(found) != len(wanted):
        fault(f"{kind}: {len(found)} records instead of {len(wanted)}")
    for number, (a, b) in enumerate(zip(found, wanted)):
        if plain(a or "") != plain(b):
            fault(f"{kind}: text {number} is {plain(a or '')[:80]!r} instead of {plain(b)[:80]!r}")


def check_ics(data, wanted):
    for number, line in enumerate(data.split(b"\r\n"), 1):
        if len(line) > 75:
            fault(f"ics: line {number} has {len(line)} octets")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            fault(f"ics: line {number} cuts a character")
    calendar = icalendar.Calendar.from_ical(data)
    if "METHOD" in calendar:
        fault("ics: a subscription has no METHOD")
    for name in ("VERSION", "PRODID", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL"):
        if name not in calendar:
            fault(f"ics: {name} is missing")
    defined = {str(zone["TZID"]): zone for zone in calendar.walk("VTIMEZONE")}
    events = calendar.walk("VEVENT")
    uids = set()
    for event in events:
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "LAST-MODIFIED"):
            if name not in event:
                fault(f"ics: {event.get('UID')}: {name} is missing")
        if event.errors:
            fault(f"ics: {event.get('UID')}: {event.errors}")
        uids.add(str(event["UID"]))
        zone = event["DTSTART"].params.get("TZID")
        if zone and zone not in defined and zone != "UTC":
            fault(f"ics: {event['UID']}: no VTIMEZONE for {zone}")
        if "DTEND" in event and not event["DTEND"].dt > event["DTSTART"].dt:
            fault(f"ics: {event['UID']}: ends before it begins")
    if len(uids) != len(events):
        fault("ics: a UID stands twice")
    for name, zone in defined.items():
        rules = zone.to_tz(lookup_tzid=False)
        for event in events:
            start = event["DTSTART"]
            if start.params.get("TZID") == name:
                bare = start.dt.replace(tzinfo=None)
                if rules.utcoffset(bare) != start.dt.utcoffset():
                    fault(f"ics: {event['UID']}: {name} gives {rules.utcoffset(bare)}, the system {start.dt.utcoffset()}")
    compare("ics", [str(event["SUMMARY"]) for event in events], wanted)
    return len(events)


def check_atom(data, wanted):
    feed = feedparser.parse(data)
    if feed.bozo:
        fault(f"atom: {feed.bozo_exception}")
    if feed.version != "atom10":
        fault(f"atom: read as {feed.version!r}")
    for name in ("id", "title", "updated"):
        if not feed.feed.get(name):
            fault(f"atom: the feed has no {name}")
    if "self" not in {link.rel for link in feed.feed.get("links", [])}:
        fault("atom: no link to itself")
    ids = [entry.id for entry in feed.entries]
    if len(set(ids)) != len(ids):
        fault("atom: an id stands twice")
    for entry in feed.entries:
        if not entry.get("updated_parsed") or not entry.get("link"):
            fault(f"atom: {entry.id}: no time or no link")
    if wanted is not None:
        # feedparser tidies titles that look like markup; the raw tree is compared instead.
        import xml.etree.ElementTree as tree
        name = "{http://www.w3.org/2005/Atom}"
        compare("atom", [entry.findtext(name + "title") for entry in tree.fromstring(data).findall(name + "entry")], wanted)
    return len(feed.entries)


def check_geojson(data, wanted):
    whole = json.loads(data)
    if whole.get("type") != "FeatureCollection":
        fault("geojson: no FeatureCollection")
    for feature in whole["features"]:
        if feature.get("type") != "Feature" or "properties" not in feature or "geometry" not in feature:
            fault(f"geojson: {feature.get('id')}: no Feature")
        shape = feature.get("geometry")
        if shape and shape["type"] == "Point":
            longitude, latitude = shape["coordinates"]
            if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
                fault(f"geojson: {feature.get('id')}: {shape['coordinates']} is no place")
    if any(len(number) > 6 for number in re.findall(rb'"coordinates":\[+-?[0-9]+\.?([0-9]*)', data)):
        fault("geojson: more than six decimals")
    compare("geojson", [feature["properties"].get("title", "") for feature in whole["features"]] if wanted else [], wanted)
    return len(whole["features"])


def check_csv(data, wanted):
    if not data.startswith(b"\xef\xbb\xbf"):
        fault("csv: no byte order mark")
    csv.field_size_limit(1 << 24)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(rows[0]):
            fault(f"csv: row {number} has {len(row)} cells instead of {len(rows[0])}")
        for cell in row:
            if re.match(r"[=+@\t\r＝＋－＠]|-(?![0-9.]+$)", cell):
                fault(f"csv: row {number} could run {cell[:40]!r}")
    if wanted is not None:
        found = [row[0][1:] if row[0].startswith("'") and not text.startswith("'") else row[0] for row, text in zip(rows[1:], wanted)]
        found = [a[1:] if a == "'" + b else a for a, b in zip(found, wanted)]
        compare("csv", found, wanted)
    return len(rows) - 1


def check_xlsx(data, wanted):
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=False)
    rows = 0
    for sheet in book:
        if sheet.freeze_panes != "A2":
            fault(f"xlsx: {sheet.title}: the heading is not frozen")
        for row in sheet.iter_rows(min_row=2):
            rows += 1
            for cell in row:
                if cell.data_type == "f":
                    fault(f"xlsx: {cell.coordinate} is a formula")
                if isinstance(cell.value, datetime.datetime) and not cell.is_date:
                    fault(f"xlsx: {cell.coordinate} is no date")
    if wanted is not None:
        sheet = book.worksheets[0]
        found = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
        found = [re.sub(r"_x005F_", "_", str(text or "")) for text in found]
        compare("xlsx", found, wanted)
        dates = {type(row[2]) for row in sheet.iter_rows(min_row=2, values_only=True)}
        if dates != {datetime.datetime}:
            fault(f"xlsx: dates are {dates}")
    return rows


def check_json(data, wanted):
    whole = json.loads(data)
    return whole.get("count", 0) if isinstance(whole, dict) else len(whole)


def material(place, query):
    """Kind and bytes of each format."""
    if place.startswith(("http://", "https://")):
        for kind in FORMATS:
            address = f"{place.rstrip('/')}/activities.{kind}" + (f"?{query}" if query else "")
            try:
                with urllib.request.urlopen(address, timeout=600) as answer:
                    yield kind, answer.read()
            except urllib.error.HTTPError as problem:
                fault(f"{kind}: {address} answers {problem.code}")
    else:
        for kind in FORMATS:
            path = pathlib.Path(place) / f"activities.{kind}"
            if path.exists():
                yield kind, path.read_bytes()


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    warnings.simplefilter("ignore")
    texts = None
    if not sys.argv[1].startswith("http"):
        path = pathlib.Path(sys.argv[1]) / "texts.json"
        texts = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    counts = {}
    for kind, data in material(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""):
        try:
            counts[kind] = globals()["check_" + kind](data, texts)
        except Exception as problem:  # what others' programs cannot read is a fault of ours
            fault(f"{kind}: {type(problem).__name__}: {problem}")
    if not counts:
        fault("nothing to read")
    for text in faults[:200]:
        print(text)
    if faults:
        sys.exit(1)
    print(", ".join(f"{kind} {count}" for kind, count in counts.items()))


if __name__ == "__main__":
    main()
