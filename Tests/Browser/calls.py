#!/usr/bin/env python3
"""From an application to an objection, as those who act see it: the recommender and an expert on a phone, the office at a desk, the notice and
an objection by a member of the public, the office that handles it; axe on every page.

    python3 Tests/Browser/calls.py [--pictures FOLDER]

Starts `kepu serve --demo` on a database of its own, adds the call of calls.yaml, and ends it. Exits 1 at a finding, 0 when all is well.
"""
import base64
import os
import re
import sqlite3
import subprocess

from entering import Host
from demonstration import ROOT
from run import LOCALES, run
from tour import check

HERE = os.path.dirname(os.path.abspath(__file__))
KEPU = os.path.join(ROOT, ".build/debug/kepu")
PASSWORD = "a long password of the test"
# A picture of one point.
POINT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
DESK = {"width": 1280, "height": 900}


class Person(Host):
    """Whoever acts, on a telephone."""

    login = "host@example.org"

    def __init__(self, browser, demo, locale, findings, pictures, login=None):
        self.login = login or self.login
        super().__init__(browser, demo, locale, findings, pictures)

    def sign_in(self):
        self.page.fill("[name=login]", self.login)
        self.page.fill("[name=password]", PASSWORD if self.login.endswith("@test.example") else self.demo.password)
        self.page.click("main form button[type=submit]")
        self.page.wait_for_load_state()

    def press(self, selector, told=True):
        """Presses a button and waits for the page; a page that refuses is a finding."""
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()
        if told:
            self.expect(self.page.locator(".error-summary, .notice-error").count() == 0, f"{selector} was refused")


def kepu(demo, *arguments, text=None):
    subprocess.run([KEPU, *arguments, "--database", f"sqlite:{demo.file}"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, input=text, text=True)


def organisation(demo, key):
    """Its identity as addresses write it: 13 letters, five bits each."""
    with sqlite3.connect(demo.file) as database:
        number = database.execute("SELECT id FROM venues_organisation WHERE key = ?", (key,)).fetchone()[0]
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> 5 * place & 31] for place in reversed(range(13)))


def enrol(demo):
    """The call, and those who act in it."""
    kepu(demo, "apply", os.path.join(HERE, "calls.yaml"))
    for name, role, key in [("recommender", "recommender", "calls-district"), ("expert", "expert", None), ("supervisor", "supervisor", "calls-bureau")]:
        scope = f"/organisation/{organisation(demo, key)}" if key else "/"
        kepu(demo, "user", "add", f"{name}@test.example", "--role", role, "--scope", scope, "--password-stdin", text=PASSWORD + "\n")


def applied(host, number):
    page = host.page
    host.go("/calls/calls-open")
    host.look("the call")
    host.go("/rules/calls-base")
    host.look("its rules")
    host.go("/desk/calls/calls-open/apply")
    values = [one.get_attribute("value") for one in page.locator("#field-subject option").all()]
    page.select_option("#field-subject", [value for value in values if value][number])
    host.press("main form button[type=submit]")
    page.fill("#field-f-intro", "Since 1985")
    offered = page.locator("#field-recommender option").all()
    page.select_option("#field-recommender", next(one.get_attribute("value") for one in offered if re.search("测试区|District office of the test", one.inner_text())))
    host.look("the application")
    host.press("button[value=submit]")
    host.look("submitted")
    return page.url.split("?")[0].split("#")[0].split("/")[-1]


def recommended(person, application):
    person.go("/desk/recommendations")
    person.look("what waits for a recommender")
    person.go(f"/desk/recommendations/{application}")
    person.look("an application before its recommender")
    person.press("button[value=decline]", told=False)
    person.expect(person.page.locator(".notice-error").count() == 1, "declining without a reason was taken")
    person.look("a reason is asked")
    person.page.fill("#field-says", "Checked")
    person.press("button[value=recommend]")


def alone(office):
    """The demonstration's experts leave the pool, so that it is the test's own who is asked."""
    office.go("/desk/experts")
    for link in [a.get_attribute("href") for a in office.page.locator("main a[href^='/desk/experts/']").all()]:
        office.go(link)
        retire = "form[action$='/retirement']"
        office.page.locator(f"details:has({retire}) summary").click()
        office.page.fill(f"{retire} #field-says", "Away")
        office.press(f"{retire} button")
    office.look("an expert who has left the pool")


def checked(office, application, first):
    """Formal review, the pool, the choice of experts."""
    page = office.page
    office.go("/desk/calls/calls-open")
    office.look("the office's page")
    office.go(f"/desk/calls/calls-open/applications/{application}")
    office.press("button[value=pass]")
    if first:
        alone(office)
        office.go("/desk/experts")
        page.fill("#field-name", "Expert of the test")
        page.fill("#field-login", "expert@test.example")
        office.press("main form.form button[type=submit]")
        office.look("the pool")
    office.go("/desk/calls/calls-open")
    office.press("form[action$='/experts'] button")


def scored(expert, application):
    page = expert.page
    expert.go("/desk/reviews")
    expert.look("an expert's list")
    expert.go(f"/desk/reviews/{application}")
    expert.look("a score sheet")
    page.fill("#field-s-work", "101")
    page.fill("#field-s-site", "8")
    expert.press("button[value=sign]", told=False)
    expert.expect(page.locator(".error-summary").count() == 1, "101 of 100 points were taken")
    expert.look("a score that cannot be")
    page.fill("#field-s-work", "88")
    expert.press("button[value=sign]")
    expert.go(f"/desk/reviews/{application}")
    expert.expect(page.locator("button[value=sign]").count() == 0, "a signed sheet can still be signed")
    expert.look("a signed sheet")


def decided(office, application):
    page = office.page
    office.go("/desk/calls/calls-open")
    office.press("form[action$='/scores'] button")
    office.go("/desk/calls/calls-open/meetings?first=1")
    page.fill("#field-present", "Wang\nLi")
    page.fill("#field-minutes", "It is proposed.")
    office.look("a meeting")
    office.press("form[method=post][action$='/meetings'] button[type=submit]")
    office.go(f"/desk/calls/calls-open/applications/{application}")
    office.look("before the office")
    office.go("/desk/calls/calls-open")
    page.fill("#notices #field-contact", "029-1")
    page.fill("#notices #field-supervision", "029-2")
    office.press("#notices form button[type=submit]")
    office.look("the notice is scheduled")


def objected(browser, demo, locale, findings, pictures):
    """A member of the public, on a phone, without an account."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale=locale)
    page, language = context.new_page(), locale[:2]
    page.goto(demo.address + "/notices")
    check(page, f"{language} notices", findings, pictures)
    page.locator("a[href^='/notices/']").first.click()
    page.wait_for_load_state()
    check(page, f"{language} a notice", findings, pictures)
    form = page.locator("form[action$='/objections']")
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()
    if page.locator(".error-summary").count() != 1:
        findings.append(f"{language}: an empty objection was taken ({page.url})")
    check(page, f"{language} an objection without a name", findings, pictures)
    page.select_option("#field-position", index=1)
    page.select_option("#field-kind", "person")
    page.fill("#field-name", "王小明")
    page.fill("#field-contact", "13900000000")
    page.fill("#field-facts", "去年有三个月没有开放。")
    page.set_input_files("#field-papers", [{"name": "门口.png", "mimeType": "image/png", "buffer": POINT}])
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()
    if "/objections/" not in page.url:
        findings.append(f"{language}: the objection was not taken ({page.url})")
    check(page, f"{language} what becomes of an objection", findings, pictures)
    context.close()


def handled(supervisor):
    supervisor.go("/desk/objections")
    supervisor.look("objections")
    # The one that has just come is the last of those undecided.
    supervisor.page.locator("main a[href^='/desk/objections/']").last.click()
    supervisor.page.wait_for_load_state()
    supervisor.expect(supervisor.page.get_by_text("王小明").count() > 0, "who objects is not shown to the office that handles it")
    supervisor.expect(supervisor.page.get_by_text("门口.png").count() > 0, "the paper of an objection is not shown")
    supervisor.look("an objection")
    supervisor.press("button[value=admit]")


def walk(browser, demo, findings, pictures):
    enrol(demo)
    for number, locale in enumerate(LOCALES):
        def person(login):
            return Person(browser, demo, locale, findings, pictures, login)
        host = person("host@example.org")
        application = applied(host, number)
        host.context.close()
        recommender = person("recommender@test.example")
        recommended(recommender, application)
        recommender.context.close()
        office = person("admin@example.org")
        office.page.set_viewport_size(DESK)
        checked(office, application, number == 0)
        expert = person("expert@test.example")
        scored(expert, application)
        expert.context.close()
        decided(office, application)
        office.context.close()
        objected(browser, demo, locale, findings, pictures)
        supervisor = person("supervisor@test.example")
        handled(supervisor)
        supervisor.context.close()
        print(f"calls: {locale}: from the application to the objection", flush=True)
    return "every page of a call, by everybody who acts in it"


if __name__ == "__main__":
    run("calls", walk)
