import Campaigns
import Kernel
import Language
import Storage
import Venues

/// A unit or a museum in one of the statement's lists.
struct StatementRecord: Sendable, Hashable {
    let id: Int64
    let name: Wording
    /// In how many issues.
    let times: Int64
    let activities: Int64
}

/// What the statement asks of the records, once for a page: an action has some ten thousand activities.
extension Transaction {
    /// `n` what counts, `p` its place in the programme, in the campaign and below it.
    private static let counted: SQL = """
        view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
            JOIN view_activities_placed p ON p.activity_id = n.activity_id AND p.campaign_id = n.campaign_id
        """
    private static let isMuseum: SQL = "v.kind IN ('museum', 'science-museum')"

    /// Distinct organisers by their kind.
    func statementUnits(of campaign: ID<Campaign>) throws -> [String: Int64] {
        let found = try rows(
            """
            SELECT o.kind, COUNT(DISTINCT o.id) AS units FROM \(sql: Self.counted) JOIN view_venues_organisation o ON o.id = n.organiser_id
            WHERE x.ancestor_id = \(campaign) GROUP BY o.kind
            """) { (try $0.text("kind"), try $0.int64("units")) }
        return Dictionary(found, uniquingKeysWith: +)
    }

    /// Museums, each once, and once for each issue.
    func statementMuseums(of campaign: ID<Campaign>) throws -> (each: Int64, times: Int64) {
        let pairs: SQL = """
            SELECT DISTINCT v.id, n.campaign_id, COALESCE(p.theme, '') AS theme FROM \(sql: Self.counted) JOIN view_venues_venue v ON v.id = n.venue_id
            WHERE x.ancestor_id = \(campaign) AND \(sql: Self.isMuseum)
            """
        return try row("SELECT COUNT(DISTINCT q.id) AS each_once, COUNT(*) AS times FROM (\(sql: pairs)) q") {
            (try $0.int64("each_once"), try $0.int64("times"))
        } ?? (0, 0)
    }

    /// The themes in which something counts, by their month.
    func statementIssues(of campaign: ID<Campaign>) throws -> [StatementIssue] {
        var claims: [String: [String: MethodShares]] = [:]
        try each(
            """
            SELECT p.campaign_id, p.theme, c.indicator, c.method, SUM(c.value) AS amount
            FROM \(sql: Self.counted) JOIN view_participation_counted c ON c.activity_id = n.activity_id
                LEFT JOIN view_activities_session_day s ON s.activity_id = c.activity_id AND s.session_id = c.session_id
            WHERE x.ancestor_id = \(campaign) AND p.theme IS NOT NULL AND c.indicator IN ('visits', 'viewers') AND \(sql: FigureQuestion.takesPlace)
            GROUP BY p.campaign_id, p.theme, c.indicator, c.method
            """
        ) { row in
            let issue = "\(try row.int64("campaign_id"))/\(try row.text("theme"))"
            claims[issue, default: [:]][try row.text("indicator"), default: MethodShares()][try row.choice("method")] = try row.int64("amount")
            return true
        }
        return try rows(
            """
            SELECT p.campaign_id, k.key AS campaign_key, p.theme, t.name_zh, t.name_en, t.month, h.name_zh AS host_zh, h.name_en AS host_en, COUNT(*) AS activities,
                CAST(SUM(n.sessions) AS BIGINT) AS sessions, COUNT(DISTINCT r.province) AS provinces,
                COUNT(DISTINCT CASE WHEN \(sql: Self.isMuseum) THEN v.id END) AS museums, COUNT(DISTINCT CASE WHEN o.kind = 'school' THEN o.id END) AS schools
            FROM \(sql: Self.counted) JOIN view_campaigns_theme t ON t.campaign_id = p.campaign_id AND t.key = p.theme
                JOIN view_campaigns_campaign k ON k.id = p.campaign_id
                JOIN view_venues_organisation o ON o.id = n.organiser_id LEFT JOIN view_venues_organisation h ON h.id = t.host_id
                LEFT JOIN view_venues_venue v ON v.id = n.venue_id LEFT JOIN view_region r ON r.code = n.region
            WHERE x.ancestor_id = \(campaign)
            GROUP BY p.campaign_id, k.key, p.theme, t.name_zh, t.name_en, t.month, h.name_zh, h.name_en ORDER BY COALESCE(t.month, '9999'), p.theme, p.campaign_id
            """
        ) { row in
            let (id, theme) = (try row.int64("campaign_id"), try row.text("theme"))
            let found = claims["\(id)/\(theme)"] ?? [:]
            return StatementIssue(
                campaign: id, campaignKey: try row.text("campaign_key"), theme: theme, name: try row.wording("name"), month: try row.textOrNil("month"), host: try row.wordingOrNil("host"),
                activities: try row.int64("activities"), sessions: try row.int64("sessions"), provinces: try row.int64("provinces"), museums: try row.int64("museums"),
                schools: try row.int64("schools"), visits: found["visits"], viewers: found["viewers"])
        }
    }

    /// The name of a theme of the campaign's own programme; nil where it has none of that key.
    func statementTheme(_ key: String, of campaign: ID<Campaign>) throws -> Wording? {
        try row("SELECT t.name_zh, t.name_en FROM view_campaigns_theme t WHERE t.campaign_id = \(campaign) AND t.key = \(key)") { try $0.wording("name") }
    }

    /// Who stands behind a line of units or museums, those in most issues first; of one issue of the campaign where `theme` is given. `times`: of all of
    /// them together.
    func statementRecords(_ line: StatementLine, of campaign: ID<Campaign>, theme: String? = nil, page: Int) throws -> (items: [StatementRecord], total: Int, times: Int64) {
        let issue: SQL = theme.map { "AND p.campaign_id = \(campaign) AND p.theme = \($0)" } ?? ""
        let kinds: [String] = line == .schools ? ["school"] : ["enterprise", "institute"]
        let isVenue = line == .museums || line == .museumTimes
        let join: SQL = isVenue ? "JOIN view_venues_venue v ON v.id = n.venue_id" : "JOIN view_venues_organisation v ON v.id = n.organiser_id"
        let condition: SQL = isVenue ? Self.isMuseum : "v.kind IN (\(list: kinds))"
        let pairs: SQL = """
            SELECT DISTINCT v.id, v.name_zh, v.name_en, n.campaign_id, COALESCE(p.theme, '') AS theme, n.activity_id
            FROM \(sql: Self.counted) \(sql: join) WHERE x.ancestor_id = \(campaign) AND \(sql: condition) \(sql: issue)
            """
        let issues: SQL = "SELECT q.id, q.name_zh, q.name_en, q.campaign_id, q.theme FROM (\(sql: pairs)) q GROUP BY q.id, q.name_zh, q.name_en, q.campaign_id, q.theme"
        let total = try number("SELECT COUNT(DISTINCT q.id) FROM (\(sql: pairs)) q") ?? 0
        let times = try number("SELECT COUNT(*) FROM (\(sql: issues)) i") ?? 0
        let items = try rows(
            """
            SELECT i.id, i.name_zh, i.name_en, COUNT(*) AS times FROM (\(sql: issues)) i
            GROUP BY i.id, i.name_zh, i.name_en ORDER BY times DESC, i.id LIMIT \(Self.figurePageSize) OFFSET \((page - 1) * Self.figurePageSize)
            """) { (id: try $0.int64("id"), name: try $0.wording("name"), times: try $0.int64("times")) }
        let ids = items.map(\.id)
        let activities = Dictionary(
            try rows("SELECT q.id, COUNT(DISTINCT q.activity_id) AS amount FROM (\(sql: pairs)) q WHERE q.id IN (\(list: ids)) GROUP BY q.id") {
                (try $0.int64("id"), try $0.int64("amount"))
            }, uniquingKeysWith: +)
        return (items.map { StatementRecord(id: $0.id, name: $0.name, times: $0.times, activities: activities[$0.id] ?? 0) }, Int(total), times)
    }
}
