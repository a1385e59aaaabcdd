"""The demonstration as the checks from outside see it: the program on a free port, and the addresses that they visit."""
import contextlib
import fcntl
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGES = ["/", "/campaigns", "/campaigns/national-science-day-2023", "/campaigns/demo-science-month", "/campaigns/demo-bases", "/campaigns/demo-bases/participants", "/activities",
         "/activities?q=天文&mode=onsite", "/activities?q=没有这样的活动&free=1", "/activities?region=61", "/activities?near=西安", "/venues",
         "/calls", "/calls/xian-demonstration-base-2024", "/calls/demo-camp-1", "/calls/demo-base-2", "/rules/demo-base", "/rules/demo-classes", "/notices", "/register",
         "/register?state=past", "/register?q=没有这样的称号",
         "/resources", "/resources?q=月相&authoritative=1", "/resources?kind=course", "/resources?nature=physical", "/rounds", "/rounds/demo-round-open", "/rounds/demo-round-done", "/rounds/new-caravans-2019", "/commendations", "/commendations/demo-commendation-open", "/commendations/demo-commendation-done", "/rules/demo-commendation-open", "/resources?kind=talk", "/talks/rules", "/facilities", "/facilities?kind=caravan&state=in-service", "/resources?kind=pack",
         "/networks/xian-1-plus-n", "/live", "/live?campaign=demo-bases", "/rules/ballot", "/figures", "/figures/definitions", "/figures/definitions?edition=edition-2023", "/figures/demo-science-month", "/figures/demo-science-month/visits", "/figures/demo-science-month/visits?audience=pupils", "/figures/demo-science-month/activities?all=organiser", "/figures/demo-science-month/counties", "/figures?campaign=demo-science-month&indicator=visits&by=day", "/figures?campaign=demo-science-month&with=demo-bases&by=region", "/figures/demo-science-month/statement", "/screen/demo-science-month", "/plans", "/plans/demo-plan", "/plans/demo-plan?light=red", "/plans/demo-plan/demo-month-city", "/plans/demo-plan/comparison", "/news", "/sign-in", "/about", "/data", "/nowhere"]
# Answers that are not 200.
STATUS = {"/nowhere": 404, "/activities?region=61": 400}


LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def shown(number):
    """How a record's number is written in addresses: thirteen letters."""
    return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(13)))


def number(text):
    """The number that stands behind thirteen letters."""
    value = 0
    for letter in text:
        value = value * 32 + LETTERS.index(letter)
    return value


def things(demonstration):
    """Addresses that no list leads to first: a ballot that takes entries and one that is drawn, a stream that is on and a recording, the day whose door is open; then
    those of the same at the desk."""
    with sqlite3.connect(demonstration.file, timeout=30) as database:
        def one(question):
            return [shown(value) for value in database.execute(question).fetchone()]

        (taking, activity), (drawn,) = one("SELECT id, activity_id FROM ballots_ballot WHERE state = 'open'"), one("SELECT id FROM ballots_ballot WHERE state = 'drawn'")
        (stream,) = one("SELECT r.session_id FROM cloudhall_room r JOIN activities_session s ON s.id = r.session_id WHERE r.viewers > 0 ORDER BY s.begin_at DESC LIMIT 1")
        (recording,) = one("SELECT session_id FROM cloudhall_room WHERE recording_url IS NOT NULL ORDER BY session_id LIMIT 1")
        day, session = one("SELECT activity_id, session_id FROM door_tally WHERE most IS NOT NULL LIMIT 1")
        ruled, = one("SELECT subject_id FROM bookings_rules WHERE key = 'demo-classes'")
        (said, heard), = [one("SELECT activity_id, session_id FROM feedback_call ORDER BY answered DESC LIMIT 1")]
        visits = one("SELECT id FROM workingvisits_visit WHERE state IN ('agreed', 'recorded') AND key LIKE 'v-%' ORDER BY state LIMIT 1") + one("SELECT id FROM workingvisits_visit WHERE state = 'draft' LIMIT 1")
        task, = one("SELECT id FROM plans_task WHERE key = 'demo-month-city'")
        told = [f"/feedback/{heard}", f"/activities/{said}", f"/ballots/{taking}", f"/ballots/{drawn}", f"/live/{stream}", f"/live/{recording}", f"/activities/{day}"]
        desk = [f"/desk/activities/{said}/sessions/{heard}/feedback", f"/desk/activities/{said}/sessions/{heard}/results", f"/door/{day}/{session}", f"/desk/ballots/{taking}", f"/desk/ballots/{drawn}", f"/desk/activities/{activity}/ballot", f"/desk/booking-rules/activity/{ruled}", "/desk/ticket-keys", "/desk/visits/new", "/desk/campaigns/demo-tech-week/elsewhere", "/desk/activities/offers", "/desk/agreements", "/desk/agreements/new", "/desk/duties/owed", "/desk/given", "/desk/given?list=reports", "/desk/plans/new", "/desk/plans/demo-plan", "/desk/plans/demo-plan/next", "/desk/plans/demo-plan/table", "/desk/plans/demo-plan/tasks/new", "/desk/plans/demo-plan/tasks/demo-month-city", f"/desk/duties/{task}", f"/desk/duties/{task}/parts"] + [f"/desk/visits/{visit}" for visit in visits]
        return told, desk


class Demonstration:
    """A running program: its address, the password that it showed, and its database's file."""

    def __init__(self, process, address, password, file):
        self.process, self.address, self.password, self.file = process, address, password, file


def start(folder, **settings):
    """The program with the demonstration in a database of its own in that folder; settings as in the environment.

    Where `KEPU_DEMONSTRATION` names a folder, the demonstration is made there once, and copied by all who name it.
    """
    made = os.environ.get("KEPU_DEMONSTRATION")
    if not made:
        return launch(folder, **settings)
    with open(os.path.join(made, "lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        first, password = os.path.join(made, "first"), os.path.join(made, "password")
        if not os.path.exists(password):
            shutil.rmtree(first, ignore_errors=True)
            os.makedirs(first)
            one = launch(first)
            one.process.terminate()
            one.process.wait(timeout=60)
            with open(password, "w", encoding="utf-8") as out:
                out.write(one.password)
    shutil.copytree(first, folder, dirs_exist_ok=True)
    running = launch(folder, **settings)
    with open(password, encoding="utf-8") as told:
        running.password = told.read()
    return running


def launch(folder, **settings):
    """The program on the database of that folder, which gets the demonstration where it is new."""
    file = os.path.join(folder, "demonstration.db")
    process = subprocess.Popen(
        [os.path.join(ROOT, ".build/debug/kepu"), "serve", "--demo", "--port", "0", "--database", f"sqlite:{file}"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=sys.stderr, text=True, env={**os.environ, "KEPU_LANGUAGE": "en", **settings})
    password = None
    for line in process.stdout:
        found = re.search(r"shown this once\): (\S+)", line)
        if found:
            password = found.group(1)
        found = re.search(r"(http://127\.0\.0\.1:\d+)", line)
        if found:
            return Demonstration(process, found.group(1), password, file)
    raise SystemExit("the server ended before it was ready")


@contextlib.contextmanager
def running(**settings):
    """The same, ended and removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        demonstration = start(folder, **settings)
        try:
            yield demonstration
        finally:
            demonstration.process.terminate()
            demonstration.process.wait(timeout=30)
