import API
import Campaigns
import Kernel
import Language
import Storage
import Web

/// Calls at `/api/v1`: what one may apply for, until when, under which scheme.
enum CallAPI {
    static let resources = [list, item]

    struct Model: Sendable {
        let call: Call
        let scheme: SchemeRecord?
        let now: Instant

        var phase: Call.Phase { call.phase(at: now, daysForCorrection: scheme?.scheme.recommendation.daysForCorrection ?? 0) }
    }

    private static let list = APIResource.list(
        "/calls", name: "listCalls", Phrase("征集", "Calls"), says: Phrase("截止晚的在前。", "What closes last comes first."), of: json,
        examples: [APIExample("全部", "All of them")]
    ) { call in
        let all = try await call.visit.database.read { tx in try tx.calls().map { try model($0, in: tx) } }
        return call.page(of: all) { $0.call.key }
    }

    private static let item = APIResource.item(
        "/calls/{key}", name: "readCall", Phrase("一个征集", "One call"), [.path("key", "征集的 key", "The call's key")], of: json,
        examples: [APIExample(Phrase("一个征集", "One call")) { tx in try tx.calls().first.map { [("key", $0.key)] } }]
    ) { call in
        let key = call.visit.parameter("key")
        return try await call.visit.database.read { tx in try model(try tx.requireCall(key), in: tx) }
    }

    private static func model(_ call: Call, in tx: Transaction) throws -> Model {
        Model(call: call, scheme: call.schemeID == nil ? nil : try tx.scheme(of: call), now: tx.now)
    }

    static let json = APIObject<Model>("Call") {
        APIField("key", .text, "key", "Its key") { $0.call.key }
        APIField("name", .wording, "名称", "Its name") { $0.call.name }
        APIField("scheme", .orNull(.text), "认定办法的 key；null 表示只作公布", "The key of its scheme; null where it is only told") { $0.scheme?.key }
        APIField("scheme_version", .orNull(.integer), "依据的版本", "The version under which it runs") { $0.scheme?.version }
        APIField("campaign", .orNull(.id), "活动项目的标识", "The identity of its campaign") { $0.call.campaignID?.text }
        APIField("batch", .orNull(.integer), "批次", "The batch") { $0.call.batch }
        APIField("year", .orNull(.integer), "年度", "The year") { $0.call.year }
        APIField("opens_at", .orNull(.instant), "开始申报", "From when one may apply") { $0.call.opensAt }
        APIField("closes_at", .orNull(.instant), "截止：此刻起不再受理", "From this moment on nothing is taken") { $0.call.closesAt }
        APIField("phase", .choice(Call.Phase.self), "现在的阶段", "What may be done now") { $0.phase }
        APIField("page", .address, "网页", "Its page") { "/calls/" + $0.call.key }
    }
}
