"""The programme's formats through others' readers, with filters and without: icalendar, feedparser, geojson and shapely, openpyxl, pypdf."""
import io
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Formats"))
import check_feeds
import feedparser
import geojson
import icalendar
import pypdf
import shapely.geometry

KINDS = {
    "ics": "text/calendar", "atom": "application/atom+xml", "geojson": "application/geo+json", "csv": "text/csv", "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pdf": "application/pdf",
}
QUESTIONS = [
    "", "region=610000&mode=onsite", "q=科学", "campaign=demo-science-month&free=1", "age=7&access=wheelchair&places=1", "near=34.26,108.94&within=50",
    "q=没有这样的活动", "begin=2024-01-01&end=2024-03-31",
]


def check(site, found):
    warnings.simplefilter("ignore")
    for question in QUESTIONS:
        one_question(site, found, question)
    printed(site, found, "region=610100")
    followed(site, found, "region=610000")
    activities = site.ask("/activities.json?region=610000").json["activities"]
    for activity in activities[:5]:
        path = f"/activities/{activity['id']}.ics"
        answer = site.ask(path)
        events = icalendar.Calendar.from_ical(answer.body).walk("VEVENT") if answer.status == 200 else []
        if len(events) != max(1, len(activity["sessions"])):
            found(f"{path}: {answer.status}, {len(events)} events, {len(activity['sessions'])} sessions")


def one_question(site, found, question):
    check_feeds.faults.clear()
    counts, totals = {}, {}
    for kind, media in KINDS.items():
        path = f"/activities.{kind}" + ("?" + question if question else "")
        if kind == "pdf":
            continue
        answer = site.ask(path)
        if answer.status != 200 or answer.kind != media:
            found(f"{path}: {answer.status} {answer.kind}")
            continue
        totals[kind] = answer.headers.get("x-total-count")
        try:
            counts[kind] = getattr(check_feeds, "check_" + kind)(answer.body, None)
            if kind == "geojson":
                on_the_globe(path, answer, found)
        except Exception as problem:  # what others' programs cannot read is a fault of ours
            found(f"{path}: {type(problem).__name__}: {problem}")
        same(site, found, path, answer)
    for fault in check_feeds.faults[:20]:
        found(f"{question or 'everything'}: {fault}")
    if len(set(totals.values())) > 1:
        found(f"{question or 'everything'}: the formats count differently: {totals}")
    if counts.get("csv") != counts.get("xlsx") or counts.get("json") != int(totals.get("json") or 0):
        found(f"{question or 'everything'}: {counts} of {totals.get('json')}")


def same(site, found, path, first):
    """Asked again with what it said of itself: nothing is sent."""
    tag, modified = first.headers.get("etag"), first.headers.get("last-modified")
    if not tag:
        return found(f"{path}: no ETag")
    again = site.ask(path, If_None_Match=tag)
    if again.status != 304 or again.body:
        found(f"{path}: asked again with its ETag it is {again.status}")
    if modified:
        again = site.ask(path, If_Modified_Since=modified)
        if again.status != 304 or again.body:
            found(f"{path}: asked again with its Last-Modified it is {again.status}")
    if site.ask(path, If_None_Match='"other"').status != 200:
        found(f"{path}: another ETag is taken for its own")


def on_the_globe(path, answer, found):
    whole = geojson.loads(answer.text)
    if not whole.is_valid:
        found(f"{path}: {whole.errors()}")
    for feature in whole["features"]:
        shape = feature["geometry"] and shapely.geometry.shape(feature["geometry"])
        if shape is not None and (not shape.is_valid or shape.is_empty):
            found(f"{path}: {feature.get('id')} is no shape")
        if shape is not None and shape.geom_type == "Polygon" and not shape.exterior.is_ccw:
            found(f"{path}: {feature.get('id')} turns left-handed")


def printed(site, found, question):
    answer = site.ask(f"/activities.pdf?{question}")
    if answer.status != 200:
        return found(f"pdf: {answer.status} {answer.text[:200]}")
    book = pypdf.PdfReader(io.BytesIO(answer.body), strict=True)
    for number, page in enumerate(book.pages, 1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        if abs(width - 595.3) > 1 or abs(height - 841.9) > 1:
            found(f"pdf: page {number} is {width} by {height}, which is no A4")
        if not page.extract_text().strip():
            found(f"pdf: page {number} says nothing")


def followed(site, found, question):
    """The feed's pages to the last: every entry once, as many as the list has."""
    address, ids, wanted = f"/activities.atom?{question}", [], None
    while address:
        answer = site.ask(address)
        feed = feedparser.parse(answer.body)
        if answer.status != 200 or feed.bozo:
            return found(f"{address}: {answer.status} {feed.get('bozo_exception')}")
        wanted = wanted or int(answer.headers["x-total-count"])
        ids += [entry.id for entry in feed.entries]
        address = next((link.href for link in feed.feed.links if link.rel == "next"), None)
    if len(ids) != wanted or len(set(ids)) != wanted:
        found(f"atom: {len(ids)} entries over all pages, {len(set(ids))} different, {wanted} told")
