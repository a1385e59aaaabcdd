import Declaration
import Kernel
import Language

/// The fields of `campaigns` in a campaign file, and of the lists in them.
enum CampaignShape {
    static let campaign = Shape(
        .key, .required("name", .wording(max: 200), cloning: .renamed), .required("kind", .choice(Campaign.Kind.self)),
        .optional("parent", .reference(to: "campaigns"), about: Phrase("数据汇入上级", "Figures roll up to it")),
        .optional("edition", .integer(1...1000), about: Phrase("届次", "The how-manieth"), cloning: .incremented),
        .required("year", .integer(1900...2200), cloning: .incremented),
        .required("begin", .day, about: Phrase("首日", "The first day")), .required("end", .day, about: Phrase("末日，含当日", "The last day, included")),
        .optional("precision", .choice(Campaign.Precision.self), default: "day", about: Phrase("日期的精确程度", "How exact the days are")),
        .optional("zone", .zone, about: Phrase("默认同上级，否则 Asia/Shanghai", "Default: the parent's, else Asia/Shanghai")),
        .optional("region", .region, about: Phrase("全国性活动不填", "Absent: the whole country")),
        .optional("accent", .choice(Campaign.Accent.self), about: Phrase("默认同上级", "Default: the parent's")),
        .optional("motto", .wording(max: 200), cloning: .dropped), .required("summary", .wording(max: 1000)),
        .optional("organisations", .records(role, by: [])), .optional("blocks", .records(block)), .optional("themes", .records(theme)),
        .optional("news", .records(news, ordered: false), cloning: .dropped), .optional("announced", .records(announced), cloning: .dropped),
        .repaired, .source, .note, check: remarks)

    private static let role = Shape(
        .required("organisation", .reference(to: "organisations")), .required("role", .choice(CampaignRole.Kind.self)))

    private static let block = Shape(
        .key, .required("name", .wording(max: 200)), .optional("kind", .choice(Block.Kind.self), default: "block"), .note)

    private static let theme = Shape(
        .key, .required("name", .wording(max: 200)), .optional("month", .month), .optional("host", .reference(to: "organisations")),
        .optional("begin", .day), .optional("end", .day), .source, .note, check: ordered)

    private static let news = Shape(
        .key, .optional("kind", .choice(NewsItem.Kind.self), about: Phrase("默认 announcement", "Default: announcement")), .required("day", .day),
        .required("title", .wording(max: 200)), .required("text", .wording(max: 20_000, paragraphs: true)),
        .repaired, .optional("source", .list(of: .source), about: Phrase("来源编号；工作台发布的消息没有", "Absent only for what was added at the desk")), .note)

    private static let announced = Shape(
        .key, .required("indicator", .key, about: Phrase("统计的内容", "What is counted")), .required("label", .wording(max: 200)),
        .required("value", .integer(0...Int.max), about: Phrase("以基本单位计，7.4 万写作 74000", "In base units: 74000, never 7.4")),
        .required("unit", .wording(max: 50)), .optional("bound", .choice(AnnouncedFigure.Bound.self), default: "exact"),
        .required("method", .choice(["announced"])), .required("as_of", .roughDay), .repaired, .source, .note)

    private static func remarks(_ record: DeclaredRecord) -> [Shape.Remark] {
        var remarks = ordered(record)
        if !record.has("parent"), !record.has("accent") {
            remarks.append(
                .init("accent", found: Phrase("没有 accent", "no accent"), expected: Phrase("没有上级的活动须有 accent", "an accent, where there is no parent")))
        }
        if let parent = try? record.textOrNil("parent"), parent == record.key {
            remarks.append(.init("parent", found: Phrase("自己", "itself"), expected: Phrase("另一个活动项目", "another campaign")))
        }
        let roles = record.records("organisations").map(\.value)
        if Set(roles).count < roles.count {
            remarks.append(
                .init(
                    "organisations", found: Phrase("同一单位的同一角色出现两次", "the same role of the same organisation twice"),
                    expected: Phrase("每个角色只列一次", "each role once")))
        }
        return remarks
    }

    /// A last day that is not before the first.
    private static func ordered(_ record: DeclaredRecord) -> [Shape.Remark] {
        guard let begin = try? record.dayOrNil("begin"), let end = try? record.dayOrNil("end"), end < begin else { return [] }
        return [
            .init(
                "end", found: Phrase("\(end.iso)，早于 \(begin.iso)", "\(end.iso), before \(begin.iso)"),
                expected: Phrase("不早于 begin 的日期", "a date not before begin"))
        ]
    }
}
