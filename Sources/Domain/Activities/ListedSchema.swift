import Kernel
import Storage

/// What the public list filters and sorts by, one narrow row for each activity that the public sees, and its days.
///
/// Everything in them follows from other tables, is written by `refreshListed` in the transaction of the change, and can be made anew.
enum ListedSchema {
    static let words = TextIndex("activities")

    static let migration = Migration(
        "activities-0008",
        statements: [
            """
            CREATE TABLE activities_listed (
                id BIGINT PRIMARY KEY, status TEXT \(.binary) NOT NULL, region TEXT \(.binary), kind TEXT \(.binary) NOT NULL,
                mode TEXT \(.binary) NOT NULL, is_free BIGINT, age_min BIGINT, age_max BIGINT, access BIGINT NOT NULL,
                themes TEXT NOT NULL, venue_id BIGINT, first_at BIGINT, last_at BIGINT, is_over BIGINT NOT NULL DEFAULT 0 CHECK (is_over IN (0, 1)),
                changed_at BIGINT NOT NULL,
                period_begin TEXT \(.binary), period_end TEXT \(.binary), latitude DOUBLE PRECISION, longitude DOUBLE PRECISION, cell BIGINT,
                x DOUBLE PRECISION, y DOUBLE PRECISION, z DOUBLE PRECISION)
            """,
            """
            CREATE TABLE activities_listed_day (
                activity_id BIGINT NOT NULL, local_day TEXT \(.binary) NOT NULL, PRIMARY KEY (activity_id, local_day))
            """,
            "INSERT INTO activities_listed (\(sql: columns(isOver: "is_over, "))) \(sql: rows(isOver: "0, "))", "INSERT INTO activities_listed_day (activity_id, local_day) \(sql: days)",
            "CREATE INDEX activities_listed_soon ON activities_listed (is_over, first_at, id, last_at)",
            "CREATE INDEX activities_listed_late ON activities_listed (last_at, id)",
            "CREATE INDEX activities_listed_changed ON activities_listed (changed_at, id)",
            "CREATE INDEX activities_listed_region ON activities_listed (region)",
            "CREATE INDEX activities_listed_venue ON activities_listed (venue_id)",
            "CREATE INDEX activities_listed_kind ON activities_listed (kind)", "CREATE INDEX activities_listed_mode ON activities_listed (mode)",
            "CREATE INDEX activities_listed_cell ON activities_listed (cell)",
            "CREATE INDEX activities_listed_period ON activities_listed (period_begin, period_end) WHERE period_begin IS NOT NULL",
            "CREATE INDEX activities_listed_day_day ON activities_listed_day (local_day, activity_id)",
            "CREATE INDEX activities_placement_shown ON activities_placement (campaign_id, activity_id) WHERE published_number IS NOT NULL",
        ] + words.creation
            + words.filling(
                from: "SELECT w.activity_id AS id, w.word AS word, CASE WHEN w.weight = 2 THEN 1 ELSE 0 END AS strong FROM activities_word w")
            + ["DROP TABLE activities_word"])

    /// Rows that are found by their key alone, days in the order of theirs, and what the counts beside the filters are made of.
    static let byKey = Migration(
        "activities-0009",
        statements: [
            "DROP TABLE activities_listed", "DROP TABLE activities_listed_day",
            """
            CREATE TABLE activities_listed (
                id \(.key), status TEXT \(.binary) NOT NULL, region TEXT \(.binary), kind TEXT \(.binary) NOT NULL,
                mode TEXT \(.binary) NOT NULL, is_free BIGINT, age_min BIGINT, age_max BIGINT, access BIGINT NOT NULL,
                themes TEXT NOT NULL, venue_id BIGINT, first_at BIGINT, last_at BIGINT, is_over BIGINT NOT NULL DEFAULT 0 CHECK (is_over IN (0, 1)),
                changed_at BIGINT NOT NULL,
                period_begin TEXT \(.binary), period_end TEXT \(.binary), latitude DOUBLE PRECISION, longitude DOUBLE PRECISION, cell BIGINT,
                x DOUBLE PRECISION, y DOUBLE PRECISION, z DOUBLE PRECISION)
            """,
            """
            CREATE TABLE activities_listed_day (
                activity_id BIGINT NOT NULL, local_day TEXT \(.binary) NOT NULL, PRIMARY KEY (activity_id, local_day)) \(.byKey)
            """,
            "INSERT INTO activities_listed (\(sql: columns(isOver: "is_over, "))) \(sql: rows(isOver: "0, "))", "INSERT INTO activities_listed_day (activity_id, local_day) \(sql: days)",
            "CREATE INDEX activities_listed_soon ON activities_listed (is_over, first_at, id, last_at)",
            "CREATE INDEX activities_listed_late ON activities_listed (last_at, id)",
            "CREATE INDEX activities_listed_changed ON activities_listed (changed_at, id)",
            "CREATE INDEX activities_listed_region ON activities_listed (region)",
            "CREATE INDEX activities_listed_venue ON activities_listed (venue_id)",
            "CREATE INDEX activities_listed_kind ON activities_listed (kind)", "CREATE INDEX activities_listed_mode ON activities_listed (mode)",
            "CREATE INDEX activities_listed_cell ON activities_listed (cell)",
            "CREATE INDEX activities_listed_period ON activities_listed (period_begin, period_end) WHERE period_begin IS NOT NULL",
            "CREATE INDEX activities_listed_day_day ON activities_listed_day (local_day, activity_id)",
            "CREATE TABLE activities_tally (id \(.key), marks BIGINT NOT NULL, days BIGINT)",
            "INSERT INTO activities_tally (id, marks, days) \(sql: ActivityTally.days(kinds: firstKinds))",
        ])

    /// Every list is ranked in one pass over the tally: what was kept to be walked in an order is not needed any more.
    static let inOnePass = Migration(
        "activities-0013",
        statements: [
            "DROP INDEX activities_listed_soon", "DROP INDEX activities_listed_late", "DROP INDEX activities_listed_kind",
            "DROP INDEX activities_listed_mode", "DROP INDEX activities_listed_cell",
            // With all that a distance is reckoned from, so that no row is fetched for it.
            "CREATE INDEX activities_listed_cell ON activities_listed (cell, x, y, z)", "ALTER TABLE activities_listed DROP COLUMN is_over", "DROP TABLE activities_tally",
            """
            CREATE TABLE activities_tally (
                id \(.key), marks BIGINT NOT NULL, days BIGINT NOT NULL, first_at BIGINT NOT NULL, last_at BIGINT NOT NULL)
            """,
            "INSERT INTO activities_tally (\(sql: ActivityTally.columns)) \(sql: ActivityTally.rows(kinds: firstKinds))",
        ])

    /// The kinds that there were when the tally was first made: a migration's text never changes.
    private static let firstKinds = [
        "exhibition", "lecture", "open-day", "forum", "contest", "training", "show", "tour", "ceremony", "workshop", "visit", "other",
    ]

    static let columns = columns(isOver: "")

    private static func columns(isOver: SQL) -> SQL {
        """
        id, status, region, kind, mode, is_free, age_min, age_max, access, themes, venue_id, first_at, last_at, \(sql: isOver)changed_at, period_begin,
        period_end, latitude, longitude, cell, x, y, z
        """
    }

    /// The rows of those of these activities that the public sees. Which have sessions is asked beforehand, not of each: sessions may lie on other machines.
    static func rows(of ids: [ID<Activity>]) -> SQL {
        let none: SQL = "a.id NOT IN (SELECT s.activity_id FROM activities_session s WHERE s.activity_id IN (\(list: ids)))"
        return "\(sql: rows(isOver: "", none)) AND n.id IN (\(list: ids))"
    }

    private static let noSession: SQL = "NOT EXISTS (SELECT 1 FROM activities_session s WHERE s.activity_id = a.id)"

    /// - isOver: what a column of that name got, until it went.
    /// - none: whether there is no session.
    private static func rows(isOver: SQL, _ none: SQL = noSession) -> SQL {
        """
        SELECT n.id, n.status, n.region, n.kind, n.mode, n.is_free, n.age_min, n.age_max, n.access, n.themes, n.venue_id, n.first_at, n.last_at,
            \(sql: isOver)n.changed_at, n.period_begin, n.period_end, n.latitude, n.longitude,
            CAST(FLOOR(n.latitude + 90) * 360 + FLOOR(n.longitude + 180) AS BIGINT),
            COS(RADIANS(n.latitude)) * COS(RADIANS(n.longitude)), COS(RADIANS(n.latitude)) * SIN(RADIANS(n.longitude)), SIN(RADIANS(n.latitude))
        FROM (
            SELECT a.id, a.status, v.region, v.kind, v.mode, v.is_free, v.age_min, v.age_max, v.themes, v.venue_id, a.first_at, a.last_at,
                a.changed_at,
                CASE WHEN (' ' || v.access || ' ') LIKE '% wheelchair %' THEN 1 ELSE 0 END
                    + CASE WHEN (' ' || v.access || ' ') LIKE '% hearing %' THEN 2 ELSE 0 END
                    + CASE WHEN (' ' || v.access || ' ') LIKE '% sight %' THEN 4 ELSE 0 END
                    + CASE WHEN (' ' || v.access || ' ') LIKE '% quiet %' THEN 8 ELSE 0 END AS access,
                CASE WHEN \(sql: none) THEN v.period_begin END AS period_begin,
                CASE WHEN \(sql: none) THEN v.period_end END AS period_end,
                COALESCE(v.latitude, p.latitude) AS latitude, COALESCE(v.longitude, p.longitude) AS longitude
            FROM activities_activity a JOIN activities_version v ON v.activity_id = a.id AND v.number = a.shown_number
                LEFT JOIN view_venues_venue p ON p.id = v.venue_id
        ) n WHERE n.id = n.id
        """
    }

    /// The days of all of them on which a session is held; a further condition may follow.
    static let days: SQL = """
        SELECT DISTINCT s.activity_id, s.local_day FROM activities_session s JOIN activities_activity a ON a.id = s.activity_id
        WHERE a.shown_number IS NOT NULL AND s.status <> 'cancelled'
        """
}

extension AccessNeed {
    /// Its place in the number of `activities_listed.access`.
    var bit: Int64 {
        switch self {
        case .wheelchair: 1
        case .hearing: 2
        case .sight: 4
        case .quiet: 8
        }
    }
}
