#!/usr/bin/env python3
"""Checks the campaign files against docs/campaign-files.md. A writing aid: what `kepu apply` says is what counts.

    pip install pyyaml
    python3 Tests/Content/check_campaigns.py [--regions cn-divisions.csv] [FILE ...]

Prints one line for each fault (file: path: what is wrong) and a table of counts; exits 1 if there is a fault.
"""
import argparse
import csv
import datetime
import os
import re
import sys

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

KEY = re.compile(r"[a-z][a-z0-9-]{1,63}")
SOURCE = re.compile(r"S[0-4]|R[0-9]{1,3}[a-z]?")
FACT = re.compile(r"(M(?:0[1-9]|[12][0-9]|3[0-5]))(?:\.[a-z])?")
ROOMS = {"Calls", "Resources", "Plans", "Tours", "Contests", "Training", "Figures"}
VENUES = "museum science-museum education-base mobile-museum campus-museum caravan laboratory park digital-museum other"
BLOCKS = "block part zone module special-action joint-action"
ROLES = "organiser co-organiser undertaker co-undertaker supporter"
DECLARED = "schemes calls notices titles resources exhibits experts tours contests training tasks visits".split()


class Loader(yaml.SafeLoader):
    """A loader that refuses a key that occurs twice, and anchors and aliases."""

    def compose_node(self, parent, index):
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.constructor.ConstructorError(None, None, "anchors and aliases are not allowed", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key.value!r} occurs twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class Checker:
    def __init__(self, name, data, regions):
        self.name, self.data, self.regions, self.faults = name, data, regions, []
        self.keys = {s: {r.get("key"): r for r in rows if isinstance(r, dict)} for s, rows in data.items() if isinstance(rows, list)}

    def fault(self, path, what):
        self.faults.append(f"{self.name}: {path}: {what}")

    # Types: each takes a path and a value.

    def text(self, path, v):
        if not isinstance(v, dict) or set(v) != {"zh", "en"}:
            return self.fault(path, "must be a mapping of exactly zh and en")
        for lang, s in v.items():
            if not isinstance(s, str) or not s.strip() or s != s.strip():
                self.fault(f"{path}.{lang}", "must be a non-empty string without blanks at its ends")
        if isinstance(v["en"], str) and re.search(r"[\u3400-\u9fff]", v["en"]):
            self.fault(f"{path}.en", "holds Chinese characters")
        if isinstance(v["zh"], str) and not re.search(r"[\u3400-\u9fff]", v["zh"]) and re.search("[A-Za-z]{4}", v["zh"]):
            self.fault(f"{path}.zh", "holds no Chinese")

    def key(self, path, v):
        if not isinstance(v, str) or not KEY.fullmatch(v):
            self.fault(path, f"{v!r} is not a key")

    def string(self, path, v):
        if not isinstance(v, str) or not v:
            self.fault(path, "must be a string")

    def int(self, path, v):
        if isinstance(v, bool) or not isinstance(v, int) or v < 0:
            self.fault(path, f"{v!r} is not an integer of 0 or more")

    def number(self, path, v):
        if isinstance(v, bool) or not isinstance(v, (int, float)):
            self.fault(path, f"{v!r} is not a number")

    def bool(self, path, v):
        if not isinstance(v, bool):
            self.fault(path, f"{v!r} is not true or false")

    def parsed(self, path, v, *formats):
        for f, shape in formats:
            if isinstance(v, str) and re.fullmatch(shape, v):
                try:
                    return datetime.datetime.strptime(v, f)
                except ValueError:
                    pass
        self.fault(path, f"{v!r} is not a quoted date or time of the right form")

    def date(self, path, v):
        return self.parsed(path, v, ("%Y-%m-%d", r"\d{4}-\d\d-\d\d"))

    def month(self, path, v):
        return self.parsed(path, v, ("%Y-%m", r"\d{4}-\d\d"))

    def rough(self, path, v):
        return self.parsed(path, v, ("%Y-%m-%d", r"\d{4}-\d\d-\d\d"), ("%Y-%m", r"\d{4}-\d\d"), ("%Y", r"\d{4}"))

    def local(self, path, v):
        return self.parsed(path, v, ("%Y-%m-%dT%H:%M", r"\d{4}-\d\d-\d\dT\d\d:\d\d"))

    def clock(self, path, v):
        return self.parsed(path, v, ("%H:%M", r"\d\d:\d\d"))

    def region(self, path, v):
        if not isinstance(v, str) or not re.fullmatch(r"\d{6}", v):
            return self.fault(path, f"{v!r} is not a quoted six-digit code")
        if self.regions and v not in self.regions:
            self.fault(path, f"{v} is no known region")

    def source(self, path, v):
        if not isinstance(v, list) or not v:
            return self.fault(path, "must be a list of at least one source")
        for s in v:
            if not isinstance(s, str) or not SOURCE.fullmatch(s):
                self.fault(path, f"{s!r} is no source")
        if len(set(map(str, v))) != len(v):
            self.fault(path, "a source occurs twice")

    def one(self, words):
        allowed = words.split()
        return lambda path, v: None if v in allowed else self.fault(path, f"{v!r} is none of {', '.join(allowed)}")

    def ref(self, section):
        def check(path, v):
            if v not in self.keys.get(section, {}):
                self.fault(path, f"{v!r} is no key of {section} in this file")
        return check

    def list(self, item, least=0, unique=None):
        def check(path, v):
            if not isinstance(v, list) or len(v) < least:
                return self.fault(path, f"must be a list of at least {least}")
            seen = set()
            for i, x in enumerate(v):
                label = x.get("key", i) if isinstance(x, dict) else i
                item(f"{path}[{label}]", x)
                if unique and isinstance(x, dict) and x.get(unique) is not None:
                    if x[unique] in seen:
                        self.fault(f"{path}[{label}]", f"{unique} {x[unique]!r} occurs twice")
                    seen.add(x[unique])
        return check

    def record(self, required, optional=None):
        optional = optional or {}
        def check(path, v):
            if not isinstance(v, dict):
                return self.fault(path, "must be a mapping")
            for f in required:
                if f not in v:
                    self.fault(path, f"lacks {f}")
            for f, x in v.items():
                t = required.get(f) or optional.get(f)
                if not t:
                    self.fault(f"{path}.{f}", "is not a field here")
                else:
                    t(f"{path}.{f}", x)
        return check

    def keyed(self, required, optional=None, least=0):
        return self.list(self.record({"key": self.key, **required}, optional), least, "key")

    # Sections.

    def path_exists(self, path, v):
        m = re.fullmatch(r"([a-z]+)/([a-z0-9-]+)(?:#([a-z]+)/([a-z0-9-]+))?", v if isinstance(v, str) else "")
        if not m:
            return self.fault(path, f"{v!r} is no reference")
        section, key, part, sub = m.groups()
        row = self.keys.get(section, {}).get(key)
        if row is None:
            return self.fault(path, f"{v}: no such record")
        if part and sub not in [x.get("key") for x in row.get(part, []) if isinstance(x, dict)]:
            self.fault(path, f"{v}: no such part")

    def run(self):
        d = self.data
        if list(d)[:2] != ["kepu", "facts"] or d["kepu"] != 1 or isinstance(d["kepu"], bool):
            self.fault("kepu", "the file must begin with `kepu: 1` and `facts:`")
        t, s, k = self.text, self.source, self.key
        note = {"note": t}
        repaired = {"repaired": self.one("confirmed inferred")}
        org, venue = self.ref("organisations"), self.ref("venues")
        roles = self.list(self.record({"organisation": org, "role": self.one(ROLES)}))
        period = {"begin": self.date, "end": self.date}
        precision = {"precision": self.one("day month year")}
        sections = {
            "facts": self.list(self.record({"id": self.string, "fact": t, "source": s}, {
                "typed": self.list(self.path_exists, 1), "waiting": self.one(" ".join(ROOMS)),
                "declared": self.list(self.path_exists, 1), **repaired}), 1, "id"),
            "organisations": self.keyed({"name": t, "kind": self.one("association bureau society museum university school enterprise government institute media other"), "source": s}, {
                "region": self.region, "parent": org, **note,
                "line": self.one("associations ministries societies xpcc education culture-and-tourism science-and-technology government other")}),
            "venues": self.keyed({"name": t, "kind": self.one(VENUES), "status": self.one("planned operating suspended closed"), "source": s}, {
                "region": self.region, "organisation": org, "address": t, "latitude": self.number, "longitude": self.number, "opened": self.rough, **note}),
            "networks": self.keyed({"name": t, "kind": self.one("1+N"), "hub": venue, "source": s}, {
                "region": self.region, "organisation": org, "summary": t, **note,
                "members": self.list(self.record({"venue": venue, "role": t}, {"from": self.rough, "until": self.rough})),
                "classes": self.keyed({"kind": self.one(VENUES), "name": t, "source": s}, {"announced_count": self.int, "as_of": self.rough, **note})}),
            "agreements": self.keyed({"name": t, "parties": self.list(org, 2), "signed": self.rough, "text": t, "source": s}, {
                "term": t, "commitments": self.keyed({"text": t}), **note}),
            "campaigns": self.keyed({"name": t, "year": self.int, **period, "summary": t, "source": s,
                "kind": self.one("day month week series joint-action special-action festival main-event conference contest mobile-action plan")}, {
                "parent": self.ref("campaigns"), "edition": self.int, **precision, "zone": self.string, "region": self.region,
                "accent": self.one("cinnabar indigo jade ochre plum slate azure"), "motto": t, "organisations": roles, **note, **repaired,
                "blocks": self.keyed({"name": t}, {"kind": self.one(BLOCKS), **note}),
                "themes": self.keyed({"name": t, "source": s}, {"month": self.month, "host": org, **period, **note}),
                "news": self.keyed({"day": self.date, "title": t, "text": t, "source": s}, {**note, **repaired}),
                "announced": self.keyed({"indicator": k, "label": t, "value": self.int, "unit": t, "method": self.one("announced"), "as_of": self.rough, "source": s}, {
                    "bound": self.one("exact about at-least at-most"), **note, **repaired})}),
            "activities": self.keyed({"title": t, "summary": t, "organiser": org, "mode": self.one("onsite online both"), "source": s,
                "campaigns": self.list(self.record({"campaign": self.ref("campaigns")}, {"block": k, "theme": k}), 1, "campaign"),
                "kind": self.one("exhibition lecture open-day forum contest training show tour ceremony workshop visit other")}, {
                "organisations": roles, "venue": venue, "parent": self.ref("activities"), "umbrella": self.bool, "audience": t, "fee": t, "capacity": self.int,
                "place": self.record({"name": t, "region": self.region}, {"address": t, "latitude": self.number, "longitude": self.number}),
                "online": self.record({}, {"url": self.string}), "age": self.record({}, {"min": self.int, "max": self.int}),
                "sessions": self.list(self.record({"begin": self.local, "end": self.local}, {"key": k, "capacity": self.int, "assumed": self.bool, **note})),
                "recurring": self.record({"begin": self.clock, "end": self.clock, "days": self.list(self.one("mon tue wed thu fri sat sun"), 1), "from": self.date, "until": self.date}, {
                    "except": self.list(self.date), "holidays": self.one("keep skip"), "workdays": self.one("ignore add"), "assumed": self.bool}),
                "period": self.record(period, precision), **note, **repaired}),
        }
        for section, rows in d.items():
            if section == "kepu":
                continue
            if section in sections:
                sections[section](section, rows)
            elif section in DECLARED:
                self.declared(section, rows)
            else:
                self.fault(section, "is no known section")
        self.facts()
        self.campaigns()
        self.activities()
        self.venues()
        return self.faults

    def declared(self, section, rows):
        self.list(lambda p, v: None, 1, "key")(section, rows)
        for row in rows:
            path = f"{section}[{row.get('key')}]"
            for field, check in {"key": self.key, "name": self.text, "campaign": self.ref("campaigns"), "source": self.source}.items():
                if field not in row:
                    self.fault(path, f"lacks {field}")
                else:
                    check(f"{path}.{field}", row[field])
            self.walk(path, row)

    def walk(self, path, v):
        """Declared parts: texts complete, sources well-formed, dates real, keys unique, references within the file."""
        refs = {"authority": "organisations", "lead": "organisations", "venue": "venues", "scheme": "schemes", "call": "calls", "agreement": "agreements", "activity": "activities", "visit": "visits"}
        lists = {"parties": "organisations", "participants": "organisations", "organisations": "organisations"}
        if isinstance(v, dict):
            if "zh" in v or "en" in v:
                return self.text(path, v)
            for f, x in v.items():
                here = f"{path}.{f}"
                if f == "source":
                    self.source(here, x)
                elif f in refs:
                    self.ref(refs[f])(here, x)
                elif f in lists:
                    self.list(self.ref(lists[f]), 1)(here, x)
                elif f == "commitment":
                    self.path_exists(here, f"agreements/{v.get('agreement')}#commitments/{x}")
                elif f in ("begin", "end", "from", "until", "as_of", "available", "day", "closes", "at", "by"):
                    if not (f == "at" and isinstance(x, str) and "T" in x):
                        self.rough(here, x)
                elif f in ("value", "count", "announced_count", "working_days", "edition", "batch", "year", "days"):
                    self.int(here, x)
                else:
                    self.walk(here, x)
        elif isinstance(v, list):
            keys = [x["key"] for x in v if isinstance(x, dict) and "key" in x]
            for key in keys:
                self.key(path, key)
                if keys.count(key) > 1:
                    self.fault(path, f"key {key!r} occurs twice")
            for i, x in enumerate(v):
                self.walk(f"{path}[{x.get('key', i) if isinstance(x, dict) else i}]", x)
        elif not isinstance(v, (str, int)) or isinstance(v, bool):
            self.fault(path, f"{v!r} is neither text nor number")

    def facts(self):
        for f in self.data.get("facts", []):
            path = f"facts[{f.get('id')}]"
            if not FACT.fullmatch(str(f.get("id"))):
                self.fault(path, "is no fact of M01 to M35")
            if ("typed" in f) == ("waiting" in f):
                self.fault(path, "needs exactly one of typed and waiting")
            if "declared" in f and "waiting" not in f:
                self.fault(path, "declared belongs to waiting")
            for r in f.get("typed", []):
                if str(r).split("/")[0] in DECLARED + ["facts"]:
                    self.fault(path, f"{r} is in a section that no room understands")
            for r in f.get("declared", []):
                if str(r).split("/")[0] not in DECLARED:
                    self.fault(path, f"{r} is in a section that a room understands")
        # Nothing may stand declared without a fact that names it.
        named = {r.split("#")[0] for f in self.data.get("facts", []) for r in f.get("declared", [])}
        for section in DECLARED:
            for key in self.keys.get(section, {}):
                if f"{section}/{key}" not in named:
                    self.fault(f"{section}[{key}]", "is declared and no fact names it")

    def campaigns(self):
        rows = self.keys.get("campaigns", {})
        for key, c in rows.items():
            path = f"campaigns[{key}]"
            if str(c.get("begin")) > str(c.get("end")):
                self.fault(path, "ends before it begins")
            if "parent" not in c and "accent" not in c:
                self.fault(path, "without a parent needs an accent")
            seen, at = set(), key
            while at in rows and at not in seen:
                seen.add(at)
                at = rows[at].get("parent")
            if at in seen:
                self.fault(path, "is its own ancestor")
            for part in ("announced", "news"):
                for x in c.get(part, []):
                    if "repaired" in x and "note" not in x:
                        self.fault(f"{path}.{part}[{x['key']}]", "is repaired and has no note")
            if "repaired" in c and "note" not in c:
                self.fault(path, "is repaired and has no note")
            for x in c.get("themes", []):
                if ("begin" in x) != ("end" in x) or str(x.get("begin", "")) > str(x.get("end", "")):
                    self.fault(f"{path}.themes[{x['key']}]", "begin and end do not fit")
                if "month" in x and "begin" in x and not (x["begin"][:7] == x["end"][:7] == x["month"]):
                    self.fault(f"{path}.themes[{x['key']}]", "its days are outside its month")

    def activities(self):
        rows = self.keys.get("activities", {})
        for key, a in rows.items():
            path = f"activities[{key}]"
            for m in a.get("campaigns", []):
                c = self.keys.get("campaigns", {}).get(m.get("campaign"), {})
                for part in ("block", "theme"):
                    if part in m and m[part] not in [x["key"] for x in c.get(part + "s", [])]:
                        self.fault(path, f"{m[part]!r} is no {part} of {m.get('campaign')}")
            if "venue" in a and "place" in a:
                self.fault(path, "has both venue and place")
            if a.get("mode") == "online" and ("venue" in a or "place" in a):
                self.fault(path, "is online and has a place")
            if "period" in a and ("sessions" in a or "recurring" in a):
                self.fault(path, "has both a period and sessions")
            if "parent" in a and not rows.get(a["parent"], {}).get("umbrella"):
                self.fault(path, "has a parent that is no umbrella")
            if "repaired" in a and "note" not in a:
                self.fault(path, "is repaired and has no note")
            begins = []
            for x in a.get("sessions", []):
                begin, end = self.local(path, x.get("begin")), self.local(path, x.get("end"))
                if begin and end and not datetime.timedelta() < end - begin <= datetime.timedelta(hours=24):
                    self.fault(path, f"session {x['begin']} must last more than 0 and at most 24 hours")
                begins.append(x.get("key", x.get("begin")))
            if len(set(begins)) != len(begins):
                self.fault(path, "two sessions have the same key or begin")
            for x in [a.get("period"), a.get("recurring") and {"begin": a["recurring"]["from"], "end": a["recurring"]["until"]}]:
                if x and x["begin"] > x["end"]:
                    self.fault(path, "ends before it begins")

    def venues(self):
        for key, v in self.keys.get("venues", {}).items():
            if ("latitude" in v) != ("longitude" in v):
                self.fault(f"venues[{key}]", "latitude and longitude belong together")
            if "region" not in v and v.get("kind") != "digital-museum":
                self.fault(f"venues[{key}]", "lacks region")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--regions", default=os.environ.get("KEPU_REGIONS_CSV"), help="a table with a column `code`; without it codes are checked for form only")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    folder = os.path.join(ROOT, "campaigns")
    files = args.files or sorted(os.path.join(folder, f) for f in os.listdir(folder) if f.endswith(".yaml"))
    regions = set()
    if args.regions and os.path.exists(args.regions):
        with open(args.regions, encoding="utf-8") as f:
            regions = {row["code"] for row in csv.DictReader(f)}
    faults, data = [], {}
    for path in files:
        name = os.path.basename(path)
        try:
            with open(path, encoding="utf-8") as f:
                data[name] = yaml.load(f, Loader)
        except yaml.YAMLError as error:
            faults.append(f"{name}: {error}")
            continue
        faults += Checker(name, data[name], regions).run()
    # Records that several files share are identical; the facts cover every mechanism once.
    first, ids = {}, {}
    for name, d in data.items():
        for section, rows in d.items():
            for row in rows if isinstance(rows, list) and section != "facts" else []:
                at = (section, row.get("key"))
                if at in first and first[at][1] != row:
                    faults.append(f"{name}: {section}[{row.get('key')}]: differs from the record in {first[at][0]}")
                first.setdefault(at, (name, row))
        for f in d.get("facts", []):
            if f.get("id") in ids:
                faults.append(f"{name}: facts[{f['id']}]: is already in {ids[f['id']]}")
            ids[f.get("id")] = name
    if not args.files:
        covered = {str(i)[:3] for i in ids}
        for m in (f"M{n:02}" for n in range(1, 36)):
            if m not in covered:
                faults.append(f"campaigns: no file holds a fact of {m}")
    for fault in faults:
        print(fault)
    for name, d in data.items():
        typed = sum("typed" in f for f in d.get("facts", []))
        counts = ", ".join(f"{s} {len(r)}" for s, r in d.items() if isinstance(r, list))
        print(f"{name}: {counts} (facts typed {typed}, waiting {len(d.get('facts', [])) - typed})")
    regions_said = f"{len(regions)} regions known" if regions else "regions checked for form only"
    print(f"{len(faults)} faults; {regions_said}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
