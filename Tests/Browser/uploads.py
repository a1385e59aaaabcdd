#!/usr/bin/env python3
"""A file is sent in pieces on a phone: the network goes and comes, the page is reloaded, the file is chosen again, cancelled, refused; without scripts
the form brings it alone. Axe on the page, in both languages.

    python3 Tests/Browser/uploads.py [--pictures FOLDER]

Starts the `filestand` with a folder of its own and ends it. Exits 1 at a finding, 0 when all is well.
"""
import argparse
import hashlib
import os
import random
import subprocess
import sys
import tempfile

from playwright.sync_api import sync_playwright

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Support"))
from demonstration import ROOT
from run import LOCALES
from tour import check


class Stand:
    def __init__(self, folder):
        self.process = subprocess.Popen([os.path.join(ROOT, ".build/debug/filestand"), folder, "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if line.startswith("session "):
                self.session = line.split()[1]
            if line.startswith("ready "):
                self.address = "http://" + line.split()[1]
                return
        raise SystemExit("filestand does not start")


class Sender:
    """Somebody with a telephone."""

    def __init__(self, browser, stand, locale, findings, pictures, scripts=True):
        self.stand, self.language, self.findings, self.pictures = stand, locale[:2], findings, pictures
        self.context = browser.new_context(viewport={"width": 390, "height": 844}, locale=locale, java_script_enabled=scripts)
        self.context.add_cookies([{"name": "kepu_session", "value": stand.session, "url": stand.address}])
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: findings.append(f"script: {error}"))
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto(stand.address + "/form")

    def expect(self, is_so, what):
        if not is_so:
            self.findings.append(f"{self.language}: {what}")

    def choose(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content)
        self.page.set_input_files("#field-file", path)

    @property
    def status(self):
        return self.page.locator("[data-upload-status]").inner_text()

    def until(self, words, what, seconds=40):
        for _ in range(seconds * 20):
            if any(word in self.status for word in words):
                return
            self.page.wait_for_timeout(50)
        raise SystemExit(f"uploads: {what} did not happen in {seconds} s: “{self.status}”")

    def slow(self, pause):
        """Each piece takes so many milliseconds longer."""
        self.page.route("**/pieces?*", lambda route: (self.page.wait_for_timeout(pause), route.continue_()))

    def walk(self, content):
        with tempfile.TemporaryDirectory() as self.folder:
            check(self.page, f"{self.language} the field", self.findings, self.pictures)
            digest = hashlib.sha256(content).hexdigest()
            # The network goes after the first piece, and comes back.
            self.page.route("**/pieces?*", lambda route: route.abort() if "offset=0" not in route.request.url else route.continue_())
            self.choose("课件.txt", content)
            self.until(["No network", "网络中断"], "a cut")
            self.expect("1 MB" in self.status or "1 兆" in self.status, f"how much is there is not told: {self.status}")
            check(self.page, f"{self.language} a cut", self.findings, self.pictures)
            # The page is reloaded; it says what is there, and the same file goes on.
            self.page.unroute("**/pieces?*")
            self.page.reload()
            self.expect("课件.txt" in self.page.inner_text("main"), "the unfinished upload is not named")
            first = []
            self.page.on("request", lambda request: first.append(request.url) if "/pieces?" in request.url else None)
            self.choose("课件.txt", content)
            self.until(["is here", "已上传"], "the end")
            self.expect(first and "offset=0" not in first[0], f"it began anew: {first[:1]}")
            check(self.page, f"{self.language} the end", self.findings, self.pictures)
            self.page.click("main form button[type=submit]")
            self.page.wait_for_load_state()
            self.expect(digest in self.page.content(), f"the file did not arrive: {self.page.content()[:200]}")
            # What is no file for us is told in its sentence, and may be chosen anew.
            self.page.goto(self.stand.address + "/form")
            self.choose("a.svg", b"<svg onload='alert(1)'/>")
            self.until(["can run", "可以运行"], "a refusal")
            self.expect(self.page.locator("input[name=file-upload]").get_attribute("value") == "", "a refused file is in the form")
            # Sent before the file is there, the form waits for it.
            self.choose("b.txt", content[::-1])
            self.page.click("main form button[type=submit]")
            self.page.wait_for_url("**/taking")
            self.expect(hashlib.sha256(content[::-1]).hexdigest() in self.page.content(), "the form did not wait for the file")
            # Cancelled, nothing of it stays.
            self.page.goto(self.stand.address + "/form")
            self.page.route("**/pieces?*", lambda route: route.abort())
            self.choose("c.txt", content[1:])
            self.until(["No network", "网络中断"], "a cut")
            self.page.click("[data-upload-cancel]")
            self.until(["cancelled", "已取消"], "the cancelling")
            self.page.unroute("**/pieces?*")
            self.page.wait_for_timeout(300)
            self.page.reload()
            self.expect("c.txt" not in self.page.inner_text("main"), "the cancelled upload is still there")

    def alone(self, content):
        """Without scripts."""
        with tempfile.TemporaryDirectory() as self.folder:
            self.choose("无脚本.txt", content)
            self.page.click("main form button[type=submit]")
            self.page.wait_for_load_state()
            self.expect(hashlib.sha256(content).hexdigest() in self.page.content(), "without scripts the file did not arrive")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", default="")
    pictures = parser.parse_args().pictures
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    chance, findings = random.Random(6), []
    content = "".join(f"{chance.random()}\n" for _ in range(300_000)).encode()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        stand = Stand(folder)
        try:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            for locale in LOCALES:
                Sender(browser, stand, locale, findings, pictures).walk(content + locale.encode())
                Sender(browser, stand, locale, findings, pictures, scripts=False).alone(content[:200_000] + locale.encode())
            browser.close()
        finally:
            stand.process.terminate()
            stand.process.wait()
    for finding in findings:
        print("uploads:", finding)
    print(f"uploads: {len(findings)} findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
