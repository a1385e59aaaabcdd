#!/usr/bin/env python3
"""Resources shared out, as those see it who receive them: a county museum on a phone from a round to the exhibit's return, a caravan team that
fetches a pack over a network that breaks, a school that asks for a talk; each in both languages, axe on every page.

    python3 Tests/Browser/sharing.py [--pictures FOLDER]

Starts `kepu serve --demo` on a database of its own and ends it. Exits 1 at a finding, 0 when all is well.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Support"))
import caravan
import museum
import school
from people import Person
from run import LOCALES, run

# What units, offices and the supervision have before them in these rooms.
PAGES = {
    "host": ["/desk/exhibits", "/desk/exhibits?tab=lent", "/desk/exhibits?tab=borrowed", "/desk/exhibits?tab=faults", "/desk/declarations", "/desk/talks", "/desk/talks/new",
             "/desk/resources", "/desk/facilities", "/desk/campaigns/demo-bases/taking-part", "/rounds/demo-round-done", "/rounds/demo-round-open"],
    "admin": ["/desk/rounds", "/desk/rounds/demo-round-open", "/desk/rounds/demo-round-open/trial", "/desk/rounds/demo-round-done", "/desk/talks", "/desk/talks/speakers",
              "/desk/campaigns/demo-bases/flags", "/desk/facilities"],
    "supervisor": ["/desk/appeals"],
}


def in_large_print(browser, demo, findings, pictures):
    """On a narrow phone, in the dark, in large print: nothing is wider than the screen."""
    for locale in LOCALES:
        for who, paths in PAGES.items():
            with Person(browser, demo, locale, findings, pictures, f"{who}@example.org", color_scheme="dark") as one:
                one.go("/desk?print=large")
                for path in paths:
                    answer = one.go(path)
                    one.expect(answer.status == 200, f"{path} answers {answer.status}")
                    one.look(f"{who} large print {path}")
        print(f"sharing: {locale}: large print", flush=True)


def walk(browser, demo, findings, pictures):
    in_large_print(browser, demo, findings, pictures)
    for journey in (caravan, school, museum):
        journey.enrol(demo)
        journey.walk(browser, demo, LOCALES, findings, pictures)
    return "the journeys of a caravan team, a school and a museum"


if __name__ == "__main__":
    run("sharing", walk)
