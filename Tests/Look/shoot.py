#!/usr/bin/env python3
"""Takes pictures of the specimen (or of any page) and checks it with axe.

    pip install playwright axe-playwright-python
    Tests/Look/shoot.py [--into FOLDER] [ADDRESS …]

Every address is opened on a phone and on a desktop, light and dark, and once in large print. Exits with 1 when axe
finds a violation, the page is wider than the screen, or something to press is smaller than 24 px (WCAG 2.2, 2.5.8).
"""

import argparse
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

here = pathlib.Path(__file__).resolve().parent

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("addresses", nargs="*", default=[(here / "specimen.html").as_uri()])
parser.add_argument("--into", type=pathlib.Path, default=pathlib.Path(".build/look"))
parser.add_argument("--chromium", default="/usr/bin/chromium")
arguments = parser.parse_args()
arguments.into.mkdir(parents=True, exist_ok=True)

VARIANTS = [(name, width, scheme, False) for name, width in (("phone", 390), ("desktop", 1280)) for scheme in ("light", "dark")]
VARIANTS.append(("phone-large-print", 390, "light", True))

# Inline links in running text may be small; everything else needs room for a finger.
SMALL = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(e => !e.closest('p, li.prose, .skip-link, .card-title, .check') && e.offsetParent)
  .map(e => [e, e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24)
  .map(([e, r]) => `${e.tagName} “${e.textContent.trim().slice(0, 20)}” ${Math.round(r.width)}×${Math.round(r.height)}`)"""

problems = 0
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
    for number, address in enumerate(arguments.addresses):
        for name, width, scheme, large in VARIANTS:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, device_scale_factor=1)
            page.goto(address)
            if large:
                page.evaluate("document.documentElement.dataset.print = 'large'")
            found = [f"{v['id']}: {v['help']} — {v['nodes'][0]['html'][:160]} {v['nodes'][0].get('failureSummary', '')[:200]}" for v in Axe().run(page).response["violations"]]
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                found.append(f"{wide} px wider than the screen")
            found += [f"too small to press: {what}" for what in page.evaluate(SMALL)]
            picture = arguments.into / f"{number}-{name}-{scheme}.png"
            page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})
            page.screenshot(path=picture)
            print(f"{picture}: {len(found)} problems")
            for line in found:
                print("   ", line)
            problems += len(found)
            page.close()
    browser.close()
sys.exit(1 if problems else 0)
