import Access
import Campaigns
import Kernel
import Language
import Storage
import Venues

/// One line of the host's list.
struct HostLine: Sendable {
    let activity: Activity
    let title: Wording
    let organiser: Wording
    let placements: [(campaign: Wording, state: PlacementState, isPublished: Bool)]
}

extension Transaction {
    /// The activities that the identity may change, the newest first; `isPast`: only what is over.
    func hostLines(
        for identity: Identity, words: String, isPast: Bool = false, page: Int, size: Int
    ) throws -> (lines: [HostLine], total: Int) {
        var conditions = [DeskScope.condition(identity.scopes(of: Activities.enter), organisers: true)]
        if isPast { conditions.append("a.last_at < \(now)") }
        if !words.isEmpty {
            let pattern = "%" + words.lowercased().replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_") + "%"
            conditions.append("(LOWER(v.title_zh) LIKE \(pattern) ESCAPE '!' OR LOWER(COALESCE(v.title_en, '')) LIKE \(pattern) ESCAPE '!')")
        }
        let from: SQL = """
            FROM activities_activity a JOIN activities_version v ON v.activity_id = a.id AND v.number = a.latest
                LEFT JOIN view_venues_organisation o ON o.id = a.organiser_id
            WHERE \(sql: conditions.joined(" AND "))
            """
        let total = try number("SELECT COUNT(*) \(sql: from)") ?? 0
        let found = try rows(
            """
            SELECT a.*, v.title_zh, v.title_en, COALESCE(o.name_zh, '') AS organiser_zh, o.name_en AS organiser_en \(sql: from)
            ORDER BY a.id DESC LIMIT \(size) OFFSET \((page - 1) * size)
            """
        ) { row in (try Activity(row), try row.wording("title"), try row.wording("organiser")) }
        let placed = try placedStates(of: found.map { $0.0.id })
        let lines = found.map { HostLine(activity: $0.0, title: $0.1, organiser: $0.2, placements: placed[$0.0.id] ?? []) }
        return (lines, Int(total))
    }

    private func placedStates(
        of ids: [ID<Activity>]
    ) throws -> [ID<Activity>: [(campaign: Wording, state: PlacementState, isPublished: Bool)]] {
        guard !ids.isEmpty else { return [:] }
        var out: [ID<Activity>: [(campaign: Wording, state: PlacementState, isPublished: Bool)]] = [:]
        try each(
            """
            SELECT p.activity_id, p.state, p.published_number, c.name_zh, c.name_en
            FROM activities_placement p JOIN view_campaigns_campaign c ON c.id = p.campaign_id
            WHERE p.activity_id IN (\(list: ids)) ORDER BY p.activity_id, p.campaign_id
            """
        ) { row in
            let line = (campaign: try row.wording("name"), state: try row.choice("state", PlacementState.self), isPublished: try row.intOrNil("published_number") != nil)
            out[try row.id("activity_id"), default: []].append(line)
            return true
        }
        return out
    }
}
