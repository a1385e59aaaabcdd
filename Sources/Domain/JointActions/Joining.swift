import Access
import Campaigns
import Kernel
import Language
import Resources
import Storage
import Venues

/// A unit's part in a joint action.
struct Joining: Sendable, Hashable {
    let campaignID: ID<Campaign>
    let organisationID: ID<Organisation>
    /// In the order of `Way.Kind`; empty: it has not said how yet.
    let ways: [Way.Kind]
    let joinedAt: Instant
    /// Nil: it takes part.
    let leftAt: Instant?

    init(_ row: Row) throws {
        (campaignID, organisationID) = (try row.id("campaign_id"), try row.id("organisation_id"))
        ways = JoiningWays.read(try row.text("ways"))
        (joinedAt, leftAt) = (try row.instant("joined_at"), try row.instantOrNil("left_at"))
    }
}

/// Ways as they are kept: ` digital own `, a blank on both sides of each, so that one is looked for as ` own `.
enum JoiningWays {
    static func text(_ ways: some Sequence<Way.Kind>) -> String {
        let chosen = Set(ways)
        return " " + Way.Kind.allCases.filter { chosen.contains($0) }.map { $0.rawValue + " " }.joined()
    }

    static func read(_ text: String) -> [Way.Kind] { text.split(separator: " ").compactMap { Way.Kind(rawValue: String($0)) } }
}

/// How many take part: units once, and units once for each part of the action that they joined.
struct JoiningCount: Sendable, Equatable {
    var units = 0
    var times = 0
}

extension Transaction {
    func joining(_ campaign: ID<Campaign>, _ unit: ID<Organisation>) throws -> Joining? {
        try row("SELECT * FROM jointactions_joining WHERE campaign_id = \(campaign) AND organisation_id = \(unit)", Joining.init)
    }

    /// Joins, or changes how; once more with the same changes nothing. A unit that left may come back.
    ///
    /// Refuses ways that the action does not declare, and a campaign that is over or declares none.
    func join(_ campaign: Campaign, _ unit: ID<Organisation>, ways: Set<Way.Kind>, by identity: Identity) throws {
        try identity.require(JointActions.join, within: try organisationScopes(unit))
        let declared = Set(try self.ways(of: campaign.id).map(\.kind))
        guard !declared.isEmpty else {
            throw Refusal(
                .conflict, "no-ways", "“\(campaign.name.zh)”没有公布参与方式，请直接提交活动。", "“\(campaign.name.phrase.en)” declares no ways to take part. Submit activities to it.")
        }
        guard ways.isSubset(of: declared) else {
            throw Refusal(.invalid, "way-unknown", "这项行动没有您勾选的参与方式。请重新勾选。", "The action has no such way to take part. Tick again.", field: "ways")
        }
        guard campaign.phase(on: now.day(in: campaign.zone)) != .over else {
            throw Refusal(.conflict, "campaign-over", "“\(campaign.name.zh)”已经结束，不再接收参加单位。", "“\(campaign.name.phrase.en)” is over; nobody joins it any more.")
        }
        let (text, actor) = (JoiningWays.text(ways), identity.account.id)
        let old = try joining(campaign.id, unit)
        if let old, old.leftAt == nil, JoiningWays.text(old.ways) == text { return }
        try execute(
            """
            INSERT INTO jointactions_joining (campaign_id, organisation_id, ways, joined_at, joined_by, left_at)
            VALUES (\(campaign.id), \(unit), \(text), \(now), \(actor), NULL)
            ON CONFLICT (campaign_id, organisation_id) DO UPDATE SET ways = excluded.ways, left_at = NULL,
                joined_at = CASE WHEN jointactions_joining.left_at IS NULL THEN jointactions_joining.joined_at ELSE excluded.joined_at END
            """)
        let isNew = old == nil || old?.leftAt != nil
        let payload = "{\"unit\":\"\(unit.text)\",\"ways\":\(JSONText.quote(text.trimmed))}"
        try record(LedgerEntry(isNew ? "jointactions.joined" : "jointactions.ways-changed", "campaign", campaign.id, by: actor.number, payload: payload, visibility: .public))
    }

    /// Takes a unit out of the action; that it took part stays known. Refuses a unit that has received the flag.
    func leave(_ campaign: ID<Campaign>, _ unit: ID<Organisation>, by identity: Identity) throws {
        try identity.require(JointActions.join, within: try organisationScopes(unit))
        guard try flag(of: unit, in: campaign) == nil else {
            throw Refusal(
                .conflict, "has-flag", "该单位已经接受授旗，不能退出。有误请与组织单位联系。", "The unit has received the flag and stays on the list. Where that is wrong, ask the organiser.")
        }
        let changed = try execute("UPDATE jointactions_joining SET left_at = \(now) WHERE campaign_id = \(campaign) AND organisation_id = \(unit) AND left_at IS NULL")
        guard changed == 1 else { return }
        try record(LedgerEntry("jointactions.left", "campaign", campaign, by: identity.account.id.number, payload: "{\"unit\":\"\(unit.text)\"}", visibility: .public))
    }

    /// Of the action and everything below it.
    func joiningCount(of campaign: ID<Campaign>) throws -> JoiningCount {
        try row(
            """
            SELECT COUNT(DISTINCT j.organisation_id) AS units, COUNT(*) AS times
            FROM view_campaigns_ancestor x JOIN jointactions_joining j ON j.campaign_id = x.campaign_id WHERE x.ancestor_id = \(campaign) AND j.left_at IS NULL
            """) { JoiningCount(units: try $0.int("units"), times: try $0.int("times")) } ?? JoiningCount()
    }

    /// Distinct units by way, of the action and everything below it; a unit stands in each way that it chose.
    func joiningCounts(of campaign: ID<Campaign>, by kinds: [Way.Kind]) throws -> [(kind: Way.Kind, units: Int)] {
        guard !kinds.isEmpty else { return [] }
        let columns = kinds.map { kind -> SQL in
            let pattern = "% \(kind.rawValue) %"
            return "COUNT(DISTINCT CASE WHEN j.ways LIKE \(pattern) THEN j.organisation_id END) AS \(sql: .trusted("way_" + kind.rawValue))"
        }
        let found = try row(
            """
            SELECT \(sql: columns.joined(", "))
            FROM view_campaigns_ancestor x JOIN jointactions_joining j ON j.campaign_id = x.campaign_id WHERE x.ancestor_id = \(campaign) AND j.left_at IS NULL
            """) { row in try kinds.map { (kind: $0, units: try row.int("way_" + $0.rawValue)) } }
        return found ?? []
    }
}

extension String {
    fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
