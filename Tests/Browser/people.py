"""Those who share resources and receive them: people of the demonstration, and some of the test's own."""
import os
import re
import sqlite3
import subprocess

from calls import DESK, PASSWORD, kepu, organisation
from tour import check

PHONE = {"width": 360, "height": 780}


class Person:
    """Somebody with a browser of their own, on a phone or at a desk; signed in where a login is given."""

    def __init__(self, browser, demo, locale, findings, pictures, login=None, size=PHONE, **more):
        self.demo, self.findings, self.pictures, self.login = demo, findings, pictures, login
        self.locale = locale
        self.language, self.where = locale[:2], "phone" if size == PHONE else "desk"
        self.context = browser.new_context(viewport=size, locale=locale, **more)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: findings.append(f"script: {error}"))
        self.page.on("dialog", lambda dialog: dialog.accept())
        if login:
            self.go("/sign-in")
            self.sign_in()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def sign_in(self, login=None):
        self.login = login or self.login
        self.page.fill("[name=login]", self.login)
        self.page.fill("[name=password]", PASSWORD if self.login.endswith("@test.example") else self.demo.password)
        self.through(self.page.locator("main form button[type=submit]"))

    def through(self, control):
        """Clicks what leads to another page, and is there."""
        with self.page.expect_navigation():
            control.click()

    def say(self, zh, en):
        return zh if self.language == "zh" else en

    def go(self, path):
        return self.page.goto(self.demo.address + path)

    def main(self):
        """What the page says, on one line."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def follow(self, zh, en=None):
        """Follows the first link of the page that says just this, else the first that says it among other words."""
        text = self.say(zh, en or zh)
        links = self.page.locator("main a:visible, header a:visible")
        for link in (links.filter(has_text=re.compile(f"^\\s*{re.escape(text)}\\s*$")), links.filter(has_text=text)):
            if link.count():
                return self.through(link.first)
        raise SystemExit(f"sharing: {self.language}: no link “{text}” at {self.page.url}")

    def press(self, zh, en, refused=False, within="main"):
        """Presses the button that says so and waits for the page; whether it is refused is as expected, or a finding."""
        text = self.say(zh, en)
        button = self.page.locator(f"{within} button:visible").filter(has_text=re.compile(f"^\\s*{re.escape(text)}"))
        if not button.count():
            raise SystemExit(f"sharing: {self.language}: no button “{text}” at {self.page.url}")
        self.through(button.first)
        isRefused = self.page.locator(".error-summary, .notice-error").count() > 0
        self.expect(isRefused == refused, f"“{text}” was {'refused: ' + self.main()[:200] if isRefused else 'taken'}")

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.fill(f"main [name={name}]:visible", str(value))

    def expect(self, is_so, what):
        if not is_so:
            self.findings.append(f"{self.language} {self.where}: {what} ({self.page.url})")

    def reads(self, zh, en=None):
        """The page says so, somewhere in its content."""
        text = self.say(zh, en or zh)
        self.expect(text in self.main(), f"the page does not say “{text}”")

    def until(self, zh, en, seconds=60):
        """Asks for the page again until it says so: something works behind it."""
        for _ in range(seconds * 2):
            if self.say(zh, en) in self.main():
                return
            self.page.wait_for_timeout(500)
            self.page.reload()
        self.expect(False, f"the page does not say “{self.say(zh, en)}” after {seconds} s")

    def paper(self, link, zh, en):
        """A paper to print, behind a link of the page: it opens, and says so."""
        answer = self.context.request.get(self.demo.address + self.page.locator(f"main {link}").first.get_attribute("href"), headers={"Accept-Language": self.locale})
        done = subprocess.run(["pdftotext", "-", "-"], input=answer.body(), capture_output=True)
        self.expect(answer.ok and self.say(zh, en) in done.stdout.decode(), f"the paper does not say “{self.say(zh, en)}”")

    def look(self, name):
        name = f"sharing {self.language} {name}"
        check(self.page, name, self.findings, "")
        if self.pictures:
            self.page.screenshot(path=os.path.join(self.pictures, re.sub(r"[^A-Za-z0-9]+", "-", name) + ".png"), full_page=True)


def user(demo, name, role, unit=None):
    """An account of the test's own, over one unit of the demonstration."""
    scope = f"/organisation/{organisation(demo, unit)}" if unit else "/"
    kepu(demo, "user", "add", f"{name}@test.example", "--role", role, "--scope", scope, "--password-stdin", text=PASSWORD + "\n")
    return f"{name}@test.example"


def moved(demo, *statements):
    """Time passes: what the database says of days is put back, since a served program never takes its time from outside."""
    with sqlite3.connect(demo.file, timeout=30) as database:
        for statement, *values in statements:
            changed = database.execute(statement, values).rowcount
            if changed != 1:
                raise SystemExit(f"sharing: {changed} rows, not one: {statement}")


def one(demo, question, *values):
    with sqlite3.connect(demo.file, timeout=30) as database:
        return database.execute(question, values).fetchone()[0]
