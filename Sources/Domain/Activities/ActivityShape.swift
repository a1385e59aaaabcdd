import Declaration
import Kernel

/// The fields of an activity in a campaign file (docs/campaign-files.md).
enum ActivityShape {
    static let activity = Shape(
        .key, .required("title", .wording(max: 200), cloning: .renamed), .required("summary", .wording(max: 1_000)),
        .required("campaigns", .records(placement, min: 1, by: ["campaign"])),
        .required("organiser", .reference(to: "organisations"), about: Phrase("填报单位", "Who enters it")),
        .optional("organisations", .records(body, by: [])), .optional("venue", .reference(to: "venues")), .optional("place", .record(place)),
        .optional("online", .record(Shape(.optional("url", .webAddress, cloning: .dropped)))), .required("mode", .choice(AttendanceMode.self)),
        .required("kind", .choice(ActivityKind.self)), .optional("audience", .wording(max: 300)),
        .optional("age", .record(Shape(.optional("min", .integer(0...120)), .optional("max", .integer(0...120))))),
        .optional("capacity", .integer(0...1_000_000), about: Phrase("每场名额", "Of each session")), .optional("fee", .wording(max: 300)),
        .optional("umbrella", .boolean, default: false), .optional("parent", .reference(to: "activities")),
        .optional("sessions", .records(session, by: ["key", "begin"])), .optional("recurring", .record(recurring)),
        .optional("period", .record(period)), .repaired, .source, .note, check: check)

    private static let placement = Shape(
        .required("campaign", .reference(to: "campaigns")), .optional("block", .part(list: "blocks", of: "campaign")),
        .optional("theme", .part(list: "themes", of: "campaign")))

    private static let body = Shape(
        .required("organisation", .reference(to: "organisations")), .required("role", .choice(BodyRole.all.map(\.code))))

    private static let place = Shape(
        .required("name", .wording(max: 200)), .optional("address", .wording(max: 300)), .required("region", .region),
        .optional("latitude", .real(-90...90)), .optional("longitude", .real(-180...180)))

    private static let session = Shape(
        .optional("key", .key), .required("begin", .localTime), .required("end", .localTime), .optional("capacity", .integer(0...1_000_000)),
        .optional("assumed", .boolean, default: false), .optional("note", .wording(max: 500), cloning: .dropped))

    private static let recurring = Shape(
        .required("begin", .clock), .required("end", .clock), .required("days", .list(of: .choice(DeclaredDays.names), min: 1, ordered: false)),
        .required("from", .day), .required("until", .day), .optional("except", .list(of: .day, ordered: false)),
        .optional("holidays", .choice(Recurrence.Holidays.self), default: "keep"),
        .optional("workdays", .choice(Recurrence.MakeUpDays.self), default: "ignore"), .optional("assumed", .boolean, default: false))

    private static let period = Shape(
        .required("begin", .day), .required("end", .day), .optional("precision", .choice(ActivityPeriod.Precision.self), default: "day"))

    /// Rules across fields: one place, sessions of at most 24 hours, days in order.
    private static func check(_ record: DeclaredRecord) -> [Shape.Remark] {
        var remarks: [Shape.Remark] = []
        if record.has("venue"), record.has("place") {
            remarks.append(
                .init("place", found: Phrase("同时有 venue 和 place", "both venue and place"), expected: Phrase("二者之一", "one of the two")))
        }
        if let place = try? record.recordOrNil("place"), place.has("latitude") != place.has("longitude") {
            remarks.append(
                .init("place.latitude", found: Phrase("只有一个坐标", "one coordinate"), expected: Phrase("经纬度都有或都没有", "both or neither")))
        }
        if let age = try? record.recordOrNil("age"), let low = try? age.integerOrNil("min"), let high = try? age.integerOrNil("max"), low > high {
            remarks.append(
                .init("age.max", found: Phrase(same: "\(high)"), expected: Phrase("不小于 min（\(low)）", "no less than min, \(low)")))
        }
        if record.has("period"), record.has("sessions") || record.has("recurring") {
            remarks.append(
                .init("period", found: Phrase("已有场次", "sessions are known"), expected: Phrase("只在没有场次时填写", "period only without sessions")))
        }
        for (index, one) in record.records("sessions").enumerated() {
            guard let begin = try? one.localTime("begin"), let end = try? one.localTime("end") else { continue }
            let seconds = end.instant(in: .utc).seconds(since: begin.instant(in: .utc))
            guard seconds <= 0 || seconds > SessionDraft.longest else { continue }
            remarks.append(
                .init(
                    "sessions[\(index)].end", found: Phrase(same: "\(begin.iso) – \(end.iso)"),
                    expected: Phrase("晚于开始且不超过 24 小时", "after the begin, by 24 hours at most")))
        }
        for name in ["period", "recurring"] {
            let (first, last) = name == "period" ? ("begin", "end") : ("from", "until")
            guard let part = try? record.recordOrNil(name), let begin = try? part.dayOrNil(first), let end = try? part.dayOrNil(last), begin > end
            else { continue }
            remarks.append(
                .init("\(name).\(last)", found: Phrase(same: end.iso), expected: Phrase("不早于 \(begin.iso)", "not before \(begin.iso)")))
        }
        return remarks
    }
}

/// Days of the week as campaign files write them.
enum DeclaredDays {
    static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    static func numbers(_ days: [String]) -> Set<Int> { Set(days.compactMap { names.firstIndex(of: $0) }.map { $0 + 1 }) }
    static func names(_ numbers: Set<Int>) -> [String] { numbers.sorted().map { names[$0 - 1] } }
}
