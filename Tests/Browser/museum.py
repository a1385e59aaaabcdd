"""A county museum on a phone: it finds the open round, declares, hands in, reads its score, its place and why, receives its exhibit with photographs, and
sends it back. The office and the exhibit's owner work at their desks."""
import datetime

from people import DESK, PHONE, Person, moved, user

ROUND = "demo-round-open"
# Which museum declares in which language: one round for both, so that each reads its own place in it.
MUSEUMS = {"zh": "host@example.org", "en": "county@test.example"}
DAYS = 1_000_000 * 86400


def enrol(demo):
    user(demo, "county", "host", "demo-unit-3")
    user(demo, "lender", "host", "demo-unit-8")


def declares(museum):
    """From the home page to the declaration handed in; nothing is typed that the platform knows."""
    museum.go("/")
    museum.follow("资源", "Resources")
    museum.follow("示例：下半年流动展品申报", "Demo: mobile exhibits, second half")
    museum.look("the round")
    museum.follow("申报", "Declare")
    museum.sign_in(MUSEUMS[museum.language])
    museum.look("for which unit")
    museum.press("开始填写", "Begin")
    museum.look("the declaration")
    museum.press("预览并提交", "Preview and hand in")
    museum.reads("提交前还要补上", "Before it can be handed in")
    museum.look("what the declaration lacks")
    museum.follow("返回修改", "Back to the form")
    museum.fill(**{"w-optics": 1, "f-pupils": 26000 if museum.language == "zh" else 31000, "f-distance": 40, "f-site": museum.say("临展厅 320 平方米，门宽 2 米。", "A hall of 320 m², door 2 m.")})
    museum.page.select_option("[name=f-social]", "0")
    museum.look("the declaration filled in")
    museum.press("预览并提交", "Preview and hand in")
    museum.reads("按公布的标准，目前得", "By the published rule you have")
    museum.look("the preview")
    museum.press("提交", "Hand in")
    museum.reads("已提交", "It is handed in")
    museum.look("handed in")
    museum.paper("a[href$='/form.pdf']", "实体资源申报表", "Declaration of physical resources")
    return museum.page.url.split("?")[0].removeprefix(museum.demo.address)


def published(office, demo):
    """Everything handed in is accepted at once, the round closes, the office tries the allocation and publishes it."""
    office.go(f"/desk/rounds/{ROUND}?state=submitted")
    office.look("what came to the office")
    for box in office.page.locator("main input[name=declaration]").all():
        box.check()
    office.press("受理所选", "Accept those ticked")
    # Somebody was asked to put something right, and did not.
    office.go(f"/desk/rounds/{ROUND}?state=returned")
    office.page.locator("main input[name=declaration]").first.check()
    office.press("不予受理所选", "Decline those ticked")
    office.reads("以下申报没有办成", "These were left as they were")
    office.look("declining without a reason")
    office.go(f"/desk/rounds/{ROUND}?state=returned")
    office.page.locator("main input[name=declaration]").first.check()
    office.fill(says=office.say("逾期未补正。", "It was not put right in time."))
    office.press("不予受理所选", "Decline those ticked")
    moved(demo, ("UPDATE rounds_round SET closes_at = opens_at + ? WHERE key = ?", DAYS, ROUND))
    office.go(f"/desk/rounds/{ROUND}")
    office.follow("试算配发", "Try the allocation")
    office.look("the trial")
    office.press("公布结果", "Publish the result")
    office.look("published")


def reads_the_result(museum, path):
    museum.go("/desk")
    museum.look("the museum's desk")
    museum.go(path)
    for zh, en in [("家中第", "place"), ("各项得分和依据", "Points, and the facts they rest on"), ("申诉", "Appeal")]:
        museum.reads(zh, en)
    museum.look("the result and why")


def settled(office, demo):
    moved(demo, ("UPDATE rounds_round SET appeals_until = published_at WHERE key = ?", ROUND))
    office.go(f"/desk/rounds/{ROUND}")
    office.press("定案", "Settle the round")
    office.look("settled")


def asks(museum, path, number):
    """From the result to the days on which it is needed."""
    museum.go(path)
    museum.look("settled for the museum")
    museum.follow("约定借用日期", "Agree on the days")
    museum.look("asking for an exhibit")
    first = datetime.date.today() + datetime.timedelta(days=40 + 20 * number)
    museum.fill(**{"from": first, "to": first + datetime.timedelta(days=9), "wanted": 1, "purpose": museum.say("科学周", "Science week"), "place": museum.say("一层展厅", "The hall"),
                   "site_area": 320, "site_door_width": 2000, "site_power": 3000})
    museum.press("提交申请", "Ask for it")
    museum.look("asked for")
    return museum.page.url.split("?")[0].removeprefix(museum.demo.address)


def sent(lender, loan, language):
    """The owner enters one more of it, reserves it, packs it by the number on its label, and sends it."""
    lender.go("/resources?nature=physical")
    lender.follow("机翼升力演示台", "Wing lift demonstrator")
    lender.follow("管理实物", "Keep its things")
    lender.page.locator("#pieces summary").click()
    lender.fill(number=f"JY-{language}")
    lender.press("登记", "Enter it")
    lender.look("an exhibit's things")
    lender.go(loan)
    lender.look("a loan asked for")
    for box in lender.page.locator("main input[name=pieces]").all():
        box.uncheck()
    lender.page.locator("main label.check", has_text=f"JY-{language}").locator("input").check()
    lender.press("预留", "Reserve")
    lender.look("the packing list")
    lender.fill(code=f"JY-{language}")
    lender.press("勾选这一件", "Tick this one")
    lender.press("装箱完成", "Packed")
    lender.look("packed")
    lender.press("发出", "Send it off")


def accepts(museum, loan):
    museum.go("/desk")
    museum.look("the desk with an exhibit under way")
    museum.go(loan)
    museum.look("to be accepted")
    photo = photograph(museum)
    museum.page.set_input_files("main [name=photos]", [photo, photo | {"name": "again.jpg"}])
    museum.page.locator("main fieldset summary").first.click()
    museum.page.set_input_files("main [name^=photo-]", photo)
    museum.look("photographs chosen")
    museum.press("验收", "Accept", refused=True)
    museum.reads("检查场地", "Check the place")
    museum.reads("照片已保留", "The photographs are kept")
    museum.look("the place was not checked")
    museum.page.check("main [name=site_checked]")
    museum.press("验收", "Accept")
    museum.reads("已验收", "It is accepted")
    shown = museum.page.locator("#photos img")
    museum.expect(shown.count() == 3, f"{shown.count()} photographs of 3 are shown")
    for image in shown.all():
        image.scroll_into_view_if_needed()
        museum.expect(image.evaluate("i => i.decode().then(() => i.naturalWidth > 0, () => false)"), "a photograph is not shown")
    museum.look("accepted")
    museum.press("投入使用", "Put to use")
    museum.look("in use")
    museum.press("送还", "Send it back")
    museum.look("sent back")


def photograph(person):
    """As a phone takes it: what the screen shows now, as JPEG."""
    return {"name": "全景.jpg", "mimeType": "image/jpeg", "buffer": person.page.screenshot(type="jpeg")}


def inspected(lender, loan):
    lender.go("/desk")
    lender.go(loan)
    lender.look("to be inspected")
    lender.press("查验入库", "Inspect and store")
    lender.reads("这次借展结束", "the loan is over")
    lender.look("a loan that is over")


def walk(browser, demo, locales, findings, pictures):
    def person(locale, login=None, size=PHONE):
        return Person(browser, demo, locale, findings, pictures, login, size)

    own = {locale: person(locale) for locale in locales}
    paths = {locale: declares(one) for locale, one in own.items()}
    with person(locales[0], "admin@example.org", DESK) as office:
        published(office, demo)
        for locale, one in own.items():
            reads_the_result(one, paths[locale])
        settled(office, demo)
    for number, locale in enumerate(locales):
        museum = own[locale]
        loan = asks(museum, paths[locale], number)
        with person(locale, "lender@test.example", DESK) as lender:
            sent(lender, loan, museum.language)
            accepts(museum, loan)
            inspected(lender, loan)
        museum.go(loan)
        museum.look("over for the museum")
        museum.context.close()
        print(f"sharing: {locale}: a museum's exhibit, from the round to its return", flush=True)
