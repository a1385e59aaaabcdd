#!/usr/bin/env python3
"""The README's tour in a real browser: pages in both languages on a phone and a desktop, light and dark, with axe on each.

    python3 Tests/Browser/tour.py [--pictures FOLDER] [--all]

Every page is seen in two opposite ones of the eight combinations, so in each language, on each screen and in each light, its neighbour in two others; `--all` sees all eight.
Starts `kepu serve --demo` on a database of its own and ends it. Exits 1 at a finding, 0 when all is well.
"""
import itertools
import re
import sys
import urllib.request

from axe_playwright_python.sync_playwright import Axe

from run import run
from demonstration import PAGES, STATUS, things

SCREENS = {"phone": (390, 844), "desktop": (1280, 900)}
ALL_VARIANTS = list(itertools.product(("zh", "en"), SCREENS, ("light", "dark")))
# Of pages in even and odd places.
OPPOSITE_VARIANTS = [[("zh", "phone", "light"), ("en", "desktop", "dark")], [("en", "phone", "light"), ("zh", "desktop", "dark")]]

# What a page may weigh without images, as it is sent to a browser: the page, its style sheet and its scripts.
LIGHT = 100_000


def check(page, name, findings, pictures):
    """Axe, one h1, no sideways scrolling; a picture where asked for."""
    report = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    for fault in report.response["violations"]:
        nodes = "; ".join(" ".join(map(str, node["target"])) for node in fault["nodes"][:3])
        findings.append(f"{name}: {fault['id']} at {nodes}")
    if page.locator("h1").count() != 1:
        findings.append(f"{name}: {page.locator('h1').count()} h1")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 1:
        findings.append(f"{name}: {wide} px too wide")
    if pictures:
        file = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
        page.screenshot(path=f"{pictures}/{file}.png", full_page=False)


def found(page, address, path, pattern):
    """The first link of that shape on a page of the site."""
    page.goto(address + path)
    links = [link.get_attribute("href") or "" for link in page.locator("main a").all()]
    return next((link for link in links if re.fullmatch(pattern, link)), None)


def lists_to_things(browser, address, findings):
    """An activity that one can still go to, a venue, a piece of news, a notice and two certificates, as the lists have them now."""
    page = browser.new_context().new_page()
    ways = (("/activities?places=1&mode=onsite", r"/activities/[0-9A-Z]{13}"), ("/venues", r"/venues/[0-9A-Z]{13}"), ("/news", r"/news/[0-9A-Z]{13}"),
            ("/resources?nature=physical", r"/resources/[0-9A-Z]{13}"),
            ("/notices", r"/notices/[0-9A-Z]{13}"), ("/register", r"/verify/[0-9A-Za-z_-]+"), ("/register?state=past", r"/verify/[0-9A-Za-z_-]+"))
    things = []
    for path, pattern in ways:
        thing = found(page, address, path, pattern)
        things += [thing] if thing else []
        findings += [] if thing else [f"{path} leads to nothing like {pattern}"]
    page.context.close()
    return things


def weigh(browser, address, paths, findings):
    """Everything that a browser loads for a page, images left out, in bytes on the wire."""
    for path in paths:
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
        page = context.new_page()
        sent = []
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
        page.goto(address + path, wait_until="networkidle")
        if sum(sent) > LIGHT:
            findings.append(f"{path} weighs {sum(sent)} bytes")
        print(f"tour: {path}: {sum(sent) / 1000:.0f} kB in {len(sent)} answers")
        context.close()


def read_large(browser, address, findings, pictures):
    """Large print without scripts: chosen by a link, kept on the next page, nothing wider than the screen."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/activities")
    page.locator(".site-tools .print-switch").click()
    page.goto(f"{address}/about")
    if page.locator("html[data-print=large]").count() != 1:
        findings.append("large print without scripts is forgotten")
    context.close()
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/?print=large")
    for path in ("/activities", "/venues", "/about"):
        page.goto(address + path)
        if page.locator("html[data-print=large]").count() != 1:
            findings.append(f"{path}: large print is forgotten")
        check(page, f"{path} large print", findings, pictures)
    context.close()


def by_keyboard(browser, address, findings):
    """The first key leads to the skip link, and that to the content."""
    page = browser.new_context().new_page()
    page.goto(address + "/activities")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.className") != "skip-link":
        findings.append("the first key does not lead to the skip link")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    if not page.evaluate("document.querySelector('main').contains(document.activeElement)"):
        findings.append("the skip link does not lead into the content")
    page.context.close()


def visit_all(browser, address, pages, findings, pictures):
    if "--all" in sys.argv:
        visits = [(variant, pages) for variant in ALL_VARIANTS]
    else:
        visits = [(variant, pages[place::2]) for place, pair in enumerate(OPPOSITE_VARIANTS) for variant in pair]
    for (language, screen, scheme), pages in visits:
        width, height = SCREENS[screen]
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN" if language == "zh" else "en-GB")
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        for path in pages:
            said.clear()
            mark = "&" if "?" in path else "?"
            answer = page.goto(f"{address}{path}{mark}lang={language}")
            wanted = STATUS.get(path, 200)
            if answer.status != wanted:
                findings.append(f"{path}: {answer.status} instead of {wanted}")
                continue
            check(page, f"{path} {language} {screen} {scheme}", findings, pictures)
            findings += [f"{path}: the browser says {text}" for text in said if wanted == 200]
        context.close()


# What the demonstration's accounts for calls have before them beside the entries of their desks: a page, or the first thing that a list leads to.
THING = "[0-9A-Z]{13}"
CALLS = {
    "host": ["/desk/calls/demo-camp-1/apply", "/desk/campaigns/demo-bases/taking-part", ("/desk/applications", f"/desk/applications/{THING}"), ("/desk/titles", f"/desk/titles/assessments/{THING}"), ("/desk/agreements", f"/desk/agreements/{THING}")],
    "bureau": ["/desk/calls/demo-camp-1", "/desk/calls/demo-studio-1", "/desk/calls/demo-studio-1/judging", "/desk/calls/demo-studio-1/meetings", "/desk/calls/demo-base-3",
               "/desk/calls/demo-base-3/inspections", "/desk/schemes/demo-base", "/desk/schemes/demo-base/lists",
               ("/desk/calls/demo-base-3", f"/desk/calls/demo-base-3/applications/{THING}"), ("/desk/calls/demo-base-3", f"/desk/notices/{THING}"),
               ("/desk/calls/demo-base-3/inspections", f"/desk/calls/demo-base-3/inspections/{THING}"), ("/desk/register", f"/desk/register/{THING}"),
               ("/desk/assessments", f"/desk/assessments/{THING}")],
    "recommender": [("/desk/recommendations", f"/desk/recommendations/{THING}")],
    "expert": ["/desk/ties", ("/desk/reviews", f"/desk/reviews/{THING}")],
    "supervisor": [("/desk/objections", f"/desk/objections/{THING}")],
}


def work_at_the_desk(browser, address, password, findings, pictures, who="admin", more=()):
    """Signs in and opens every entry of the desk, and what stands behind some of them."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.goto(f"{address}/sign-in?lang=en")
    page.fill("[name=login]", f"{who}@example.org")
    page.fill("[name=password]", password or "")
    page.click("main button[type=submit]")
    if not page.url.endswith("/desk"):
        findings.append(f"signing in as {who} leads to {page.url}")
        return
    entries = {link.get_attribute("href") for link in page.locator(".desk-menu li a").all()} | {"/desk"} if who == "admin" else {"/desk"}
    for path in sorted(entries) + list(more):
        if isinstance(path, tuple):
            thing = found(page, address, *path)
            if not thing:
                findings.append(f"{who}: {path[0]} leads to nothing like {path[1]}")
                continue
            path = thing
        if page.goto(address + path).status != 200:
            findings.append(f"{path} does not answer 200")
            continue
        check(page, f"{path} desk of {who}", findings, pictures)
    if who == "admin":
        open_the_menu_on_a_phone(browser, page, findings, pictures)
    context.close()


def open_the_menu_on_a_phone(browser, page, findings, pictures):
    """The desk's menu is behind one link on a phone, without scripts; what is read comes first."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB", java_script_enabled=False, storage_state=page.context.storage_state())
    phone = context.new_page()
    phone.goto(page.url)
    first = phone.locator(".desk-menu li a").first
    if first.is_visible() or phone.locator("main h1").bounding_box()["y"] > 500:
        findings.append("the desk's menu stands before the page on a phone")
    phone.click(".desk-menu-open")
    if not first.is_visible():
        findings.append("the desk's menu does not open on a phone")
        return
    check_with_scripts(browser, phone, "the desk's menu on a phone", findings, pictures)
    phone.click(".desk-menu-close")
    if first.is_visible():
        findings.append("the desk's menu does not close on a phone")
    context.close()


def check_with_scripts(browser, page, name, findings, pictures):
    """As `check`, for a page that was reached without scripts: axe is one, and never answers where none may run."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", storage_state=page.context.storage_state())
    same = context.new_page()
    same.goto(page.url)
    check(same, name, findings, pictures)
    context.close()


def book_and_come_in(browser, address, password, findings, pictures):
    """As the README says: a place in the activity that begins soon, without scripts, and its ticket let in at the door."""
    guest = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", java_script_enabled=False).new_page()
    trial = found(guest, address, "/activities?q=Try+it&lang=en", r"/activities/[0-9A-Z]{13}")
    if not trial:
        findings.append("there is no activity to try out booking and door")
        return
    guest.goto(address + trial)
    guest.locator("summary", has_text="Book").first.click()
    form = guest.locator("form[action$='/bookings']").first
    form.locator("[name=party]").select_option("2")
    form.locator("[name=name]").fill("O'Neill <b>王</b>")
    form.locator("[name=phone]").fill("13800138000")
    form.locator("button").first.click()
    check_with_scripts(browser, guest, "booking", findings, pictures)
    said = guest.locator("main").inner_text()
    tickets = [code for code in dict.fromkeys(re.findall(r"[0-9A-Z]{13}-[0-9A-Z]{10}", said)) if not guest.url.endswith(code)]
    if len(tickets) != 2 or "O'Neill <b>王</b>" not in said:
        findings.append(f"a booking for two shows {len(tickets)} tickets, or spoils the name")
        return
    door = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", java_script_enabled=False).new_page()
    door.goto(f"{address}/sign-in?lang=en")
    door.fill("[name=login]", "door@example.org")
    door.fill("[name=password]", password or "")
    door.click("main button[type=submit]")
    door.goto(address + "/door")
    door.locator(f"main a[href^='/door/{trial.split('/')[-1]}/']").first.click()
    for _ in range(2):
        door.locator("[name=tickets]").fill(tickets[0])
        door.locator("form[action$='/scans'] button").click()
    check_with_scripts(browser, door, "door", findings, pictures)
    if "1 / " not in door.locator("main").inner_text().replace("\n", " "):
        findings.append("a ticket scanned twice does not count as one who came in")
    guest.context.close()
    door.context.close()


def follow_a_figure(browser, address, findings, pictures):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/figures/demo-science-month?lang=zh")
    for step in ("/visits", "/visits/", "/claims/"):
        link = page.locator(f"main a[href*='{step}']").first
        if link.count() == 0:
            findings.append(f"{page.url} has no link on to {step}")
            break
        link.click()
        check(page, f"figure {step}", findings, pictures)
    context.close()


def walk(browser, demonstration, findings, pictures):
    address = demonstration.address
    told, desk = things(demonstration)
    pages = PAGES + told + lists_to_things(browser, address, findings)
    visit_all(browser, address, pages, findings, pictures)
    weigh(browser, address, [path for path in pages if path not in STATUS], findings)
    read_large(browser, address, findings, pictures)
    by_keyboard(browser, address, findings)
    work_at_the_desk(browser, address, demonstration.password, findings, pictures, more=desk)
    for who, more in CALLS.items():
        work_at_the_desk(browser, address, demonstration.password, findings, pictures, who, more)
    book_and_come_in(browser, address, demonstration.password, findings, pictures)
    follow_a_figure(browser, address, findings, pictures)
    with urllib.request.urlopen(address + "/css/kepu.css") as answer:
        if answer.status != 200:
            findings.append("no style sheet")
    variants = len(ALL_VARIANTS) if "--all" in sys.argv else 2
    return f"{len(pages)} pages in {variants} variants each and the desk"


if __name__ == "__main__":
    run("tour", walk)
