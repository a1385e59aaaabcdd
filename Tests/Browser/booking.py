#!/usr/bin/env python3
"""Booking without scripts on a small phone: a parent books, changes and returns; a teacher books a class, sends a letter and names the pupils later. In both languages, axe on every page.

    python3 Tests/Browser/booking.py [--pictures FOLDER]

Starts `kepu serve --demo` on a database of its own and ends it. Exits 1 at a finding, 0 when all is well.
"""
import json
import sqlite3
import time

from papers import pdf
from run import LOCALES, run
from demonstration import shown
from tour import check

PHONE = {"width": 360, "height": 780}
CLASSES = {"kinds": [{"kind": "individual", "from": 1, "to": 5},
                     {"kind": "school", "from": 2, "to": 60, "names": "identified", "one_adult_for": 20, "letter": True, "approval": True}],
           "hold_minutes": 1440, "waiting_list": True}


def identity(day, number):
    """An identity number with its check digit (GB 11643), of nobody."""
    first = f"110105{day}{number:03d}"
    return first + "10X98765432"[sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(first)) % 11]


def session_with_classes(demo):
    """A session that is still to come and takes individuals and classes."""
    with sqlite3.connect(demo.file, timeout=30) as database:
        soon = int(time.time() * 1e6) + 2 * 86_400_000_000
        activity, session = database.execute(
            "SELECT s.activity_id, s.id FROM activities_session s JOIN activities_activity a ON a.id = s.activity_id JOIN bookings_rule r ON r.session_id = s.id AND r.is_open = 1 "
            "WHERE s.begin_at > ? AND s.status <> 'cancelled' AND a.shown_number IS NOT NULL AND s.capacity - s.taken >= 20 "
            "AND NOT EXISTS (SELECT 1 FROM bookings_rules o WHERE o.subject_id IN (a.id, s.id)) "
            "AND (SELECT COUNT(*) FROM activities_session o WHERE o.activity_id = s.activity_id AND o.begin_at > ?) < 20 ORDER BY s.begin_at LIMIT 1", (soon, soon)).fetchone()
        body = {"key": "browser-classes", "name": {"zh": "班级参观", "en": "Visits of classes"}, **CLASSES}
        database.execute("INSERT INTO bookings_rules (id, key, name_zh, name_en, level, subject_id, body, changed_at, changed_by) VALUES (1, 'browser-classes', '班级参观', 'Visits of classes', 'session', ?, ?, 1, 0)",
                         (session, json.dumps(body, ensure_ascii=False)))
    return f"/activities/{shown(activity)}", f"/activities/{shown(activity)}/sessions/{shown(session)}/bookings"


class Visitor:
    """Somebody with a small phone whose browser runs no scripts; axe, which is one, looks at the same page from another window."""

    def __init__(self, browser, demo, locale, findings, pictures):
        self.browser, self.demo, self.locale, self.findings, self.pictures = browser, demo, locale, findings, pictures
        self.page = browser.new_context(viewport=PHONE, locale=locale, java_script_enabled=False).new_page()

    def say(self, zh, en):
        return zh if self.locale == "zh-CN" else en

    def go(self, path):
        self.page.goto(self.demo.address + path)

    def look(self, name):
        context = self.browser.new_context(viewport=PHONE, locale=self.locale, storage_state=self.page.context.storage_state())
        same = context.new_page()
        same.goto(self.page.url)
        check(same, f"booking {self.locale[:2]} {name}", self.findings, self.pictures)
        context.close()

    def form(self, ending, **values):
        """Opens what holds the form, fills it and sends it."""
        form = self.page.locator(f"form[action$='{ending}']").first
        if not form.count():
            raise SystemExit(f"booking: {self.locale}: no form to {ending} at {self.page.url}: {self.page.locator('main').inner_text()[:400]}")
        inside = self.page.locator(f"details:not([open]):has(form[action$='{ending}']) > summary")
        if inside.count():
            inside.first.click()
        for name, value in values.items():
            field = form.locator(f"[name={name}]").last
            if value is True:
                field.check()
            elif field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            elif isinstance(value, dict):
                field.set_input_files(value)
            else:
                field.fill(value)
        form.locator("button[type=submit], button").last.click()
        self.page.wait_for_load_state()

    def reads(self, *words):
        said = self.page.locator("main").inner_text()
        for word in words:
            if word not in said:
                self.findings.append(f"booking {self.locale[:2]}: “{word}” is not said at {self.page.url}: {said[:300]}")

    def tickets(self, count):
        said = self.page.locator("main").inner_text()
        found = said.count(self.say(f"共 {count} 张", f"of {count}"))
        if not found:
            self.findings.append(f"booking {self.locale[:2]}: no ticket of {count} at {self.page.url}: {said[:400]}")


def parent(visitor, action):
    visitor.go(action)
    visitor.look("a form for a family")
    visitor.form("/bookings", party="3", name="王女士", phone="13800138000")
    mine = visitor.page.url
    visitor.reads("王女士")
    visitor.look("a booking for three")
    visitor.form("/size", party="2")
    visitor.reads(visitor.say("人数已减少", "The party is smaller"))
    visitor.look("a smaller party")
    visitor.form("/cancellation")
    visitor.reads(visitor.say("预约已取消", "The booking is cancelled"))
    visitor.look("a booking given back")
    return mine


def teacher(visitor, action):
    visitor.go(action + "?kind=school")
    visitor.look("a form for a class")
    visitor.form("/bookings", party="3", adults="0", unit="雁塔小学", name="李老师", phone="13900139000")
    visitor.reads(visitor.say("至少要有 1 位", "at least 1"))
    visitor.form("/bookings", adults="1")
    visitor.reads("雁塔小学")
    visitor.look("a class without names")
    lines = [f"李老师 {identity('19800101', 8)}", f"小红 {identity('20170601', 24)}"]
    visitor.form("/names", guests="\n".join(lines))
    visitor.reads(visitor.say("监护人已同意", "guardians agree"))
    visitor.form("/names", guests="\n".join(lines), consent=True)
    visitor.look("a class with a name missing")
    visitor.form("/names", guests="\n".join([*lines, f"小明 {identity('20170602', 31)}"]), consent=True)
    visitor.form("/letter", letter={"name": "公函.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    visitor.look("a class that asks its host")
    visitor.reads(visitor.say("待主办单位确认", "Waiting for the host"))
    visitor.form("/consent-withdrawal")
    visitor.reads(visitor.say("名单已清空", "names are emptied"))
    visitor.look("a consent withdrawn")


def walk(browser, demo, findings, pictures):
    activity, action = session_with_classes(demo)
    for locale in LOCALES:
        visitor = Visitor(browser, demo, locale, findings, pictures)
        visitor.go(activity)
        visitor.look("the activity")
        parent(visitor, action)
        teacher(visitor, action)
        visitor.page.context.close()
    return "a parent's and a teacher's bookings in two languages"


run("booking", walk)
