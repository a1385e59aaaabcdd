import API
import Kernel
import Language
import Storage
import Venues
import Web

/// Rounds and their results at `/api/v1`.
enum RoundAPI {
    static let resources = [list, item, results]

    struct Model: Sendable {
        let round: Round
        let now: Instant
    }

    private static let list = APIResource.list(
        "/rounds", name: "listRounds", Phrase("实体资源申报轮次", "Rounds of declarations"), says: Phrase("截止晚的在前。", "What closes last comes first."), of: json,
        examples: [APIExample("全部", "All of them")]
    ) { call in
        let all = try await call.visit.database.read { tx in try tx.rounds().map { Model(round: $0, now: tx.now) } }
        return call.page(of: all) { $0.round.key }
    }

    private static let item = APIResource.item(
        "/rounds/{key}", name: "readRound", Phrase("一个轮次", "One round"), [.path("key", "轮次的 key", "The round's key")], of: json,
        examples: [APIExample(Phrase("一个轮次", "One round")) { tx in try tx.rounds().first.map { [("key", $0.key)] } }]
    ) { call in
        let key = call.visit.parameter("key")
        return try await call.visit.database.read { tx in Model(round: try tx.requireRound(key), now: tx.now) }
    }

    struct Given: Sendable {
        let row: ResultTable.Row
        let want: ResultTable.Row.Want
    }

    private static let results = APIResource.list(
        "/rounds/{key}/results", name: "listRoundResults", Phrase("配发结果", "The result of a round"),
        says: Phrase("按名次，一行一种资源；结果公布前为空。", "By rank, a line for each lot that a unit asked for; empty before the result is published."), [.path("key", "轮次的 key", "The round's key")],
        of: givenJSON, examples: [APIExample(Phrase("配发结果", "A result")) { tx in try tx.rounds().first.map { [("key", $0.key)] } }]
    ) { call in
        let key = call.visit.parameter("key")
        let all = try await call.visit.database.read { tx -> [Given] in
            let round = try tx.requireRound(key)
            guard round.phase(at: tx.now).hasResult else { return [] }
            return try tx.resultRows(of: round.id, limit: 20_000, offset: 0).flatMap { row in row.wants.map { Given(row: row, want: $0) } }
        }
        return call.page(of: all) { "\($0.row.unitID.text)/\($0.want.lot)" }
    }

    private static let json = APIObject<Model>("Round") {
        APIField("key", .text, "key", "Its key") { $0.round.key }
        APIField("name", .wording, "名称", "Its name") { $0.round.name }
        APIField("authority", .id, "办理单位的标识", "The identity of whoever runs it") { $0.round.authorityID.text }
        APIField("campaign", .orNull(.id), "活动项目的标识", "The identity of its campaign") { $0.round.campaignID?.text }
        APIField("rule_version", .integer, "规则版本", "The version of its rule") { $0.round.version }
        APIField("opens_at", .orNull(.instant), "开始申报", "From when one may declare") { $0.round.opensAt }
        APIField("closes_at", .orNull(.instant), "截止：此刻起不再受理", "From this moment on nothing is taken") { $0.round.closesAt }
        APIField("phase", .choice(Round.Phase.self), "现在的阶段", "Where it stands") { $0.round.phase(at: $0.now) }
        APIField("results", .integer, "公布过几次结果", "How many results were published") { $0.round.results }
        APIField("page", .address, "网页", "Its page") { "/rounds/" + $0.round.key }
    }

    private static let givenJSON = APIObject<Given>("RoundGiven") {
        APIField("place", .integer, "名次", "Its place") { $0.row.place }
        APIField("place_in_province", .integer, "本省名次", "Its place in its province") { $0.row.provincePlace }
        APIField("unit", .id, "单位的标识", "The unit's identity") { $0.row.unitID.text }
        APIField("unit_name", .wording, "单位", "The unit") { $0.row.unit }
        APIField("score", .text, "得分（满分 100）", "Its score of a hundred") { Points.text($0.row.score) }
        APIField("lot", .text, "资源的 key", "The key of the lot") { $0.want.lot }
        APIField("asked", .integer, "申报套数", "Sets asked for") { $0.want.asked }
        APIField("given", .integer, "配发套数", "Sets given") { $0.want.given }
        APIField("waiting", .orNull(.integer), "候补名次；null 为不候补", "Its place on the waiting list; null: none") { $0.want.queue }
    }
}
