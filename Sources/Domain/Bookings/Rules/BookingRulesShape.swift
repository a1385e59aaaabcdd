import Declaration
import Kernel

/// The fields of `booking_rules` in a campaign file, and of the desk's form.
enum BookingRulesShape {
    static let rules = Shape(
        .key, .required("name", .wording(max: 200)),
        .optional("campaign", .reference(to: "campaigns"), about: Phrase("适用于该活动计划的全部活动", "For all activities of this campaign")),
        .optional("venue", .reference(to: "venues"), about: Phrase("适用于该场馆的全部活动", "For all activities at this venue")),
        .optional("activity", .reference(to: "activities"), about: Phrase("适用于该活动", "For this activity")),
        .optional("summary", .wording(max: 1000)),
        .optional("takes_bookings", .boolean, about: Phrase("各场次默认接受预约", "Every session takes bookings unless its form says otherwise")),
        .optional("kinds", .records(kind, by: ["kind"]), about: Phrase("可以预约的对象；不填则只接受个人", "Who may book; absent: individuals only")),
        .optional("opens", .record(moment), about: Phrase("何时开放预约", "When booking opens")),
        .optional("closes", .record(moment), about: Phrase("何时截止，不含该时刻；不填为场次结束", "When it closes, that moment not included; absent: when the session ends")),
        .optional("releases", .records(release, by: []), about: Phrase("分批放票", "Shares released at moments of their own")),
        .optional("places", .record(Shape(.required("workdays", count), .required("days_off", count))), about: Phrase("每场名额，工作日与休息日不同", "Places of a session, on working days and on days off")),
        .optional("a_day", count, about: Phrase("每天最多人数，各场合计", "The most persons on one day, over all sessions")),
        .optional("at_once", count, about: Phrase("同时在馆最多人数", "The most persons in the house at once")),
        .optional("walk_ins", .integer(0...1_000_000), about: Phrase("留给未预约者的名额", "Places kept for those who come without a booking")),
        .optional("limits", .records(limit, by: ["per"]), about: Phrase("每人限额", "What one person may book")),
        .optional("change_until", .record(moment), about: Phrase("在此之前可更改或退回", "Until when one may change or give back")),
        .optional("hold_minutes", .integer(1...100_000), about: Phrase("缺姓名或公函时名额保留多久", "How long places are kept while names or a letter are missing")),
        .optional("waiting_list", .boolean), .optional("offer_hours", .integer(1...720), about: Phrase("候补名额保留多久", "How long an offer stands")),
        .optional("no_shows", .record(noShows), about: Phrase("爽约处理", "What follows when people do not come")),
        .optional("last_entry", .record(moment), about: Phrase("最后入场时间", "The last moment at which the door lets somebody in")), .source, .note
    ) { flaws(of: $0) }

    private static let count: Kind = .integer(1...10_000_000)

    static let moment = Shape(
        .optional("days", .integer(0...400), about: Phrase("提前几天；0 为当天", "Days before; 0 is the day itself")), .optional("at", .clock, about: Phrase("钟点", "The clock time")),
        .optional("minutes", .integer(0...600_000), about: Phrase("开场前几分钟", "Minutes before it begins"))
    ) { record in
        let isDay = record.has("days") && record.has("at"), isSpan = record.has("minutes")
        guard isDay == isSpan || record.has("days") != record.has("at") else { return [] }
        return [.init(record.has("days") ? "at" : "days", found: Phrase("不成一套", "not whole"), expected: Phrase("days 与 at 同填，或只填 minutes", "both `days` and `at`, or `minutes` alone"))]
    }

    private static let release = Shape(.required("percent", .integer(1...100)), .required("at", .record(moment)))

    private static let limit = Shape(
        .required("per", .choice(PersonLimit.Period.self)), .optional("bookings", count), .optional("persons", count)
    ) { record in
        record.has("bookings") || record.has("persons") ? [] : [.init("bookings", found: Phrase("没有", "none"), expected: Phrase("bookings 或 persons", "`bookings` or `persons`"))]
    }

    private static let noShows = Shape(
        .required("times", .integer(1...100)), .optional("within_days", .integer(1...1000), about: Phrase("不填为同一年内", "Absent: of one calendar year")),
        .optional("bar_days", .integer(1...3660), about: Phrase("限制多少天；不填为当年内", "For how many days; absent: until the year ends")),
        .optional("late_change_bars", .boolean, about: Phrase("逾期更改一次即限制", "A change after its time bars at once")))

    private static let kind = Shape(
        .required("kind", .choice(PartyKind.self)), .required("from", count, about: Phrase("最少人数", "The fewest persons")), .required("to", count, about: Phrase("最多人数", "The most")),
        .optional("places", count, about: Phrase("专留的名额", "Places kept for this kind alone")), .optional("most", count, about: Phrase("共用名额中的上限", "The most of those that all share")),
        .optional("a_day", count), .optional("days", .choice(VisitDays.self)), .optional("names", .choice(NamesAsked.self)),
        .optional("one_adult_for", .integer(1...100), about: Phrase("每几个孩子一位老师或家长", "One grown-up for so many children")),
        .optional("one_adult_for_preschool", .integer(1...100)), .optional("approval", .boolean), .optional("letter", .boolean, about: Phrase("须上传公函", "A letter has to be sent")),
        .optional("contact_fixed", .boolean, about: Phrase("领队须到场且不能更换", "The leader has to come and cannot be changed")),
        .optional("opens", .record(moment)), .optional("closes", .record(moment)), .optional("change_until", .record(moment)), .optional("age_from", .integer(1...120)))

    private static func flaws(of record: DeclaredRecord) -> [Shape.Remark] {
        var out: [Shape.Remark] = []
        if ["campaign", "venue", "activity"].filter({ record.has($0) }).count > 1 {
            out.append(.init("venue", found: Phrase("适用对象不止一个", "more than one subject"), expected: Phrase("campaign、venue、activity 三者择一", "one of `campaign`, `venue` and `activity`")))
        }
        for (number, one) in record.records("kinds").enumerated() {
            if let from = try? one.integer("from"), let to = try? one.integer("to"), from > to {
                out.append(.init("kinds[\(number)].to", found: Phrase(same: "\(to)"), expected: Phrase("不小于 from", "not less than `from`")))
            }
            if one.has("places"), one.has("most") {
                out.append(.init("kinds[\(number)].most", found: Phrase("两者都有", "both"), expected: Phrase("places 与 most 二者择一", "one of `places` and `most`")))
            }
        }
        let percent = record.records("releases").reduce(0) { $0 + ((try? $1.integer("percent")) ?? 0) }
        if record.has("releases"), percent != 100 {
            out.append(.init("releases", found: Phrase("合计 \(percent)%", "\(percent) % in all"), expected: Phrase("合计 100%", "100 % in all")))
        }
        return out
    }
}
