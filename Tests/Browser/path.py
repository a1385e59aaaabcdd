#!/usr/bin/env python3
"""The way of an activity in a real browser: from last year's entry on a phone to the public, with a remark on one field in between; axe on every page.

    python3 Tests/Browser/path.py [--pictures FOLDER]

Starts `kepu serve --demo` on a database of its own and ends it. Exits 1 at a finding, 0 when all is well.
"""
import re

from run import LOCALES, run
from tour import check

CAMPAIGN = "demo-science-month"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, browser, demo, login, size, locale, findings, pictures):
        self.demo, self.findings, self.pictures, self.language = demo, findings, pictures, locale[:2]
        self.page = browser.new_context(viewport=size, locale=locale).new_page()
        self.page.on("pageerror", lambda error: findings.append(f"script: {error}"))
        self.page.on("dialog", lambda dialog: dialog.accept())
        if login:
            self.go("/sign-in")
            self.page.fill("[name=login]", login)
            self.page.fill("[name=password]", demo.password)
            self.press("main form button[type=submit]")

    def go(self, path):
        self.page.goto(self.demo.address + path)

    def press(self, button):
        self.page.locator(button).first.click()
        self.page.wait_for_load_state()

    def follow(self, text):
        link = self.page.locator("main a", has_text=text).first
        if not link.count():
            raise SystemExit(f"path: {self.language}: no link “{text}” at {self.page.url}")
        link.click()
        self.page.wait_for_load_state()

    def look(self, name):
        check(self.page, f"path {self.language} {name}", self.findings, self.pictures)

    def expect(self, is_so, what):
        if not is_so:
            self.findings.append(f"path {self.language}: {what} ({self.page.url})")

    def say(self, text):
        return text[0] if self.language == "zh" else text[1]


def walk(browser, demo, locale, findings, pictures):
    def person(login, size):
        return Person(browser, demo, login, size, locale, findings, pictures)

    host, moderator, visitor = person("host@example.org", PHONE), person("moderator@example.org", DESKTOP), person(None, PHONE)
    first, mended = f"Path {host.language} first", f"Path {host.language} mended"

    # Last year's again, with other words.
    host.go("/desk/activities?when=past")
    again = host.page.locator("main a[href$='/again']").first.get_attribute("href")
    host.go(f"{again}?campaign={CAMPAIGN}")
    host.look("last year's")
    if host.page.locator("main form [name=submit]").is_checked():
        host.page.locator("main form [name=submit]").uncheck()
    host.press("main form:has([name=submit]) button[type=submit]")
    host.page.wait_for_url(re.compile(r"/desk/activities/[0-9A-Z]{13}"))
    entry = re.search(r"/desk/activities/[0-9A-Z]{13}", host.page.url).group(0)
    host.page.fill("#field-title_zh", first)
    host.page.fill("#field-title_en", first)
    host.press(f"form[action='{entry}'] button[accesskey=s], form[action='{entry}'] button[type=submit]")
    host.look("this year's draft")
    submit = host.page.locator(f"form[action='{entry}/placements']")
    if submit.locator("select[name=campaign]").count() and not submit.locator("input[name=campaign]").count():
        host.page.select_option("#field-campaign", CAMPAIGN)
    submit.first.locator("button[type=submit]").click()
    host.page.wait_for_load_state()
    host.look("submitted")

    # Returned with a remark on its title.
    moderator.go("/desk/moderation?all=1&size=300")
    moderator.look("the queue")
    moderator.follow(first)
    moderator.look("one entry")
    moderator.page.locator(".review summary").first.click()
    moderator.page.fill("[name=remark_title]", moderator.say(("名称里请写明对象", "Say in the title for whom it is")))
    moderator.press("button[name=decision][value=return]")

    # Mended by its host.
    host.go("/desk")
    host.look("the desk")
    host.follow(first)
    host.expect(host.page.get_by_text(host.say(("名称里请写明对象", "Say in the title for whom it is"))).count() > 0, "the remark is not shown")
    host.look("the remark")
    host.page.fill("#field-title_zh", mended)
    host.page.fill("#field-title_en", mended)
    host.press(f"form[action='{entry}'] button[accesskey=s], form[action='{entry}'] button[type=submit]")
    host.press(f"form[action='{entry}/placements']:has(input[name=campaign][value='{CAMPAIGN}']) button[type=submit]")

    # Published, and found.
    moderator.go("/desk/moderation?all=1&size=300")
    moderator.follow(mended)
    moderator.press("button[name=decision][value=publish]")
    visitor.go(f"/activities?q={mended.replace(' ', '+')}")
    visitor.look("found")
    visitor.page.locator("main a[href^='/activities/']", has_text=mended).first.click()
    visitor.page.wait_for_url(re.compile(r"/activities/[0-9A-Z]{13}"))
    visitor.expect(visitor.page.locator("h1", has_text=mended).count() == 1, "the public page has another title")
    visitor.look("the public page")
    host.go("/desk/messages")
    host.expect(host.page.get_by_text(mended).count() > 0, "the host was not told that it is published")
    host.look("told")
    for one in (host, moderator, visitor):
        one.page.context.close()


def walk_both(browser, demo, findings, pictures):
    for locale in LOCALES:
        walk(browser, demo, locale, findings, pictures)
        print(f"path: {locale}: from last year's entry to the public", flush=True)


if __name__ == "__main__":
    run("path", walk_both)
