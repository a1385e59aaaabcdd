"""A school asks for a talk on a phone; the office asks an expert, who accepts on theirs; the school says that it was held, and what it thinks of it."""
import datetime

from people import DESK, PHONE, Person, moved, one, user

TALK = "demo-silk-talk"


def enrol(demo):
    user(demo, "school", "host", one(demo, "SELECT key FROM venues_organisation WHERE kind = 'school' AND key LIKE 'demo-%' ORDER BY key LIMIT 1"))


def wishes(number):
    """Three days on which the expert talks, Wednesdays and Thursdays, well ahead and other ones for each language."""
    first = datetime.date.today() + datetime.timedelta(days=45 + number * 21)
    first += datetime.timedelta(days=(2 - first.weekday()) % 7)
    return [first + datetime.timedelta(days=days) for days in (0, 1, 7)]


def asks(school, number):
    """From the catalogue to the request."""
    school.go("/resources?kind=talk")
    school.look("talks")
    school.follow("壁画", "mural")
    school.reads("主讲人", "Who gives it")
    school.look("a talk")
    school.follow("点这场报告", "Ask for this talk")
    school.sign_in("school@test.example")
    school.look("asking for a talk")
    school.press("点单", "Ask for it", refused=True)
    school.look("what a request lacks")
    for place, day in enumerate(wishes(number), 1):
        school.fill(**{f"wish_{place}": f"{day}T14:00"})
    school.fill(audience=school.say("高一学生", "Pupils of grade 10"), people=180, place=school.say("报告厅", "The hall"), contact_name="李老师", contact_phone="13800000000")
    school.press("点单", "Ask for it")
    school.reads("已点单", "It is asked for")
    school.look("a request")
    return school.page.url.split("?")[0].removeprefix(school.demo.address)


def dispatched(office, path):
    office.go("/desk")
    office.reads("等您办理的报告点单", "Requests for talks to deal with")
    office.go(path)
    office.look("whom the office may ask")
    office.press("派单", "Dispatch")
    office.look("dispatched")


def accepts(expert, path):
    expert.go("/desk")
    expert.reads("请您作的报告", "Talks that you are asked for")
    expert.look("the expert's desk")
    expert.go(path)
    expert.look("a talk to answer")
    expert.press("接单", "Accept")
    expert.look("a talk accepted")


def scheduled(school, path):
    school.go("/desk")
    school.look("the school's desk")
    school.go(path)
    school.look("a talk to schedule")
    school.press("排期", "Schedule")
    school.look("a talk scheduled")


def held(demo, path):
    """The day of the talk has passed, and whoever follows the calendar has seen it."""
    talk = sum("0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(letter) << 5 * place for place, letter in enumerate(reversed(path.split("/")[-1])))
    back = 1_000_000 * 86400 * 120
    moved(demo, (
        "UPDATE activities_session SET begin_at = begin_at - ?, end_at = end_at - ? WHERE id = (SELECT session_id FROM talks_request WHERE id = ?)", back, back, talk),
        ("UPDATE talks_request SET begin_at = begin_at - ?, end_at = end_at - ? WHERE id = ?", back, back, talk),
        ("UPDATE job SET due = 0 WHERE kind = 'talks-calendar' AND dead = 0",))


def confirms(school, path):
    school.go(path)
    school.until("确认已举行", "Confirm that it was held")
    school.look("a talk to confirm")
    school.press("确认已举行", "Confirm that it was held", refused=True)
    school.look("what a confirmation lacks")
    school.fill(people=176)
    school.page.select_option("[name=rating]", "5")
    school.press("确认已举行", "Confirm that it was held")
    school.reads("已确认", "Confirmed")
    school.look("a talk confirmed")


def recorded(office, path):
    office.go(path)
    office.press("归档", "Record it")
    office.look("a talk recorded")


def opens_the_certificate(expert, path):
    expert.go(path)
    expert.look("a talk on record")
    expert.through(expert.page.locator("main a[href^='/talks/certificates/']").first)
    expert.reads("这份证明有效", "This certificate is genuine")
    expert.look("a certificate of service")
    expert.paper("a[href$='.pdf']", "科普服务证明", "CERTIFICATE OF SERVICE")


def walk(browser, demo, locales, findings, pictures):
    for number, locale in enumerate(locales):
        def person(login=None, size=PHONE):
            return Person(browser, demo, locale, findings, pictures, login, size)
        with person() as school, person("admin@example.org", DESK) as office, person("expert@example.org") as expert:
            path = asks(school, number)
            dispatched(office, path)
            accepts(expert, path)
            scheduled(school, path)
            held(demo, path)
            confirms(school, path)
            recorded(office, path)
            opens_the_certificate(expert, path)
        print(f"sharing: {locale}: a school's talk, from asking to the certificate", flush=True)
