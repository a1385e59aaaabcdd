import Kernel
import Storage
import Venues

extension Transaction {
    /// Puts the row by which the public list finds an activity, and its days, as the other tables have it now. Comes after the change of the
    /// activity's own row, which makes those wait who change it at the same time.
    func refreshListed(_ activity: ID<Activity>) throws {
        let kept = try execute(
            """
            INSERT INTO activities_listed (\(sql: ListedSchema.columns)) \(sql: ListedSchema.rows(of: [activity]))
            ON CONFLICT (id) DO UPDATE SET status = excluded.status, region = excluded.region, kind = excluded.kind, mode = excluded.mode,
                is_free = excluded.is_free, age_min = excluded.age_min, age_max = excluded.age_max, access = excluded.access,
                themes = excluded.themes, venue_id = excluded.venue_id, first_at = excluded.first_at, last_at = excluded.last_at,
                changed_at = excluded.changed_at,
                period_begin = excluded.period_begin, period_end = excluded.period_end, latitude = excluded.latitude,
                longitude = excluded.longitude, cell = excluded.cell, x = excluded.x, y = excluded.y, z = excluded.z
            """)
        if kept == 0 { try execute("DELETE FROM activities_listed WHERE id = \(activity)") }
        try execute(
            """
            DELETE FROM activities_listed_day WHERE activity_id = \(activity) AND local_day NOT IN (
                SELECT s.local_day FROM activities_session s JOIN activities_activity a ON a.id = s.activity_id
                WHERE s.activity_id = \(activity) AND s.status <> 'cancelled' AND a.shown_number IS NOT NULL)
            """)
        try execute(
            """
            INSERT INTO activities_listed_day (activity_id, local_day) \(sql: ListedSchema.days) AND s.activity_id = \(activity)
            ON CONFLICT (activity_id, local_day) DO NOTHING
            """)
        try execute("DELETE FROM activities_tally WHERE id = \(activity)")
        try tally([activity])
        try refreshCounted(activity)
    }

    /// The rows and days of activities that have none yet.
    func addListed(_ ids: [ID<Activity>]) throws {
        try execute("INSERT INTO activities_listed (\(sql: ListedSchema.columns)) \(sql: ListedSchema.rows(of: ids))")
        try execute(
            "INSERT INTO activities_listed_day (activity_id, local_day) \(sql: ListedSchema.days) AND s.activity_id IN (\(list: ids))")
        try tally(ids)
        try addCounted(ids)
    }

    private func tally(_ ids: [ID<Activity>]) throws {
        try execute("INSERT INTO activities_tally (\(sql: ActivityTally.columns)) \(sql: ActivityTally.rows(where: "l.id IN (\(list: ids))"))")
    }
}
