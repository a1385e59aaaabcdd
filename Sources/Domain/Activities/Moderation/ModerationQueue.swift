import Access
import Campaigns
import Kernel
import Language
import Regions
import Storage
import Venues

/// One line of the moderators' queue.
struct QueueLine: Sendable {
    let activity: ID<Activity>
    let campaignID: ID<Campaign>
    let campaignKey: String
    let campaign: Wording
    let title: Wording
    let organiser: Wording
    let organiserID: ID<Organisation>
    let region: String?
    let number: Int
    let state: PlacementState
    let since: Instant
    /// A newer version of what the campaign already shows.
    let isRevision: Bool
    /// Why it was returned or refused.
    let reason: String
    /// Why it was published without a moderator, where it is looked at afterwards.
    let why: SpotCheck.Why?
    /// How often its times were changed since somebody looked.
    let moves: Int
}

/// Where a placement stands in the queue.
struct QueuePlace: Sendable {
    let since: Instant
    let activity: ID<Activity>
    let campaign: ID<Campaign>
}

extension Transaction {
    /// What waits for the identity, the longest waiting first. Without a `reach` everything that it may decide.
    func queue(for identity: Identity, _ filter: QueueFilter, reach: ModerationReach? = nil) throws -> [QueueLine] {
        let order: SQL = filter.isOldestFirst ? "p.since, p.activity_id, p.campaign_id" : "p.since DESC, p.activity_id DESC, p.campaign_id DESC"
        return try lines(
            "\(sql: theirs(identity, filter, reach)) ORDER BY \(sql: order) LIMIT \(filter.size) OFFSET \((filter.page - 1) * filter.size)", order: order)
    }

    /// The same a page at a time, going on after `place`: for programs, whose pages neither repeat nor pass over what moves meanwhile.
    func queue(
        for identity: Identity, _ filter: QueueFilter, reach: ModerationReach?, after place: QueuePlace?, limit: Int
    ) throws -> [QueueLine] {
        let order: SQL = filter.isOldestFirst ? "p.since, p.activity_id, p.campaign_id" : "p.since DESC, p.activity_id DESC, p.campaign_id DESC"
        let sign: SQL = filter.isOldestFirst ? ">" : "<"
        let behind: SQL = place.map { "AND (p.since, p.activity_id, p.campaign_id) \(sql: sign) (\($0.since), \($0.activity), \($0.campaign))" } ?? ""
        return try lines("\(sql: theirs(identity, filter, reach)) \(sql: behind) ORDER BY \(sql: order) LIMIT \(limit)", order: order)
    }

    /// What comes after a place of the queue; at its end its beginning. Of what is done nothing follows.
    func next(after place: QueuePlace, for identity: Identity, _ filter: QueueFilter, reach: ModerationReach? = nil) throws -> QueueLine? {
        guard filter.isOldestFirst else { return nil }
        let theirs = theirs(identity, filter, reach), order: SQL = "p.since, p.activity_id, p.campaign_id"
        let behind: SQL = "AND (p.since, p.activity_id, p.campaign_id) > (\(place.since), \(place.activity), \(place.campaign))"
        let later = try lines("\(sql: theirs) \(sql: behind) ORDER BY \(sql: order) LIMIT 1", order: order).first
        guard later == nil else { return later }
        let other: SQL = "AND (p.activity_id, p.campaign_id) <> (\(place.activity), \(place.campaign))"
        return try lines("\(sql: theirs) \(sql: other) ORDER BY \(sql: order) LIMIT 1", order: order).first
    }

    /// How many are in each state, and where what waits lies; of what is published nobody counts half a million.
    func queueTally(for identity: Identity, _ filter: QueueFilter, reach: ModerationReach? = nil) throws -> QueueTally {
        var tally = QueueTally()
        try each(
            """
            SELECT p.state, p.region, COUNT(*) AS amount, MIN(p.since) AS since \(sql: source(identity, filter, reach))
                AND p.state IN (\(list: PlacementState.allCases.filter { $0 != .published })) AND p.state <> 'published'
            GROUP BY p.state, p.region
            UNION ALL
            SELECT '' AS state, CAST(NULL AS TEXT) AS region, COUNT(*) AS amount, CAST(NULL AS BIGINT) AS since \(sql: spotCheckSource(identity, filter))
            """
        ) { row in
            try tally.add(row)
            return true
        }
        return tally
    }

    /// How many of them have waited longer than their campaign's hours.
    func overdueCount(for identity: Identity, _ filter: QueueFilter, reach: ModerationReach) throws -> Int {
        Int(try number("SELECT COUNT(*) \(sql: source(identity, filter, reach)) AND p.state = 'to-moderate' AND \(sql: reach.overdue())") ?? 0)
    }

    /// Identities of the placements of one state, from their own row alone.
    private func theirs(_ identity: Identity, _ filter: QueueFilter, _ reach: ModerationReach?) -> SQL {
        // The second condition lets an engine use the index that leaves out what is published.
        let waits: SQL = filter.state == .published ? "" : " AND p.state <> 'published'"
        return """
            SELECT p.activity_id, p.campaign_id, p.number, p.state, p.since, p.published_number, p.region,
                CAST(NULL AS TEXT) AS why, CAST(0 AS BIGINT) AS moves
            \(sql: source(identity, filter, reach)) AND p.state = \(filter.state)\(sql: waits)
            """
    }

    private func source(_ identity: Identity, _ filter: QueueFilter, _ reach: ModerationReach?) -> SQL {
        "FROM activities_placement p WHERE \(sql: queueConditions(identity, filter, reach: reach))"
    }

    /// On `p`: what the identity may decide, or what of it has come to it, narrowed by the filter's campaign, region and unit.
    func queueConditions(_ identity: Identity, _ filter: QueueFilter, reach: ModerationReach?) -> SQL {
        var conditions = [reach?.condition ?? DeskScope.condition(identity.scopes(of: Activities.moderate), organisers: false)]
        if let campaign = filter.campaign {
            conditions.append(
                """
                p.campaign_id IN (SELECT x.campaign_id FROM view_campaigns_ancestor x JOIN view_campaigns_campaign k ON k.id = x.ancestor_id
                    WHERE k.key = \(campaign))
                """)
        }
        if let region = filter.region { conditions.append("p.region \(.binary) IN \(sql: RegionCodes.within(region))") }
        if let unit = filter.unit { conditions.append("p.activity_id IN (SELECT a.id FROM activities_activity a WHERE a.organiser_id = \(unit))") }
        return conditions.joined(" AND ")
    }

    func lines(_ placements: SQL, order: SQL) throws -> [QueueLine] {
        try rows(
            """
            SELECT p.activity_id, p.campaign_id, p.number, p.state, p.since, p.published_number, p.region, p.why, p.moves, q.reason, v.title_zh, v.title_en, a.organiser_id, c.key,
                c.name_zh AS campaign_zh, c.name_en AS campaign_en, COALESCE(o.name_zh, '') AS organiser_zh, o.name_en AS organiser_en
            FROM (\(sql: placements)) p
                JOIN activities_activity a ON a.id = p.activity_id
                JOIN activities_placement q ON q.activity_id = p.activity_id AND q.campaign_id = p.campaign_id
                JOIN activities_version v ON v.activity_id = p.activity_id AND v.number = p.number
                JOIN view_campaigns_campaign c ON c.id = p.campaign_id
                LEFT JOIN view_venues_organisation o ON o.id = a.organiser_id
            ORDER BY \(sql: order)
            """, QueueLine.init)
    }
}

extension QueueLine {
    init(_ row: Row) throws {
        activity = try row.id("activity_id")
        campaignID = try row.id("campaign_id")
        campaignKey = try row.text("key")
        campaign = try row.wording("campaign")
        title = try row.wording("title")
        organiser = try row.wording("organiser")
        organiserID = try row.id("organiser_id")
        region = try row.textOrNil("region")
        let version = try row.int("number")
        number = version
        state = try row.choice("state")
        since = try row.instant("since")
        isRevision = try row.intOrNil("published_number").map { $0 != version } ?? false
        reason = try row.text("reason")
        why = try row.choiceOrNil("why")
        moves = try row.int("moves")
    }
}
