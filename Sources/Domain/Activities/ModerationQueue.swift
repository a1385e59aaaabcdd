import Access
import Campaigns
import Kernel
import Language
import Storage
import Venues

/// One line of the moderators' queue.
struct QueueLine: Sendable {
    let activity: ID<Activity>
    let campaignKey: String
    let campaign: Wording
    let title: Wording
    let organiser: Wording
    let region: String?
    let number: Int
    let state: PlacementState
    let since: Instant
    /// A newer version of what the campaign already shows.
    let isRevision: Bool
}

/// What a moderator looks at: one state, perhaps one campaign.
struct QueueFilter: Sendable {
    var state: PlacementState = .toModerate
    var campaign: String?
    var page = 1
    static let size = 50
}

extension Transaction {
    /// What waits for the identity, the longest waiting first, with how many there are in each state.
    func queue(for identity: Identity, _ filter: QueueFilter) throws -> (lines: [QueueLine], counts: [PlacementState: Int]) {
        let mine = queueSource(for: identity, campaign: filter.campaign)
        var counts: [PlacementState: Int] = [:]
        try each("SELECT p.state, COUNT(*) AS amount \(sql: mine) GROUP BY p.state") { row in
            counts[try row.choice("state")] = try row.int("amount")
            return true
        }
        let lines = try rows(
            """
            SELECT p.activity_id, p.number, p.state, p.since, p.published_number, v.region, v.title_zh, v.title_en, c.key,
                c.name_zh AS campaign_zh, c.name_en AS campaign_en, COALESCE(o.name_zh, '') AS organiser_zh, o.name_en AS organiser_en
            \(sql: mine) AND p.state = \(filter.state)
            ORDER BY p.since, p.activity_id, p.campaign_id LIMIT \(QueueFilter.size) OFFSET \((filter.page - 1) * QueueFilter.size)
            """, QueueLine.init)
        return (lines, counts)
    }

    /// How many wait for the identity.
    func queueCount(for identity: Identity) throws -> Int {
        Int(try number("SELECT COUNT(*) \(sql: queueSource(for: identity, campaign: nil)) AND p.state = \(PlacementState.toModerate)") ?? 0)
    }

    private func queueSource(for identity: Identity, campaign: String?) -> SQL {
        var conditions = [DeskScope.condition(identity.scopes(of: Activities.moderate), organisers: false)]
        if let campaign {
            conditions.append(
                """
                p.campaign_id IN (SELECT x.campaign_id FROM view_campaigns_ancestor x JOIN view_campaigns_campaign k ON k.id = x.ancestor_id
                    WHERE k.key = \(campaign))
                """)
        }
        return """
            FROM activities_placement p
                JOIN activities_activity a ON a.id = p.activity_id
                JOIN activities_version v ON v.activity_id = a.id AND v.number = a.latest
                JOIN view_campaigns_campaign c ON c.id = p.campaign_id
                LEFT JOIN view_venues_organisation o ON o.id = a.organiser_id
            WHERE \(sql: conditions.joined(" AND "))
            """
    }
}

extension QueueLine {
    init(_ row: Row) throws {
        activity = try row.id("activity_id")
        campaignKey = try row.text("key")
        campaign = try row.wording("campaign")
        title = try row.wording("title")
        organiser = try row.wording("organiser")
        region = try row.textOrNil("region")
        let version = try row.int("number")
        number = version
        state = try row.choice("state")
        since = try row.instant("since")
        isRevision = try row.intOrNil("published_number").map { $0 != version } ?? false
    }
}
