import API
import Campaigns
import Kernel
import Language
import Regions
import Resources
import Storage
import Venues
import Web

/// Who takes part in a joint action, and who received its flag, at `/api/v1`, for everybody.
enum ParticipantAPI {
    static let resources = [participants, flags]

    static let key = APIParameter.path("key", "联合行动的 key", "The action's key")

    private static func example(_ zh: String, _ en: String) -> APIExample { APIExample(Phrase(zh, en)) { tx in try tx.joinedAction().map { [("key", $0)] } } }

    private static let participants = APIResource.list(
        "/campaigns/{key}/participants", name: "listParticipants", Phrase("参加单位", "Units that take part"),
        says: Phrase("连同它的各部分，一个单位一行，先参加的在前。", "Of the action and its parts, a unit a line, who joined first at the top."),
        [
            key, APIParameter(FormField("way", "参与方式", "The way of taking part", .choice(Way.Kind.allCases.map { .init($0.rawValue, $0.apiTitle) })), example: "digital"),
            APIParameter(FormField("region", "行政区划代码", "A region's code", .text(max: 6)), isOpen: true),
            APIParameter(FormField("flag", "已授旗", "Received the flag", .choice([.init("1", Phrase("是", "Yes"))])), example: "1"),
        ], of: json, examples: [example("全部", "All of them")]
    ) { call in
        let (key, limit) = (call.visit.parameter("key"), call.limit)
        let filter = try ParticipantFilter(call.filters) { call.visit.regions[$0] != nil }
        let after = call.after.flatMap { parts -> ParticipantPlace? in
            guard parts.count == 2, let first = Int64(parts[0]), let unit = Int64(parts[1]) else { return nil }
            return ParticipantPlace(joined: Instant(microseconds: first), unit: ID(unit))
        }
        return try await call.visit.database.read { tx in
            let campaign = try tx.actionCampaign(key)
            let found = try tx.participants(of: campaign.id, filter, page: 1, size: limit + 1, after: after)
            let total = after == nil ? try tx.participantCount(of: campaign.id, filter).units : nil
            return APIPage(upTo: limit, of: found, total: total) { [String($0.firstJoined.microseconds), String($0.unit.number)] }
        }
    }

    private static let json = APIObject<Participant>("Participant") {
        APIField("unit", .id, "单位的标识", "The unit's identity") { $0.unit.text }
        APIField("name", .wording, "单位", "The unit") { $0.name }
        APIField("region", .orNull(.text), "行政区划代码", "The code of its region") { $0.region }
        APIField("ways", .list(.choice(Way.Kind.self)), "参与方式", "The ways in which it takes part") { $0.ways }
        APIField("joined_at", .instant, "最早参加的时间", "When it joined first") { $0.firstJoined }
        APIField("times", .integer, "参加了几个部分", "How many parts of the action it joined") { $0.times }
        APIField("flag", .boolean, "是否已授旗", "Whether it received the flag") { $0.hasFlag }
    }

    struct FlagLine: Sendable {
        let flag: Flag
        let unit: Wording
    }

    private static let flags = APIResource.list(
        "/campaigns/{key}/flags", name: "listFlags", Phrase("已授旗的单位", "Units that received the flag"), says: Phrase("这项行动本身的，按单位的标识排列。", "Of the action itself, in the order of the units' identities."), [key],
        of: flagJSON, examples: [example("全部", "All of them")]
    ) { call in
        let (key, after, limit) = (call.visit.parameter("key"), call.afterNumber ?? 0, call.limit)
        return try await call.visit.database.read { tx in
            let campaign = try tx.actionCampaign(key)
            let found = try tx.rows(
                """
                SELECT f.*, o.name_zh, o.name_en FROM jointactions_flag f JOIN view_venues_organisation o ON o.id = f.organisation_id
                WHERE f.campaign_id = \(campaign.id) AND f.organisation_id > \(after) ORDER BY f.organisation_id LIMIT \(limit + 1)
                """) { FlagLine(flag: try Flag($0), unit: try $0.wording("name")) }
            return APIPage(upTo: limit, of: found, total: nil) { [String($0.flag.organisationID.number)] }
        }
    }

    private static let flagJSON = APIObject<FlagLine>("Flag") {
        APIField("unit", .id, "单位的标识", "The unit's identity") { $0.flag.organisationID.text }
        APIField("name", .wording, "单位", "The unit") { $0.unit }
        APIField("awarded_on", .day, "授旗日期", "The day on which it was awarded") { $0.flag.awardedOn }
        APIField("activity", .orNull(.id), "在哪项活动上", "The activity at which it was awarded") { $0.flag.activityID?.text }
    }
}

extension Way.Kind {
    /// For lists that stand beside no action, whose own names of its ways differ.
    var apiTitle: Phrase {
        switch self {
        case .physical: Phrase("申报实体资源", "Declare physical resources")
        case .digital: Phrase("下载数字资源", "Download digital resources")
        case .pack: Phrase("使用资源包", "Use packs")
        case .own: Phrase("自主开展活动", "Develop activities of one's own")
        case .facility: Phrase("流动科普设施", "Mobile facilities")
        }
    }
}

extension Transaction {
    /// An action in which somebody takes part, to show an operation with.
    func joinedAction() throws -> String? {
        let found = try row("SELECT campaign_id FROM jointactions_joining ORDER BY campaign_id, organisation_id LIMIT 1") { try $0.id("campaign_id", Campaign.self) }
        return try found.flatMap { try campaign($0)?.key }
    }
}
