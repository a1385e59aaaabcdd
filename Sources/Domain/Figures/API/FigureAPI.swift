import API
import Campaigns
import Kernel
import Language
import Participation
import Storage
import Web

/// What is counted in a campaign, at `/api/v1`.
enum FigureAPI {
    /// The answer with its campaign.
    struct Model: Sendable {
        let campaign: Campaign
        let figures: FigureAnswer
        let isLocked: Bool
        let kind: RollUp?
        let lines: [FigureLine]
        /// Nil where none is known, or so few that they might be a class.
        let visitors: VisitorEstimate?
        var hidden: [String] { figures.hidden.keys.sorted() }

        /// Without small groups of minors, and what they could be computed from; a part by method that is one takes the whole indicator with it.
        init(campaign: Campaign, at place: FigureQuestion.Place? = nil, isLocked: Bool, by kind: RollUp?, in tx: Transaction) throws {
            (self.campaign, self.isLocked, self.kind) = (campaign, isLocked, kind)
            let question = FigureQuestion(campaign.id, place: place)
            let found = try tx.withoutSmallGroups(try kind.map { try tx.rollUp(question, by: $0) } ?? [], by: kind ?? .region, question, total: try tx.figures(question))
            var (figures, lines) = (found.answer ?? FigureAnswer(), found.lines)
            for key in figures.withoutShares { figures.hide(key, .withheld) }
            for place in lines.indices { for key in lines[place].withoutShares { lines[place].hide(key, .withheld) } }
            (self.figures, self.lines) = (figures, lines)
            visitors = try tx.visitorSketch(campaign.id, place: place).flatMap { SmallGroups.isSmall($0.visitors) ? nil : $0 }
        }
    }

    static let resource = APIResource.item(
        "/figures/{key}", name: "readFigures", Phrase("一个活动项目的数字", "The figures of one campaign"),
        says: Phrase(
            "含全部下级项目，每个活动只计一次。人次按实测、上报、估算分列；不同的量从不相加。没有人陈述过的指标不出现，不是零。",
            "With all campaigns below it, each activity once. Visits are told as measured, reported and estimated; unlike things are never added. An indicator about which nobody stated anything is missing, not zero."),
        [
            .path("key", "活动项目的 key", "The campaign's key"),
            APIParameter(FormField("by", "分列方式", "Laid out by", .choice(RollUp.allCases.map { .init($0.rawValue, $0.title) })), example: "region"),
        ], of: json,
        examples: [
            APIExample(Phrase("合计", "Totals")) { tx in try tx.campaigns().first.map { [("key", $0.key)] } },
            APIExample(Phrase("按地区", "By region")) { tx in try tx.campaigns().first.map { [("key", $0.key), ("by", "region")] } },
        ]
    ) { call in
        let key = call.visit.parameter("key")
        let kind = call.reading.textOrNil("by").flatMap { RollUp(rawValue: $0) }
        return try await call.visit.database.read { tx in
            guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
            return try Model(campaign: campaign, isLocked: try tx.figureLock(campaign.id) != nil, by: kind, in: tx)
        }
    }

    private static let shares = APIObject<MethodShares>("Figure") {
        APIField("total", .integer, "合计", "All together") { Int($0.total) }
        APIField("measured", .integer, "实测", "Measured") { Int($0.measured) }
        APIField("reported", .integer, "上报", "Reported") { Int($0.reported) }
        APIField("estimated", .integer, "估算", "Estimated") { Int($0.estimated) }
    }

    private static let estimate = APIObject<VisitorEstimate>("VisitorEstimate") {
        APIField("visitors", .integer, "不同的人，估计", "Different people, estimated") { Int($0.visitors) }
        APIField("error", .integer, "标准误差，人", "Standard deviation, in people") { Int($0.error) }
    }

    private static let line = APIObject<FigureLine>("FigureLine") {
        APIField("key", .text, "地区代码、类型或日期；空表示不详", "The code of a region, a kind, or a day; empty is unknown") { $0.key }
        APIField("activities", .integer, "活动数", "Activities") { Int($0.activities) }
        APIField("sessions", .integer, "场次数", "Sessions") { Int($0.sessions) }
        APIField("booked", .integer, "已预约名额，不计入人次", "Places booked, never part of the visits") { Int($0.booked) }
        APIField("indicators", .map(.object(shares)), "各指标", "By indicator") { $0.indicators }
        APIField("hidden", .list(.text), "不公布的指标：未成年人小组，或能由此推算", "Indicators that are not told: small groups of minors, or what they could be computed from") { $0.hidden.keys.sorted() }
    }

    private static let json = APIObject<Model>("Figures") {
        APIField("campaign", .text, "活动项目的 key", "The campaign's key") { $0.campaign.key }
        APIField("locked", .boolean, "公布值是否已锁定；这里总是现值", "Whether published values are locked; these are always those of now") { $0.isLocked }
        APIField("activities", .integer, "活动数", "Activities") { Int($0.figures.activities) }
        APIField("sessions", .integer, "场次数", "Sessions") { Int($0.figures.sessions) }
        APIField("venues", .integer, "场馆数，每家计一次", "Venues, each once") { Int($0.figures.venues) }
        APIField("venue_times", .integer, "馆次", "Venues, once for each campaign") { Int($0.figures.venueTimes) }
        APIField("visitors", .orNull(.object(estimate)), "有票证可辨的不同的人；null 为未知", "Different people, as far as tickets tell them apart; null is unknown") { $0.visitors }
        APIField("booked", .integer, "已预约名额，不计入人次", "Places booked, never part of the visits") { Int($0.figures.booked) }
        APIField("indicators", .map(.object(shares)), "各指标；没有陈述的不出现", "By indicator; what nobody stated is missing") { $0.figures.indicators }
        APIField("hidden", .list(.text), "不公布的指标：未成年人小组", "Indicators that are not told: small groups of minors") { $0.hidden }
        APIField("by", .orNull(.choice(RollUp.self)), "分列方式", "By what they are laid out") { $0.kind }
        APIField("lines", .list(.object(line)), "分列", "The lines of the layout") { $0.lines }
        APIField("address", .address, "网页，可一直打开到原始记录", "The page, which opens down to the records") { "/figures/" + $0.campaign.key }
    }
}
