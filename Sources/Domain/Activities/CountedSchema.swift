import Kernel
import Rooms
import Storage

/// In which campaigns an activity itself counts, one narrow row for each, so that a figure over half a million activities reads little.
///
/// The view `activities_countable` says what counts; the table `activities_counted` holds it, kept by `refreshCounted` in the transaction of
/// each change. `kepu verify` compares them.
enum CountedSchema {
    static let migration = Migration(
        "activities-0011",
        statements: [
            """
            CREATE TABLE activities_counted (
                campaign_id BIGINT NOT NULL, activity_id BIGINT NOT NULL, organiser_id BIGINT NOT NULL, venue_id BIGINT,
                region TEXT \(.binary), kind TEXT \(.binary) NOT NULL, mode TEXT \(.binary) NOT NULL, sessions BIGINT NOT NULL,
                PRIMARY KEY (campaign_id, activity_id)) \(.byKey)
            """,
            "CREATE INDEX activities_counted_activity ON activities_counted (activity_id)",
            """
            CREATE VIEW activities_countable AS
            SELECT p.campaign_id, p.activity_id, a.organiser_id, v.venue_id, v.region, v.kind, v.mode, (
                SELECT COUNT(*) FROM activities_session s WHERE s.activity_id = a.id AND s.status <> 'cancelled') AS sessions
            FROM activities_placement p
                JOIN activities_activity a ON a.id = p.activity_id
                JOIN activities_version v ON v.activity_id = p.activity_id AND v.number = p.published_number
            WHERE a.status <> 'cancelled' AND NOT EXISTS (
                SELECT 1 FROM activities_activity c WHERE c.parent_id = a.id AND c.shown_number IS NOT NULL)
            """,
            "INSERT INTO activities_counted (\(sql: first)) SELECT \(sql: first) FROM activities_countable",
            "DROP VIEW view_activities_counted",
            "CREATE VIEW view_activities_counted AS SELECT \(sql: first) FROM activities_counted",
        ])

    /// Of a session only what figures ask, from one table: a database joins that without working out all sessions first.
    static let sessionDays = Migration(
        "activities-0012",
        """
        CREATE VIEW view_activities_session_day AS SELECT activity_id, id AS session_id, local_day, status FROM activities_session
        """)

    /// In how many campaigns the activity stands: what stands in one alone is counted once without being looked for in others.
    static let placements = Migration(
        "activities-0014",
        statements: [
            "DROP VIEW view_activities_counted", "DROP VIEW activities_countable",
            """
            CREATE VIEW activities_countable AS
            SELECT p.campaign_id, p.activity_id, a.organiser_id, v.venue_id, v.region, v.kind, v.mode, (
                SELECT COUNT(*) FROM activities_session s WHERE s.activity_id = a.id AND s.status <> 'cancelled') AS sessions, (
                SELECT COUNT(*) FROM activities_placement o WHERE o.activity_id = a.id AND o.published_number IS NOT NULL) AS placements
            FROM activities_placement p
                JOIN activities_activity a ON a.id = p.activity_id
                JOIN activities_version v ON v.activity_id = p.activity_id AND v.number = p.published_number
            WHERE a.status <> 'cancelled' AND NOT EXISTS (
                SELECT 1 FROM activities_activity c WHERE c.parent_id = a.id AND c.shown_number IS NOT NULL)
            """,
            "ALTER TABLE activities_counted ADD COLUMN placements BIGINT NOT NULL DEFAULT 1", "DELETE FROM activities_counted",
            "INSERT INTO activities_counted (\(sql: columns)) SELECT \(sql: columns) FROM activities_countable",
            "CREATE INDEX activities_counted_venue ON activities_counted (campaign_id, venue_id)",
            "CREATE VIEW view_activities_counted AS SELECT \(sql: columns) FROM activities_counted",
        ])

    /// What figures are laid out by beside: how a published version stands in its campaign, and what is in an umbrella.
    static let placed = Migration(
        "activities-0024",
        """
        CREATE VIEW view_activities_placed AS
        SELECT p.activity_id, p.campaign_id, p.block, p.theme, v.age_min, v.age_max
        FROM activities_placement p JOIN activities_version v ON v.activity_id = p.activity_id AND v.number = p.published_number
        """,
        "CREATE VIEW view_activities_umbrella AS SELECT id AS activity_id, parent_id FROM activities_activity WHERE parent_id IS NOT NULL")

    /// Those of the first form.
    private static let first: SQL = "campaign_id, activity_id, organiser_id, venue_id, region, kind, mode, sessions"
    static let columns: SQL = "\(sql: first), placements"

    static let check = RecordCheck(Phrase("计入各活动项目的活动与其记录一致", "What counts in the campaigns is what the activities' records say")) { tx in
        let differing: SQL = """
            SELECT n.activity_id, n.campaign_id FROM (
                SELECT c.activity_id, c.campaign_id FROM (
                    SELECT \(sql: columns) FROM activities_countable EXCEPT SELECT \(sql: columns) FROM activities_counted) c
                UNION SELECT d.activity_id, d.campaign_id FROM (
                    SELECT \(sql: columns) FROM activities_counted EXCEPT SELECT \(sql: columns) FROM activities_countable) d) n
            ORDER BY n.activity_id, n.campaign_id LIMIT 20
            """
        return try tx.rows(differing) { row in
            let (activity, campaign) = (try row.id("activity_id", Activity.self).text, try row.int64("campaign_id"))
            return Phrase(
                "活动 \(activity) 在活动项目 \(campaign) 中的计数与其记录不符。",
                "Activity \(activity) is counted in campaign \(campaign) otherwise than its records say.")
        }
    }
}

extension Transaction {
    /// Puts where an activity, and the umbrella above it, counts, as the other tables have it now. Whoever changes either at the same
    /// time waits.
    func refreshCounted(_ activity: ID<Activity>) throws {
        let parent = try row("SELECT parent_id FROM activities_activity WHERE id = \(activity) \(.forUpdate)") { try $0.idOrNil("parent_id", Activity.self) }
        try recount(activity)
        guard let umbrella = parent ?? nil else { return }
        _ = try number("SELECT id FROM activities_activity WHERE id = \(umbrella) \(.forUpdate)")
        try recount(umbrella)
    }

    /// Where activities count that counted nowhere before and are in no umbrella.
    func addCounted(_ ids: [ID<Activity>]) throws {
        try execute(
            """
            INSERT INTO activities_counted (\(sql: CountedSchema.columns))
            SELECT \(sql: CountedSchema.columns) FROM activities_countable WHERE activity_id IN (\(list: ids))
            """)
    }

    private func recount(_ activity: ID<Activity>) throws {
        try execute("DELETE FROM activities_counted WHERE activity_id = \(activity)")
        try addCounted([activity])
    }
}
