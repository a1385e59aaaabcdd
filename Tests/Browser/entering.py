#!/usr/bin/env python3
"""A host enters an activity on a phone: what is typed is saved by itself, outlives a lost network and an ended session; axe on every page.

    python3 Tests/Browser/entering.py [--pictures FOLDER]

Starts `kepu serve --demo` on a database of its own and ends it. Exits 1 at a finding, 0 when all is well.
"""
import re
import sqlite3

from run import LOCALES, run
from tour import check

PHONE = {"width": 390, "height": 844}


class Host:
    """Somebody of the demonstration's host unit, on a telephone."""

    def __init__(self, browser, demo, locale, findings, pictures):
        self.demo, self.findings, self.pictures = demo, findings, pictures
        self.language = locale[:2]
        self.context = browser.new_context(viewport=PHONE, locale=locale)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: findings.append(f"script: {error}"))
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto(demo.address + "/sign-in")
        self.sign_in()

    def sign_in(self):
        self.page.fill("[name=login]", "host@example.org")
        self.page.fill("[name=password]", self.demo.password)
        self.page.click("main form button[type=submit]")
        self.page.wait_for_load_state()

    def go(self, path):
        self.page.goto(self.demo.address + path)

    def expect(self, is_so, what):
        if not is_so:
            self.findings.append(f"{self.language}: {what} ({self.page.url})")

    def look(self, name):
        check(self.page, f"{self.language} {name}", self.findings, self.pictures)


def wait(page, script, what, seconds=12):
    """Until the script says so. Asked from outside: the pages' own policy lets nobody evaluate text in them."""
    for _ in range(seconds * 5):
        if page.evaluate(script):
            return
        page.wait_for_timeout(200)
    raise SystemExit(f"entering: {what} did not happen in {seconds} s ({page.url})")


KEPT = "Object.keys(localStorage).some((key) => key.startsWith('kepu-kept:'))"


def saved_by_itself(host):
    """A few seconds after typing it is on the server; the list offers it."""
    page = host.page
    host.go("/desk/activities/new")
    host.look("the new form")
    page.fill(f"#field-title_{host.language}", f"Half a title {host.language}")
    wait(page, "document.querySelector('[data-kept-status]').textContent.includes(':')", "saving by itself")
    host.look("saved by itself")
    host.go("/desk/activities")
    host.expect(page.get_by_text(f"Half a title {host.language}").count() > 0, "the list does not offer what was saved")
    host.look("the list")


def without_a_network(host):
    """What is typed while nothing answers stays in the browser and is offered again."""
    page = host.page
    host.go("/desk/activities/new")
    host.context.route("**/desk/activities/unfinished", lambda route: route.abort())
    page.fill(f"#field-title_{host.language}", "Typed on a train")
    wait(page, KEPT, "keeping in the browser")
    host.look("without a network")
    host.go("/desk/activities/new")
    page.wait_for_selector(".kept-offer button[type=button]")
    host.look("offered again")
    host.context.unroute("**/desk/activities/unfinished")
    page.locator(".kept-offer button[type=button]").first.click()
    host.expect(page.input_value(f"#field-title_{host.language}") == "Typed on a train", "restoring does not bring back what was typed")
    wait(page, f"!{KEPT}", "saving what was restored")


def over_an_ended_session(host):
    """The session ends before the form is sent: signing in again leads on, and the browser's copy goes once it is saved."""
    page = host.page
    host.go("/desk/activities/new")
    page.fill(f"#field-title_{host.language}", "夜间观星" if host.language == "zh" else "化石工作坊")
    page.fill(f"#field-summary_{host.language}", "带上外套")
    page.select_option("#field-kind", index=2)
    with sqlite3.connect(host.demo.file, timeout=30) as database:
        database.execute("DELETE FROM access_session")
    page.click("form[data-keeps] button[accesskey=s]")
    page.wait_for_selector("[data-kept-post]")
    host.look("the session had ended")
    page.click("main form button[type=submit]")
    host.sign_in()
    page.wait_for_selector("[data-kept-post]")
    host.look("signed in again")
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/activities/[0-9A-Z]{13}"))
    host.look("saved after signing in again")


def every_page(host):
    """The other pages of entering."""
    for path in ("/desk/activities?when=past", "/desk/activities/sheet", "/desk/joining", "/desk/organisations"):
        host.go(path)
        host.look(path)
    host.go("/desk/activities?when=past")
    again = host.page.locator("main a[href$='/again']").first
    if again.count():
        host.go(again.get_attribute("href"))
        host.look("used again")
    host.go("/desk/joining")
    joining = host.page.locator("main a[href$='/joining']").first
    if joining.count():
        host.go(joining.get_attribute("href"))
        host.look("joining")
    host.go("/desk/organisations")
    unit = host.page.locator("main a[href^='/desk/organisations/']").first
    host.go(unit.get_attribute("href"))
    host.look("the profile")


def walk(browser, demo, findings, pictures):
    for locale in LOCALES:
        host = Host(browser, demo, locale, findings, pictures)
        for part in (saved_by_itself, without_a_network, over_an_ended_session, every_page):
            part(host)
            print(f"entering: {host.language}: {part.__name__}", flush=True)
        host.context.close()


if __name__ == "__main__":
    run("entering", walk)
