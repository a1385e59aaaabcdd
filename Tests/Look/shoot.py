#!/usr/bin/env python3
"""Takes pictures of every public page in every variant, mounts them to contact sheets, and says what a machine can see is wrong.

    pip install playwright axe-playwright-python pillow
    Tests/Look/shoot.py [--at ADDRESS] [--into FOLDER] [--only NAME,NAME] [--quick] [--axe]
    Tests/Look/shoot.py --specimen

Without --at it starts `kepu serve --demo` on a database of its own and ends it. Each page is taken in Chinese and English, on a phone and a
desktop, light and dark; then on a phone of 320 px, in large print, and as it is printed. FOLDER (.build/look) holds a picture of each and a
sheet of each page. Exits with 1 at a script's error, a page wider than its screen, something to press that is smaller than 24 px (WCAG 2.2,
2.5.8), a Chinese line that begins with a mark or a Chinese heading whose last line is a single character, and with --axe at what axe finds.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

PAGES = {
    "home": "/", "home-near": "/?near=西安", "campaigns": "/campaigns", "science-day": "/campaigns/national-science-day-2023", "joint-action": "/campaigns/joint-action-2024",
    "month": "/campaigns/demo-science-month", "activities": "/activities", "near": "/activities?near=西安&q=展", "nothing": "/activities?q=没有这样的活动&free=1",
    "wrong": "/activities?region=61", "venues": "/venues", "network": "/networks/demo-network", "network-city": "/networks/xian-1-plus-n", "figures": "/figures",
    "figures-month": "/figures/demo-science-month", "news": "/news", "about": "/about", "data": "/data", "sign-in": "/sign-in", "lost": "/nowhere",
}
# What is found through a list: the list, and the shape of the link to follow.
THINGS = {
    "activity": ("/activities?places=1&mode=onsite&near=西安", r"/activities/[0-9A-Z]{13}"), "activity-online": ("/activities?mode=online", r"/activities/[0-9A-Z]{13}"),
    "main-event": ("/campaigns/national-science-day-2023", r"/activities/[0-9A-Z]{13}"), "venue": ("/venues?region=610113&kind=science-museum", r"/venues/[0-9A-Z]{13}"),
    "hub": ("/networks/xian-1-plus-n", r"/venues/[0-9A-Z]{13}"), "news-item": ("/news", r"/news/[0-9A-Z]{13}"),
}
# Name, width, colours, language, large print, medium.
VARIANTS = [(f"{size}-{tongue}-{scheme}", width, scheme, tongue, False, "screen")
            for tongue in ("zh", "en") for size, width in (("phone", 390), ("desktop", 1280)) for scheme in ("light", "dark")]
VARIANTS += [("narrow-zh", 320, "light", "zh", False, "screen"), ("narrow-en", 320, "light", "en", False, "screen"),
             ("large-phone-zh", 390, "light", "zh", True, "screen"), ("large-desktop-en", 1280, "light", "en", True, "screen"),
             ("print-zh", 794, "light", "zh", False, "print")]
QUICK = {"phone-zh-light", "desktop-zh-light", "desktop-en-dark", "phone-en-dark"}
TALLEST = 6000

# Inline links in running text may be small; everything else needs room for a finger.
SMALL = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(e => !e.closest('p, li.prose, .skip-link, .card-title, .check, .prose li, dd') && e.offsetParent)
  .map(e => [e, e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24)
  .map(([e, r]) => `too small to press: ${e.tagName} “${e.textContent.trim().slice(0, 20)}” ${Math.round(r.width)}×${Math.round(r.height)}`)"""

# The lines of Chinese text as they are set: none begins with a closing mark, no heading ends in a line of one character.
LINES = r"""() => {
  const found = [];
  for (const block of document.querySelectorAll('h1, h2, h3, h4, p, li, dd, dt, a, td, th, summary, label')) {
    if (!block.offsetParent || block.closest('.visually-hidden, .cartogram, [aria-hidden]')) continue;
    const texts = [], walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.parentElement.closest('h1, h2, h3, h4, p, li, dd, dt, a, td, th, summary, label') === block) texts.push(walker.currentNode);
    const lines = [];
    for (const text of texts) for (let i = 0; i < text.length; i++) {
      if (/\s/.test(text.data[i])) continue;
      const range = document.createRange();
      range.setStart(text, i); range.setEnd(text, i + 1);
      const box = range.getBoundingClientRect();
      if (!box.height) continue;
      const last = lines[lines.length - 1];
      if (last && Math.abs(last.bottom - box.bottom) < box.height * .7) last.text += text.data[i]; else lines.push({ bottom: box.bottom, text: text.data[i] });
    }
    if (lines.length < 2 || !/\p{Script=Han}/u.test(block.textContent)) continue;
    for (const line of lines.slice(1)) if (/^[，。、；：！？）」』”’》〉·—…%]/.test(line.text)) found.push(`a line begins with a mark: ${line.text.slice(0, 12)}`);
    const end = lines[lines.length - 1].text;
    if (block.closest('h1, h2, h3, h4') && /^\p{Script=Han}[。！？]?$/u.test(end)) found.push(`a line of one character: ${lines.map(l => l.text).join('/').slice(-24)}`);
  }
  return found;
}"""


def start(folder):
    """The program with its demonstration on a free port; gives the process and its address."""
    process = subprocess.Popen(
        [ROOT / ".build/debug/kepu", "serve", "--demo", "--port", "0", "--database", f"sqlite:{folder}/look.db"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "KEPU_LANGUAGE": "en"})
    for line in process.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            return process, found.group(0)
    raise SystemExit("the server ended before it was ready")


def things(browser, address):
    """The pages that are reached through lists, as the lists have them now."""
    found = {}
    page = browser.new_page()
    for name, (path, pattern) in THINGS.items():
        page.goto(address + path)
        links = page.eval_on_selector_all("main a", "all => all.map(a => a.getAttribute('href'))")
        link = next((link for link in links if re.fullmatch(pattern, link)), None)
        if link:
            found[name] = link
        else:
            print(f"{name}: {path} leads to nothing like {pattern}")
    page.close()
    return found


def take(browser, address, path, variant, picture, axe):
    """One picture; gives what is wrong in it."""
    _, width, scheme, tongue, large, medium = variant
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    wrong = []
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda message: wrong.append(f"console: {message.text}") if message.type == "error" and "status of 4" not in message.text else None)
    if tongue:
        path += ("&" if "?" in path else "?") + f"lang={tongue}"
    page.goto(address + path)
    if large:
        page.evaluate("document.documentElement.dataset.print = 'large'")
    page.emulate_media(media=medium, color_scheme=scheme)
    page.wait_for_timeout(50)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        wrong.append(f"{wide} px wider than the screen")
    if medium == "screen":
        wrong += page.evaluate(SMALL)
    if tongue == "zh":
        wrong += page.evaluate(LINES)
    if axe:
        wrong += [f"axe: {v['id']}: {v['help']} — {v['nodes'][0]['html'][:160]}" for v in axe.run(page).response["violations"]]
    page.set_viewport_size({"width": width, "height": min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))})
    page.screenshot(path=picture)
    page.close()
    return sorted(set(wrong))


def mount(pictures, sheet, tallest=2600):
    """Pictures side by side, half their size."""
    images = [Image.open(picture).convert("RGB") for picture in pictures]
    height = min(tallest, max(image.height for image in images))
    paper = Image.new("RGB", (sum(image.width + 16 for image in images), height), "white")
    left = 0
    for image in images:
        paper.paste(image.crop((0, 0, image.width, min(image.height, height))), (left, 0))
        left += image.width + 16
    paper.resize((paper.width // 2, paper.height // 2), Image.LANCZOS).save(sheet)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--at", help="address of a running Kepu with its demonstration")
    parser.add_argument("--into", type=pathlib.Path, default=ROOT / ".build/look")
    parser.add_argument("--only", default="", help="names of pages, with commas")
    parser.add_argument("--quick", action="store_true", help="four variants instead of all")
    parser.add_argument("--axe", action="store_true")
    parser.add_argument("--specimen", action="store_true", help="the specimen of the style sheet instead of the pages")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    arguments.into.mkdir(parents=True, exist_ok=True)
    axe = None
    if arguments.axe or arguments.specimen:
        from axe_playwright_python.sync_playwright import Axe
        axe = Axe()
    process, problems = None, 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        try:
            if arguments.specimen:
                address, pages = HERE.as_uri(), {"specimen": "/specimen.html"}
                variants = [(v[0], v[1], v[2], None, v[4], v[5]) for v in VARIANTS if "-en" not in v[0]]
            else:
                address = arguments.at
                if not address:
                    process, address = start(folder)
                pages = PAGES | things(browser, address)
                variants = [v for v in VARIANTS if not arguments.quick or v[0] in QUICK]
            only = [name for name in arguments.only.split(",") if name]
            for name, path in pages.items():
                if only and name not in only:
                    continue
                wrong = {}
                for variant in variants:
                    for line in take(browser, address, path, variant, arguments.into / f"{name}-{variant[0]}.png", axe):
                        wrong.setdefault(line, []).append(variant[0])
                mount([arguments.into / f"{name}-{v[0]}.png" for v in variants if v[0] in QUICK], arguments.into / f"sheet-{name}.png")
                rest = [arguments.into / f"{name}-{v[0]}.png" for v in variants if v[0] not in QUICK]
                if rest:
                    mount(rest, arguments.into / f"sheet-{name}-rest.png")
                print(f"{name} {path}: {len(wrong)} problems", flush=True)
                for line, where in wrong.items():
                    print(f"    {line} ({', '.join(where)})")
                problems += len(wrong)
        finally:
            browser.close()
            if process:
                process.terminate()
                process.wait(20)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
