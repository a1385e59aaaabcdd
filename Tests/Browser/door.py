#!/usr/bin/env python3
"""The door goes offline: two paired telephones let in 30 people between them, five of them twice, send away whose ticket was given back, and count who has none;
the clock of one is wrong; they come back and merge. Two are scanned while a sending hangs; a second window takes the door over; a revoked telephone lets nobody in.
The desk counts, takes back, says how many may be inside, and closes. One telephone in Chinese, one in English; axe on
each page. The barcode detector is stubbed, and named so.

    python3 Tests/Browser/door.py [--pictures FOLDER]

Starts `kepu serve --demo` on a database of its own and ends it. Exits 1 at a finding, 0 when all is well.
"""
import re

from people import PHONE, Person, moved
from run import BOTH, run
from demonstration import number
from tour import check, found

DESK = {"width": 1280, "height": 900}
HOUR = 3_600_000_000

# A stub: the browser of the test has no barcode detector and no camera. It reads the text that the test puts before it.
STUBBED_DETECTOR = """
globalThis.BarcodeDetector = class StubbedDetector { async detect() { return globalThis.stubbedCode ? [{ rawValue: globalThis.stubbedCode }] : []; } };
navigator.mediaDevices.getUserMedia = async () => {
  const picture = document.createElement("canvas"), pen = picture.getContext("2d");
  const draw = () => pen.fillRect(0, 0, picture.width, picture.height);
  draw();
  setInterval(draw, 50);
  return picture.captureStream(20);
};
"""


# A telephone whose clock is ten minutes ahead.
WRONG_CLOCK = """
const Right = Date;
Date = class extends Right {
  constructor(...parts) { if (parts.length) super(...parts); else super(Right.now() + 600000); }
  static now() { return Right.now() + 600000; }
};
"""


def book(browser, address, trial, party, returned=False):
    """A booking without scripts, perhaps given back at once; gives what its tickets' QR codes carry."""
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
    if returned:
        guest.locator("form[action$='/cancellation'] button").click()
        guest.locator(".notice-info", has_text="Cancelled").wait_for()
    context.close()
    return carried


class Device:
    """A telephone at the door."""

    def __init__(self, browser, link, locale, findings, pictures, script=""):
        self.findings, self.pictures, self.language = findings, pictures, locale[:2]
        self.context = browser.new_context(viewport=PHONE, locale=locale)
        self.context.add_init_script(STUBBED_DETECTOR + script)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: findings.append(f"script: {error}"))
        self.page.goto(link)
        self.until("online")
        # It says so itself once it can be opened without a network.
        self.page.wait_for_selector("[data-kept=true]", timeout=30000)
        self.reads(self.net, "断网也能用", "works without a network")
        self.look("paired")

    def look(self, what):
        check(self.page, f"door {self.language} {what}", self.findings, self.pictures)

    def until(self, state):
        self.page.wait_for_selector(f"[data-door={state}]", timeout=30000)

    def expect(self, is_so, what):
        if not is_so:
            self.findings.append(f"door {self.language}: {what}")

    def reads(self, said, zh, en):
        text = zh if self.language == "zh" else en
        self.expect(text in said, f"“{text}” is not said: {said}")

    def answered(self, act):
        """Does something, and gives what the door said to it."""
        result = self.page.locator("[data-door-result]")
        before = result.get_attribute("data-told")
        act()
        self.page.wait_for_function("(before) => document.querySelector('[data-door-result]').getAttribute('data-told') !== before", arg=before)
        return result.get_attribute("data-result")

    def scan(self, text):
        """As a hand scanner types: the code, and Enter."""
        self.page.fill("#door-code", text)
        return self.answered(lambda: self.page.press("#door-code", "Enter"))

    @property
    def answer(self):
        return self.page.locator("[data-door-result]").inner_text()

    def tap(self, what):
        return self.answered(lambda: self.page.click(f"[data-door-{what}]"))

    @property
    def net(self):
        return self.page.locator("[data-door-net]").inner_text()

    @property
    def figures(self):
        return self.page.locator("[data-door-figures]").inner_text()


def paired(keeper, browser, door, name, locale, findings, pictures, script=""):
    keeper.go(door)
    keeper.page.locator("#devices summary").click()
    keeper.page.fill("#devices [name=name]", name)
    keeper.through(keeper.page.locator("#devices form[action$='/devices'] button[type=submit]"))
    check(keeper.page, f"door pairing {name}", findings, pictures)
    return Device(browser, keeper.page.locator("#pairing code").inner_text(), locale, findings, pictures, script)


def seen_by_camera(device, ticket):
    """The camera, stubbed, reads a ticket while there is a network."""
    device.page.click("[data-door-camera]")
    result = device.answered(lambda: device.page.evaluate("(text) => { globalThis.stubbedCode = text; }", ticket))
    device.expect(result == "counted", f"what the camera reads is “{result}”")
    device.look("let in by camera")
    device.page.evaluate("globalThis.stubbedCode = null")
    device.page.click("[data-door-camera]")


def two_while_a_sending_hangs(device, first, second):
    """The second ticket came in on the other telephone: its answer comes with the sending that the first one waits for."""
    page, held, hanging = device.page, [], [True]
    page.route("**/door/devices/sync", lambda route: held.append(route) if hanging[0] else route.continue_())
    told = page.evaluate("() => Number(document.querySelector('[data-door-result]').dataset.told ?? 0)")
    with page.expect_request("**/door/devices/sync"):
        page.fill("#door-code", first)
        page.press("#door-code", "Enter")
    page.fill("#door-code", second)
    page.press("#door-code", "Enter")
    page.wait_for_function("() => Object.keys(localStorage).filter((name) => name.startsWith('kepu-door-queue/')).length === 2")
    device.expect(held, "no sending hangs")
    hanging[0] = False
    for route in held:
        route.continue_()
    page.wait_for_function("(told) => Number(document.querySelector('[data-door-result]').dataset.told) === told", arg=told + 2)
    page.unroute("**/door/devices/sync")
    result = page.locator("[data-door-result]").get_attribute("data-result")
    device.expect(result == "repeated", f"a ticket that came in elsewhere is “{result}” while a sending hangs")
    device.expect("断网判断" not in device.answer and "without a network" not in device.answer, "the device judged although the server had answered")


def while_the_list_is_slow(device):
    """Opened again, it asks for its tickets; as long as they do not come, it sends and is answered all the same."""
    page, held, seen = device.page, [], []

    def pass_or_hold(route):
        sent = route.request.post_data_json
        seen.extend(entry for entry in sent["entries"])
        held.append(route) if "tickets" in sent else route.continue_()

    page.route("**/door/devices/sync", pass_or_hold)
    with page.expect_request(lambda request: request.url.endswith("/sync") and "tickets" in request.post_data_json):
        page.reload()
    device.until("online")
    device.expect(device.scan("0000000000000-0000000000") == "unknown" and "断网判断" not in device.answer and "without a network" not in device.answer, "a slow list keeps the server's answer away")
    device.expect(len(seen) == 1 and isinstance(seen[0].get("skew"), int), f"what is sent carries no difference of the clocks: {seen}")
    for route in held:
        route.continue_()
    page.unroute("**/door/devices/sync")
    device.until("online")


def in_two_windows(device):
    """The newest window keeps the door; the other one says so, and goes on when it is opened again."""
    other = device.context.new_page()
    other.goto(device.page.url)
    other.wait_for_selector("[data-door=online]", timeout=30000)
    device.until("over")
    device.reads(device.net, "另一个页面", "another window")
    device.look("in another window")
    other.close()
    device.page.reload()
    device.until("online")
    device.page.wait_for_selector("[data-kept=true]", timeout=30000)


def revoked(keeper, device, door, ticket):
    keeper.go(door)
    keeper.through(keeper.page.locator("form[action$='/revocation'] button").first)
    device.expect(device.scan(ticket) == "refused", "a revoked device lets somebody in")
    device.until("over")
    device.reads(device.net, "已停用", "revoked")
    # The same without a network, and opened again: it has no tickets left to judge by.
    device.context.set_offline(True)
    device.page.reload()
    device.until("over")
    device.expect(device.scan(ticket) == "refused" and device.tap("in") == "refused", "a revoked device lets somebody in without a network")
    device.expect(device.page.evaluate("() => !('tickets' in JSON.parse(localStorage.getItem('kepu-door')))"), "a revoked device keeps its tickets")
    device.look("revoked")


def without_a_network(device, tickets, returned, counts):
    """Everybody with a ticket comes in once; the second time, with another letter, with one given back or none of ours, nobody does. Then some without a ticket."""
    for ticket in tickets:
        result = device.scan(ticket)
        device.expect(result == "in", f"{ticket[:30]} is “{result}” without a network")
    device.expect(device.scan(tickets[0]) == "repeated", "a ticket came in twice on one device")
    device.look("twice")
    device.expect(device.scan(tickets[1][:-1] + ("0" if tickets[1][-1] != "0" else "8")) == "forged", "an altered ticket was not refused")
    device.look("altered")
    device.expect(device.scan(returned) == "cancelled", "a ticket that was given back came in")
    device.expect(device.scan("0000000000000-0000000000") == "unknown", "a code of nobody came in")
    for what, wanted in counts:
        device.expect(device.tap(what) == wanted, f"“{what}” is not “{wanted}”")
    device.expect(re.search(r"\d\d:\d\d", device.net), f"since when is not said: {device.net}")
    waiting = len(tickets) + 4 + len(counts)
    device.reads(device.net, f"{waiting} 条等待", f"{waiting} entries wait")
    device.look("offline")


def back(device):
    device.context.set_offline(False)
    device.page.wait_for_selector("[data-door=online][data-waiting='0']", timeout=30000)
    device.look("back")


def figure(keeper, name):
    return keeper.page.locator(f"data[data-figure={name}]").first.get_attribute("value")


def at_the_desk(keeper, door, findings, pictures):
    """The merged report; a count taken back; how many may be inside."""
    keeper.go(door)
    keeper.expect(figure(keeper, "measured") == "32", f"measured {figure(keeper, 'measured')} instead of 32")
    keeper.expect(figure(keeper, "inside") == "31", f"{figure(keeper, 'inside')} are inside instead of 31")
    named = keeper.page.locator("#merge [data-row=repeated]").count()
    keeper.expect(named == 6 and "East" in keeper.main(), f"{named} doubles are named instead of 6")
    keeper.reads("时钟快约 10 分钟", "clock is about 10 min ahead")
    keeper.reads("设备时钟为", "the device's clock said")
    check(keeper.page, "door merged", findings, pictures)
    keeper.press("入场 +1", "In +1")
    keeper.expect(figure(keeper, "measured") == "33", "a tap counts nobody")
    keeper.press("撤回", "Take back")
    keeper.expect(figure(keeper, "measured") == "32", "what was taken back still counts")
    keeper.page.locator("summary", has_text=keeper.say("在场人数上限", "How many may be inside")).click()
    keeper.fill(most=31)
    keeper.press("保存上限", "Keep the limit")
    keeper.reads("已满", "Full now")
    check(keeper.page, "door full", findings, pictures)


def closed(keeper, demo, door, session, findings, pictures):
    """Before it has begun nobody can say that the door covered it; afterwards they can."""
    keeper.go(door)
    keeper.page.locator("#closing [name=covered]").check()
    keeper.press("结束检票", "Close the door", refused=True, within="#closing")
    keeper.reads("尚未开始", "has not begun")
    check(keeper.page, "door closed too soon", findings, pictures)
    moved(demo, ("UPDATE activities_session SET begin_at = begin_at - ? WHERE id = ?", 3 * HOUR, number(session)))
    keeper.page.locator("#closing [name=covered]").check()
    keeper.press("结束检票", "Close the door", within="#closing")
    keeper.reads("全程覆盖", "it covered the whole session")
    check(keeper.page, "door closed", findings, pictures)


def walk(browser, demo, findings, pictures):
    address = demo.address
    context = browser.new_context(locale="en-GB")
    trial = found(context.new_page(), address, "/activities?q=Try+it&lang=en", r"/activities/[0-9A-Z]{13}")
    context.close()
    tickets = [one for _ in range(8) for one in book(browser, address, trial, 4)]
    if len(tickets) != 32 or not all(one.startswith("K1.") for one in tickets):
        findings.append(f"door: {len(tickets)} signed tickets instead of 32")
        return None
    returned = book(browser, address, trial, 1, returned=True)[0]
    session = tickets[0].split(".")[2]
    door = f"/door/{trial.split('/')[-1]}/{session}"
    with Person(browser, demo, "en-GB", findings, pictures, "door@example.org", size=DESK) as keeper:
        east, west = (paired(keeper, browser, door, name, locale, findings, pictures, script) for name, locale, script in zip(("East", "West"), BOTH, ("", WRONG_CLOCK)))
        west.reads(west.page.locator("[data-door-clock]").inner_text(), "快约 10 分钟", "about 10 min ahead")
        seen_by_camera(west, tickets[30])
        in_two_windows(east)
        while_the_list_is_slow(east)
        two_while_a_sending_hangs(east, "0000000000000-0000000000", tickets[30])
        for one in (east, west):
            one.context.set_offline(True)
        # Opened again without a network, it is the same device.
        east.page.reload()
        east.until("offline")
        without_a_network(east, tickets[:18], returned, (("in", "in"), ("in", "in"), ("undo", "undone")))
        without_a_network(west, tickets[13:30], returned, (("out", "in"),))
        back(east)
        back(west)
        west.reads(west.net, "5 张票在别处已入场", "5 tickets had come in elsewhere")
        at_the_desk(keeper, door, findings, pictures)
        for one in (east, west):
            one.page.wait_for_selector("[data-door-figures][data-full=true]", timeout=30000)
            one.reads(one.figures, "现在已满", "Full now")
            one.look("full")
        with Person(browser, demo, "en-GB", findings, pictures) as visitor:
            visitor.go(trial)
            visitor.reads("现在已满", "Full now: please wait")
        with Person(browser, demo, "zh-CN", findings, pictures, "door@example.org") as other:
            other.go(door)
            other.reads("合并报告", "Merge report")
            check(other.page, "door zh on a phone", findings, pictures)
            closed(other, demo, door, session, findings, pictures)
        revoked(keeper, east, door, tickets[31])
        for one in (east, west):
            one.context.close()
    return "two devices, 30 people without a network, a tally, a limit and a closed door"


if __name__ == "__main__":
    run("door", walk)
