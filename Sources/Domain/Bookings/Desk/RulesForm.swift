import Declaration
import Kernel
import Web

/// Booking rules as a host fills them in, one field for each part; what is left empty is not said here, and holds as said further out.
enum RulesForm {
    private static let most: ClosedRange<Int64> = 1...10_000_000

    static let form = Form(
        [
            FormField("name_zh", "名称（中文）", "Name in Chinese", .text(max: 200), required: true), FormField("name_en", "名称（英文）", "Name in English", .text(max: 200), required: true),
            FormField("takes_bookings", "各场次默认接受预约", "Every session takes bookings", .choice(yesNo), hint: Phrase("不选则由各场次的表单决定", "Empty: each session's form says")),
        ] + moment("opens", Phrase("开放预约", "Booking opens")) + moment("closes", Phrase("截止预约", "Booking closes"))
            + [
                FormField("releases", "分批放票", "Shares released in stages", .longText(max: 2000), hint: Phrase("每行一批：百分比 提前天数 钟点，如 50 7 12:00；合计 100", "One in each line: percent, days before, clock time, such as 50 7 12:00; 100 in all")),
                number("places_workdays", Phrase("每场名额（工作日）", "Places of a session on working days")), number("places_days_off", Phrase("每场名额（休息日）", "Places of a session on days off")),
                number("a_day", Phrase("每天最多人数", "Most persons a day")), number("at_once", Phrase("同时在馆最多人数", "Most persons at once")),
                FormField("walk_ins", "留给未预约者的名额", "Places kept for those without a booking", .integer(0...1_000_000)),
            ] + PersonLimit.Period.allCases.flatMap(limit) + moment("change_until", Phrase("可更改或退回到", "Changes and returns until"))
            + [
                number("hold_minutes", Phrase("资料未齐时名额保留（分钟）", "Minutes for which places are kept while papers are missing")),
                FormField("waiting_list", "约满后可候补", "Waiting list", .choice(yesNo)), FormField("offer_hours", "候补名额保留（小时）", "Hours for which an offer stands", .integer(1...720)),
                FormField("no_show_times", "爽约几次后限制", "Not coming so many times bars", .integer(1...100)), FormField("no_show_within", "在几天内累计", "Counted within so many days", .integer(1...1000), hint: Phrase("不填为同一年内", "Empty: within a calendar year")),
                FormField("no_show_bar", "限制几天", "Barred for so many days", .integer(1...3660), hint: Phrase("不填为当年内", "Empty: until the year ends")),
                FormField("late_change_bars", "逾期更改一次即限制", "A change after its time bars at once", .checkbox),
            ] + moment("last_entry", Phrase("最后入场", "Last entry")) + PartyKind.allCases.flatMap(kind))

    private static let yesNo: [FormField.Choice] = [.init("", Phrase("不在此规定", "Not said here")), .init("yes", Phrase("是", "Yes")), .init("no", Phrase("否", "No"))]

    private static func number(_ name: String, _ title: Phrase) -> FormField { FormField(name, title.zh, title.en, .integer(most)) }

    private static func moment(_ name: String, _ title: Phrase) -> [FormField] {
        [
            FormField(name + "_days", "\(title.zh)：提前几天", "\(title.en): days before", .integer(0...400), hint: Phrase("0 为当天", "0 is the day itself")),
            FormField(name + "_at", "\(title.zh)：钟点", "\(title.en): clock time", .text(max: 5), hint: Phrase("如 12:00", "Such as 12:00")),
            FormField(name + "_minutes", "\(title.zh)：或开场前几分钟", "\(title.en): or minutes before it begins", .integer(0...600_000)),
        ]
    }

    private static func limit(_ period: PersonLimit.Period) -> [FormField] {
        [
            number("limit_\(period.rawValue)_bookings", Phrase("每人\(period.title.zh)最多几次预约", "Bookings of one person \(period.title.en)")),
            number("limit_\(period.rawValue)_persons", Phrase("每人\(period.title.zh)最多几人", "Persons that one may book for \(period.title.en)")),
        ]
    }

    /// The names of a kind's fields begin with its mark.
    static func mark(_ kind: PartyKind) -> String { "k_\(kind.rawValue)_" }

    private static func kind(_ kind: PartyKind) -> [FormField] {
        let (mark, title) = (mark(kind), kind.title)
        func label(_ zh: String, _ en: String) -> Phrase { Phrase("\(title.zh)：\(zh)", "\(title.en): \(en)") }
        func count(_ name: String, _ zh: String, _ en: String) -> FormField { number(mark + name, label(zh, en)) }
        func box(_ name: String, _ zh: String, _ en: String) -> FormField { FormField(mark + name, label(zh, en).zh, label(zh, en).en, .checkbox) }
        let none = [FormField.Choice("", Phrase("不限", "Any"))]
        return [
            count("from", "每次最少人数", "fewest persons"), count("to", "每次最多人数（填了才接受这一类）", "most persons (taken only where this is filled in)"),
            count("places", "每场专留名额", "places kept for them in each session"), count("most", "每场最多人数（共用名额）", "most in a session, of those all share"), count("a_day", "每天最多人数", "most a day"),
            FormField(mark + "days", label("接待日", "days").zh, label("接待日", "days").en, .choice(none + VisitDays.allCases.filter { $0 != .any }.map { .init($0.rawValue, $0.title) })),
            FormField(mark + "names", label("姓名", "names").zh, label("姓名", "names").en, .choice([.init("", NamesAsked.contact.title)] + [NamesAsked.each, .identified].map { .init($0.rawValue, $0.title) })),
            count("one_adult_for", "几个孩子一位老师或家长", "children for each grown-up"), count("one_adult_for_preschool", "学龄前几个孩子一位", "children before school for each grown-up"),
            count("age_from", "最小年龄", "least age"), box("approval", "须主办单位确认", "the host confirms"), box("letter", "须附公函", "with a letter"), box("contact_fixed", "领队不能更换", "the leader cannot be changed"),
        ]
    }
}
