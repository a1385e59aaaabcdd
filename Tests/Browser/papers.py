#!/usr/bin/env python3
"""A unit applies on a phone: what is typed saves itself, a program in a PDF is refused, papers are attached, printed, sealed and submitted.
Then an inspector goes there, where no network is: the page opens again, what is entered and photographed waits on the phone and is sent when it is back.

    python3 Tests/Browser/papers.py [--pictures FOLDER]

Starts `kepu serve --demo` on a database of its own, adds the call of papers.yaml, and ends it. Exits 1 at a finding, 0 when all is well.
"""
import base64
import os
import re
import subprocess

from entering import Host, wait
from demonstration import ROOT
from run import LOCALES, run

HERE = os.path.dirname(os.path.abspath(__file__))


# A picture of one point.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")


class Inspector(Host):
    """Somebody of the authority, on a telephone."""

    def sign_in(self):
        self.page.fill("[name=login]", "admin@example.org")
        self.page.fill("[name=password]", self.demo.password)
        self.page.click("main form button[type=submit]")
        self.page.wait_for_load_state()


def pdf(catalog=""):
    """A PDF of one empty page; `catalog` goes into its catalog."""
    objects = [f"<</Type/Catalog/Pages 2 0 R{catalog}>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>"]
    out, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return out + f"xref\n0 4\n0000000000 65535 f \n{table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n".encode()


def upload(host, action, name, content, kind="application/pdf"):
    """Chooses a file in the first form of that action and sends it."""
    form = host.page.locator(f"form[action$='{action}']").first
    form.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    form.locator("button[type=submit]").click()
    host.page.wait_for_load_state()


def begin(host, number):
    """Begins an application for the unit, or for its venue of that number."""
    host.go("/desk/calls/papers-call/apply")
    host.look("beginning")
    values = [one.get_attribute("value") for one in host.page.locator("#field-subject option").all()]
    host.page.select_option("#field-subject", [value for value in values if value][number])
    host.page.click("main form button[type=submit]")
    host.page.wait_for_url(re.compile(r"/desk/applications/[0-9A-Z]{13}$"))
    host.look("the draft")


def typed(host):
    """A few seconds after typing it is the draft; the page asked for again shows it."""
    page = host.page
    page.fill("#field-f-intro", f"Since 1985 {host.language}")
    wait(page, "document.querySelector('[data-kept-status]').textContent.includes(':')", "saving by itself")
    page.goto(page.url.split("#")[0])
    host.expect(page.input_value("#field-f-intro") == f"Since 1985 {host.language}", "what was typed is not in the draft")


def attached(host):
    """A program is refused with its reason, a paper is kept and its page drawn."""
    page = host.page
    upload(host, "/attachments", "licence.pdf", pdf("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"))
    host.expect(page.locator(".error-summary").count() == 1, "a program was not refused")
    host.look("a refused file")
    upload(host, "/attachments", "../licence.pdf", pdf())
    host.expect(page.locator(".paper a", has_text="licence.pdf").count() == 1, "the paper is not there")
    page.locator(".paper summary").first.click()
    wait(page, "document.querySelector('.paper-page')?.naturalWidth > 0", "drawing a page")
    host.look("an attached file")


def sealed(host):
    """Printed, scanned, submitted."""
    page = host.page
    page.locator("form[action$='/printing'] button").click()
    page.wait_for_load_state()
    host.look("printed")
    paper = page.request.get(host.demo.address + page.locator("a[href*='/forms/1']").first.get_attribute("href"))
    host.expect(paper.status == 200 and paper.body()[:5] == b"%PDF-", "the printed form is no PDF")
    if host.pictures:
        with open(os.path.join(host.pictures, f"{host.language}-printed.pdf"), "wb") as file:
            file.write(paper.body())
    upload(host, "/scan", "scan.pdf", pdf())
    host.expect(page.locator("#form .paper").count() == 1, "the scan is not there")
    host.look("sealed")
    address = page.url
    page.locator("a[href^='/forms/']").first.click()
    page.wait_for_load_state()
    host.look("what the paper's code says")
    page.goto(address)
    page.locator("button[value=submit]").click()
    page.wait_for_load_state()
    host.expect(page.locator("#application").count() == 0, "it was not submitted")
    host.look("submitted")


def passed(host, application):
    """The office lets it pass the formal review."""
    host.go(f"/desk/calls/papers-call/applications/{application}")
    host.look("before the office")
    host.page.click("button[value=pass]")
    host.page.wait_for_load_state()


def inspected(host, application):
    """Without a network the finding and the photo stay on the phone; with it they are sent by themselves."""
    page = host.page
    host.go("/desk/calls/papers-call/inspections")
    host.look("who is to be visited")
    host.go(f"/desk/calls/papers-call/inspections/{application}")
    host.look("the checklist")
    wait(page, "document.querySelector('[data-offline]').textContent !== ''", "keeping the page on the phone", 20)
    kept = page.evaluate("caches.open('kepu-inspections').then((all) => all.keys()).then((all) => all.map((one) => new URL(one.url).pathname))")
    pages = [one for one in kept if not one.startswith(("/css/", "/js/", "/img/", "/fonts/"))]
    host.expect(sorted(pages) == sorted(["/person", f"/desk/calls/papers-call/inspections/{application}"]), f"kept besides: {pages}")
    host.context.set_offline(True)
    # The page is closed, and opened again where no network is.
    page.close()
    page = host.page = host.context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.on("pageerror", lambda error: host.findings.append(f"script: {error}"))
    host.go(f"/desk/calls/papers-call/inspections/{application}")
    wait(page, "document.querySelector('[data-offline]').textContent !== ''", "opening the kept page")
    host.look("opened without a network")
    page.select_option("#field-p-safety", "unmet")
    page.fill("#field-n-safety", f"No second exit {host.language}")
    wait(page, "Object.keys(localStorage).some((key) => key.startsWith('kepu-kept:'))", "keeping on the phone")
    page.locator("form[data-waits] input[type=file]").set_input_files({"name": "exit.png", "mimeType": "image/png", "buffer": PNG})
    page.locator("form[data-waits] button[type=submit]").click()
    wait(page, "/\\d/.test(document.querySelector('[data-waits-status]').textContent)", "the photo's waiting")
    host.look("without a network")
    host.context.set_offline(False)
    wait(page, "document.querySelectorAll('#photos .paper').length === 1", "sending the photo", 30)
    wait(page, "!Object.keys(localStorage).some((key) => key.startsWith('kepu-kept:'))", "saving what was entered", 30)
    host.go(f"/desk/calls/papers-call/applications/{application}")
    host.expect(page.get_by_text(f"No second exit {host.language}").count() == 1, "the finding does not stand beside the application")
    host.look("the finding beside the application")
    forgotten(host, application)


def forgotten(host, application):
    """What was saved since stands in the kept page; signing out empties it, and without a network the page is there no more."""
    page, path = host.page, f"/desk/calls/papers-call/inspections/{application}"
    host.go(path)
    wait(page, "document.querySelector('[data-offline]').textContent !== ''", "keeping the page anew", 20)
    host.context.set_offline(True)
    host.go(path)
    host.expect(page.input_value("#field-n-safety") == f"No second exit {host.language}", "the kept page does not say what was saved")
    host.context.set_offline(False)
    host.go("/desk")
    page.locator("form.sign-out button").click()
    page.wait_for_load_state()
    wait(page, "caches.has('kepu-inspections').then((is) => !is)", "emptying at signing out")
    host.context.set_offline(True)
    try:
        host.go(path)
        host.expect(False, "a page is kept after signing out")
    except Exception:  # the browser says that there is no network
        pass
    host.context.set_offline(False)


def walk(browser, demo, findings, pictures):
    command = [os.path.join(ROOT, ".build/debug/kepu"), "apply", os.path.join(HERE, "papers.yaml"), "--database", f"sqlite:{demo.file}"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    for number, locale in enumerate(LOCALES):
        host = Host(browser, demo, locale, findings, pictures)
        begin(host, number)
        for part in (typed, attached, sealed):
            part(host)
            print(f"papers: {host.language}: {part.__name__}", flush=True)
        application = host.page.url.split("?")[0].split("#")[0].split("/")[-1]
        host.context.close()
        inspector = Inspector(browser, demo, locale, findings, pictures)
        for part in (passed, inspected):
            part(inspector, application)
            print(f"papers: {inspector.language}: {part.__name__}", flush=True)
        inspector.context.close()


if __name__ == "__main__":
    run("papers", walk)
