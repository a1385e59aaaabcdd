import Activities
import Campaigns
import Kernel
import Storage

/// What the home page shows, read in one transaction.
struct HomeModel: Sendable {
    let campaigns: [Campaign]
    let weekend: (begin: Day, end: Day)
    let shelf: ActivityShelf
    /// Counted activities by the code of their province.
    let provinces: [String: Int64]
    let activities: Int
    let sessions: Int
    let venues: Int

    init(_ tx: Transaction) throws {
        let today = tx.now.day(in: .china)
        weekend = Self.weekend(of: today)
        campaigns = try tx.campaigns().filter { $0.phase(on: today) != .over && $0.parentID == nil }.sorted { ($0.begin, $0.id) < ($1.begin, $1.id) }
        let atWeekend = try tx.activityShelf(from: weekend.begin, to: weekend.end, limit: 6)
        shelf = atWeekend.isEmpty ? try tx.activityShelf(from: today, to: today.adding(days: 60), limit: 6) : atWeekend
        isWeekend = !atWeekend.isEmpty
        provinces = try Self.provinces(tx)
        activities = Int(try tx.number("SELECT COUNT(DISTINCT activity_id) FROM view_activities_counted") ?? 0)
        sessions = Int(
            try tx.number(
                """
                SELECT COUNT(*) FROM view_activities_session s
                WHERE s.status <> 'cancelled' AND s.activity_id IN (SELECT c.activity_id FROM view_activities_counted c)
                """) ?? 0)
        venues = Int(try tx.number("SELECT COUNT(DISTINCT venue_id) FROM view_activities_counted") ?? 0)
    }

    /// False where nothing is on at the weekend, and the shelf shows the next two months instead.
    let isWeekend: Bool

    /// Saturday and Sunday of this week; on a Sunday only that day.
    static func weekend(of today: Day) -> (begin: Day, end: Day) {
        let sunday = today.adding(days: 7 - today.weekday)
        return (max(today, sunday.adding(days: -1)), sunday)
    }

    private static func provinces(_ tx: Transaction) throws -> [String: Int64] {
        let found = try tx.rows(
            """
            SELECT r.province, COUNT(DISTINCT c.activity_id) AS amount
            FROM view_activities_counted c JOIN view_region r ON r.code = c.region \(.binary)
            WHERE r.province IS NOT NULL GROUP BY r.province
            """
        ) { row in (try row.text("province"), Int64(try row.int("amount"))) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }
}
