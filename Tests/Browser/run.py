"""What every browser test is: a demonstration of its own, a browser, pictures where a folder is named, findings at the end."""
import argparse
import os
import sys

from playwright.sync_api import sync_playwright

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Support"))
from demonstration import running

BOTH = ("zh-CN", "en-GB")
# Each journey is made in one of the two languages, which one follows from its name; `--all` makes it in both (make torture PART=pages).
LOCALES = BOTH if "--all" in sys.argv else (BOTH[sum(map(ord, os.path.basename(sys.argv[0]))) % 2],)


def run(name, walk):
    """Calls `walk(browser, demonstration, findings, pictures)`, prints what it found and, where it gives one, its summary.

    Ends the program: 1 at a finding, 0 when all is well.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", default="")
    parser.add_argument("--all", action="store_true", help="every variant of a page, every journey in both languages")
    pictures = parser.parse_args().pictures
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    findings = []
    with running() as demonstration, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        summary = walk(browser, demonstration, findings, pictures)
        browser.close()
    for finding in findings:
        print(f"{name}:", finding)
    if summary:
        print(f"{name}: {len(findings)} findings on {summary}")
    sys.exit(1 if findings else 0)
