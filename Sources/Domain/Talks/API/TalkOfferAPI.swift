import API
import Calls
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// Talks that one may ask for, at `/api/v1`, for everybody.
enum TalkOfferAPI {
    static let resources = [list]

    struct Model: Sendable {
        let offer: TalkOffer
        let speaker: String?
        let regions: [String]
    }

    private static let list = APIResource.list(
        "/talk-offers", name: "listTalkOffers", Phrase("可以点的报告和课程", "Talks and courses that one may ask for"),
        says: Phrase("上架的、主讲人审核有效的，按资源的先后排列。", "Those of the catalogue whose speaker's vetting is in force, in the order of their resources."), of: json,
        examples: [APIExample("全部", "All of them", ("limit", "5"))]
    ) { call in
        let (after, limit) = (call.afterNumber ?? 0, call.limit)
        return try await call.visit.database.read { tx in
            APIPage(upTo: limit, of: try tx.offersToAskFor(after: after, most: limit + 1), total: nil) { [String($0.offer.resourceID.number)] }
        }
    }

    private static let json = APIObject<Model>("TalkOffer") {
        APIField("resource", .id, "资源的标识", "The identity of the resource") { $0.offer.resourceID.text }
        APIField("name", .wording, "名称", "Its name") { $0.offer.name }
        APIField("owner", .id, "提供单位的标识", "The identity of the unit that offers it") { $0.offer.ownerID.text }
        APIField("minutes", .orNull(.integer), "时长（分钟）", "Minutes that it takes") { $0.offer.minutes }
        APIField("speaker", .orNull(.text), "主讲人；本人没有同意公开姓名的为 null", "Who gives it; null where they did not agree to be named") { $0.speaker }
        APIField("regions", .list(.text), "去哪些地区（行政区划代码）；空为各地都可以去", "Codes of the regions to which they travel; empty: anywhere") { $0.regions }
        APIField("page", .address, "公开页面", "Its page") { "/resources/" + $0.offer.resourceID.text }
    }
}

extension Transaction {
    /// What the menu offers on this day: listed, with a speaker of the pool who is vetted.
    fileprivate func offersToAskFor(after: Int64, most: Int) throws -> [TalkOfferAPI.Model] {
        try rows(
            """
            SELECT t.resource_id, t.expert_id, r.name_zh, r.name_en, r.owner_id, r.minutes, r.is_listed, e.name AS speaker, s.is_public, s.regions
            FROM talks_offer t JOIN view_resources_resource r ON r.id = t.resource_id JOIN view_calls_expert e ON e.id = t.expert_id
                JOIN talks_speaker s ON s.expert_id = t.expert_id
            WHERE r.is_listed = 1 AND e.is_active = 1 AND s.vetted_until >= \(now.day(in: .china)) AND t.resource_id > \(after)
            ORDER BY t.resource_id LIMIT \(most)
            """
        ) { row in
            let name = try row.text("speaker")
            return TalkOfferAPI.Model(
                offer: try TalkOffer(row), speaker: try row.int("is_public") == 1 && !name.isEmpty ? name : nil,
                regions: try row.text("regions").split(separator: " ").map { String($0) })
        }
    }
}
