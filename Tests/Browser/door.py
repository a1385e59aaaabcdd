#!/usr/bin/env python3
"""The door goes offline: two paired telephones let in 30 people between them, five of them twice, come back and merge; one in Chinese, one in English;
axe on each page. The barcode detector is stubbed, and named so.

    python3 Tests/Browser/door.py [--pictures FOLDER]

Starts `kepu serve --demo` on a database of its own and ends it. Exits 1 at a finding, 0 when all is well.
"""
import re

from people import PHONE, Person
from run import LOCALES, run
from tour import check, found

DESK = {"width": 1280, "height": 900}

# A stub: the browser of the test has no barcode detector and no camera. It reads the text that the test puts before it.
STUBBED_DETECTOR = """
globalThis.BarcodeDetector = class StubbedDetector { async detect() { return globalThis.stubbedCode ? [{ rawValue: globalThis.stubbedCode }] : []; } };
navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream(1);
"""


def book(browser, address, trial, party):
    """A booking without scripts; gives its tickets' codes and what their QR codes carry."""
    context = browser.new_context(locale="en-GB", java_script_enabled=False)
    guest = context.new_page()
    guest.goto(address + trial)
    guest.locator("summary", has_text="Book").first.click()
    form = guest.locator("form[action$='/bookings']").first
    form.locator("[name=party]").select_option(str(party))
    form.locator("[name=name]").fill("王小明")
    form.locator("[name=phone]").fill("13800138000")
    form.locator("button").first.click()
    carried = [one.get_attribute("data-carried") for one in guest.locator(".ticket-qr").all()]
    context.close()
    return carried


class Device:
    """A telephone at the door."""

    def __init__(self, browser, link, locale, findings, pictures):
        self.findings, self.pictures, self.language = findings, pictures, locale[:2]
        self.context = browser.new_context(viewport=PHONE, locale=locale)
        self.context.add_init_script(STUBBED_DETECTOR)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: findings.append(f"script: {error}"))
        self.page.goto(link)
        self.until("online")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => new Promise((done) => setTimeout(done, 1500)))")
        # The session that begins soon is the one whose door is kept.
        self.look("paired")

    def look(self, what):
        check(self.page, f"door {self.language} {what}", self.findings, self.pictures)

    def until(self, state):
        self.page.wait_for_selector(f"[data-door={state}]", timeout=30000)

    def expect(self, is_so, what):
        if not is_so:
            self.findings.append(f"door {self.language}: {what}")

    def scan(self, text):
        """As a hand scanner types: the code, and Enter."""
        before = self.page.locator("[data-door-queue]").input_value()
        self.page.fill("#door-code", text)
        self.page.press("#door-code", "Enter")
        self.page.wait_for_function("(before) => document.querySelector('[data-door-queue]').value !== before", arg=before)
        self.page.wait_for_timeout(60)
        return self.page.locator("[data-door-result]").get_attribute("data-result")

    @property
    def net(self):
        return self.page.locator("[data-door-net]").inner_text()


def walk(browser, demo, findings, pictures):
    address = demo.address
    context = browser.new_context(locale="en-GB")
    trial = found(context.new_page(), address, "/activities?q=Try+it&lang=en", r"/activities/[0-9A-Z]{13}")
    context.close()
    tickets = [one for _ in range(8) for one in book(browser, address, trial, 4)]
    if len(tickets) != 32 or not all(one.startswith("K1.") for one in tickets):
        findings.append(f"door: {len(tickets)} signed tickets instead of 32")
        return None
    session = tickets[0].split(".")[2]
    door = f"/door/{trial.split('/')[-1]}/{session}"
    with Person(browser, demo, "en-GB", findings, pictures, "door@example.org", size=DESK) as keeper:
        devices = []
        for name, locale in zip(("East", "West"), LOCALES):
            keeper.go(door)
            keeper.page.locator("#devices summary").click()
            keeper.page.fill("#devices [name=name]", name)
            keeper.through(keeper.page.locator("#devices form[action$='/devices'] button[type=submit]"))
            check(keeper.page, f"door pairing {name}", findings, pictures)
            devices.append(Device(browser, keeper.page.locator("#pairing code").inner_text(), locale, findings, pictures))
        east, west = devices
        # A camera, stubbed, reads a ticket while there is a network.
        west.page.click("[data-door-camera]")
        west.page.evaluate("(text) => { globalThis.stubbedCode = text; }", tickets[30])
        west.page.wait_for_selector("[data-door-result][data-result=counted]", timeout=10000)
        west.page.evaluate("globalThis.stubbedCode = null")
        west.page.click("[data-door-camera]")
        for one in devices:
            one.context.set_offline(True)
        # Opened again without a network, it is the same device.
        east.page.reload()
        east.page.wait_for_selector("[data-door=offline]", timeout=30000)
        for one, mine in ((east, tickets[:18]), (west, tickets[13:30])):
            for ticket in mine:
                result = one.scan(ticket)
                one.expect(result == "in", f"{ticket[:30]} is “{result}” without a network")
            one.expect(one.scan(mine[0]) == "repeated", "a ticket came in twice on one device")
            one.expect(one.scan(mine[1][:-1] + ("0" if mine[1][-1] != "0" else "8")) == "forged", "an altered ticket was not refused")
            one.expect(re.search(r"\d\d:\d\d", one.net) and str(len(mine) + 2) in one.net, f"since when and how many wait is not said: {one.net}")
            one.page.wait_for_timeout(300)
            one.look("offline")
        for one in devices:
            one.context.set_offline(False)
            one.until("online")
            one.page.wait_for_function("document.querySelector('[data-door-queue]').value === ''", timeout=30000)
            one.look("back")
        west.expect("5" in west.net, f"the doubles are not said: {west.net}")
        keeper.go(door)
        said = keeper.main()
        measured = keeper.page.locator("data[data-figure=measured]").first.get_attribute("value")
        if measured != "31":
            findings.append(f"door: measured {measured} instead of 31")
        named = keeper.page.locator("#merge [data-row=repeated]").count()
        if named != 5 or "East" not in said:
            findings.append(f"door: {named} doubles are named instead of 5")
        check(keeper.page, "door merged", findings, pictures)
        for one in devices:
            one.context.close()
    return "two devices, 30 people without a network"


if __name__ == "__main__":
    run("door", walk)
