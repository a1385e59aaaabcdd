#!/usr/bin/env python3
"""Resources shared out, as those see it who receive them: a county museum on a phone from a round to the exhibit's return, a caravan team that
fetches a pack over a network that breaks, a school that asks for a talk; each in both languages, axe on every page.

    python3 Tests/Browser/sharing.py [--pictures FOLDER]

Starts `kepu serve --demo` on a database of its own and ends it. Exits 1 at a finding, 0 when all is well.
"""
import caravan
import museum
import school
from run import LOCALES, run


def walk(browser, demo, findings, pictures):
    for journey in (caravan, school, museum):
        journey.enrol(demo)
        journey.walk(browser, demo, LOCALES, findings, pictures)
    return "the journeys of a caravan team, a school and a museum"


if __name__ == "__main__":
    run("sharing", walk)
