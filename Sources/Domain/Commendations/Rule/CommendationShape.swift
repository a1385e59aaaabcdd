import Declaration
import Kernel
import Venues

/// The fields of `commendations` in a campaign file. A rule with a deadline and places scores units; one without is told as it was published.
enum CommendationShape {
    static let rule = Shape(
        .key, .required("name", .wording(max: 200)), .required("campaign", .reference(to: "campaigns"), about: Phrase("按哪一届计分", "The edition that is scored")),
        .required("authority", .reference(to: "organisations"), about: Phrase("办理单位", "Who commends")), .optional("summary", .wording(max: 1000)),
        .required("from", .day, about: Phrase("从这一天的场次起计入", "Sessions from this day on count")), .required("to", .day, about: Phrase("到这一天的场次为止", "Up to those of this day")),
        .optional("closes", .localTime, about: Phrase("截止时间，北京时间；不填则只作公布", "The deadline, in China's time; absent: it is only told")),
        .optional("places", .integer(1...10_000), about: Phrase("表扬多少家", "How many are commended")),
        .optional("at_least", .integer(0...1000), default: 0, about: Phrase("至少多少分", "Points that one needs at least")),
        .optional("who", .record(who), about: Phrase("哪些单位参加；不填为不限", "Who is scored; absent: everybody")),
        .required("indicators", .records(indicator, min: 1), about: Phrase("公布的指标", "The published indicators")),
        .optional("ties", .list(of: .key), about: Phrase("同分时依次比较的指标", "Indicators that part equal scores, in order")), .optional("rules", .records(text)), .source, .note
    ) { flaws(of: $0) }

    private static let text = Shape(.key, .required("text", .wording(max: 500)), .source)

    private static let who = Shape(
        .optional("kinds", .list(of: .choice(Organisation.Kind.self), ordered: false)), .optional("regions", .list(of: .region, ordered: false)),
        .optional("units", .list(of: .reference(to: "organisations"), ordered: false), about: Phrase("只限这些单位", "Only these units")))

    private static let step = Shape(.required("at_least", .integer(0...1_000_000_000_000)), .required("points", .integer(0...1000)))
    private static let each = Shape(.required("of", .integer(1...1_000_000_000)), .required("points", .integer(1...1000)))

    private static let indicator = Shape(
        .key, .required("name", .wording(max: 200)), .required("points", .integer(1...1000), about: Phrase("最多得几分", "What it gives at most")),
        .optional("figure", .choice(ScoredFigures.all), about: Phrase("指标词典中的代码；不填则由单位提交材料、办理单位评定", "A code of the dictionary; absent: the unit states it, the office judges")),
        .optional("over", .choice(ScoreSource.Slice.self), about: Phrase("own：本单位主办的（默认）；region：本地区的", "own: what the unit organises (so if absent); region: what takes place in its region")),
        .optional("within", .reference(to: "campaigns"), about: Phrase("只计列入这个下级项目的活动", "Only what counts in this campaign below")),
        .optional("from", .integer(0...1_000_000_000_000), about: Phrase("到此数不得分", "Nothing up to this amount")),
        .optional("to", .integer(1...1_000_000_000_000), about: Phrase("达到此数得满分，其间按比例", "The full mark at this one, in proportion between")),
        .optional("steps", .records(step, by: ["at_least"]), about: Phrase("分档得分", "The points of each step")),
        .optional("each", .record(each), about: Phrase("每满多少得几分", "Points for each full lot")),
        .optional("evidence", .wording(max: 500), about: Phrase("依据", "What shows it")))
}

extension CommendationShape {
    /// What does not fit together.
    static func flaws(of record: DeclaredRecord) -> [Shape.Remark] {
        var out: [Shape.Remark] = []
        if let from = try? record.dayOrNil("from"), let to = try? record.dayOrNil("to") {
            if to < from { out.append(.init("to", found: Phrase("早于 from", "before `from`"), expected: Phrase("不早于 from 的一天", "a day not before `from`"))) }
            if let closes = try? record.localTimeOrNil("closes"), closes.day < from {
                out.append(.init("closes", found: Phrase("早于 from", "before `from`"), expected: Phrase("计分开始之后的时间", "a time after the term has begun")))
            }
        }
        if record.has("closes") != record.has("places") {
            out.append(
                .init(
                    record.has("closes") ? "places" : "closes", found: Phrase("没有", "none"),
                    expected: Phrase("closes 与 places 同填或都不填", "both `closes` and `places`, or neither")))
        }
        let indicators = record.records("indicators")
        for (number, one) in indicators.enumerated() { out += flaws(of: one, in: record, at: "indicators[\(number)]") }
        for (number, tie) in record.texts("ties").enumerated() where !indicators.contains(where: { $0.key == tie }) {
            out.append(.init("ties[\(number)]", found: Phrase("“\(tie)”", "“\(tie)”"), expected: Phrase("indicators 中的一个 key", "the key of an indicator")))
        }
        return out
    }

    private static func flaws(of one: DeclaredRecord, in record: DeclaredRecord, at path: String) -> [Shape.Remark] {
        var out: [Shape.Remark] = []
        let scales = [one.has("from") || one.has("to"), one.has("steps"), one.has("each")].count { $0 }
        guard one.has("figure") else {
            for name in ["over", "within", "from", "to", "steps", "each"] where one.has(name) {
                out.append(.init("\(path).\(name)", found: Phrase("没有 figure", "no `figure`"), expected: Phrase("只与 figure 同填", "it only beside `figure`")))
            }
            return out
        }
        if scales != 1 || one.has("from") != one.has("to") {
            out.append(
                .init(
                    path, found: Phrase("\(scales) 种换算", "\(scales) scales"),
                    expected: Phrase("一种换算：from 与 to，或 steps，或 each", "one scale: both `from` and `to`, or `steps`, or `each`")))
        } else if let from = try? one.integerOrNil("from"), let to = try? one.integerOrNil("to"), to <= from {
            out.append(.init("\(path).to", found: Phrase("不大于 from", "not more than `from`"), expected: Phrase("大于 from 的数", "more than `from`")))
        }
        let isOfRegion = one.value["over"]?.text == ScoreSource.Slice.region.rawValue, who = try? record.recordOrNil("who")
        // Else every unit of the country would be scored by what others do.
        if isOfRegion, who?.has("kinds") != true, who?.has("units") != true {
            out.append(.init("\(path).over", found: Phrase("没有 who.kinds 或 who.units", "neither `who.kinds` nor `who.units`"), expected: Phrase("写明哪些单位对本地区负责", "which units answer for their region")))
        }
        if !isOfRegion, one.value["figure"]?.text == "organisers" {
            out.append(.init("\(path).figure", found: Phrase("本单位主办的主办单位数总是 1", "organisers of what the unit organises: always 1"), expected: Phrase("over: region", "over: region")))
        }
        return out
    }
}
