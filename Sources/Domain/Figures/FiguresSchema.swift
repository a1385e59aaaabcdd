import Storage

/// The tables of the room: locked editions, and the roll-ups, which follow from the records.
///
/// `figures_lock` has one row for each locked campaign; those locked together share `lock_id`. `figures_locked_activity` is
/// what counted at the lock, so that an activity published later is no correction.
enum FiguresSchema {
    static let migrations: [Migration] = [locks, rollUps, lockedParts, venueKinds, watched]

    private static let locks = Migration(
            "figures-0001",
            """
            CREATE TABLE figures_lock (
                campaign_id BIGINT PRIMARY KEY, lock_id BIGINT NOT NULL, root_id BIGINT NOT NULL, seq BIGINT NOT NULL,
                locked_at BIGINT NOT NULL, locked_by BIGINT NOT NULL)
            """,
            """
            CREATE TABLE figures_locked_line (
                lock_id BIGINT NOT NULL, campaign_id BIGINT NOT NULL, indicator TEXT \(.binary) NOT NULL, method TEXT \(.binary) NOT NULL,
                value BIGINT NOT NULL CHECK (value >= 0), PRIMARY KEY (campaign_id, indicator, method))
            """,
            """
            CREATE TABLE figures_locked_activity (
                campaign_id BIGINT NOT NULL, activity_id BIGINT NOT NULL, PRIMARY KEY (campaign_id, activity_id))
            """
        )

    /// Of an organiser's visits, in ten thousandths.
    private static let share: SQL = "estimated * 10000 / (measured + reported + estimated)"
    private static let condition: SQL = "grain = 7 AND indicator = 'visits' AND estimated > 0 AND measured + reported + estimated > 0"
    static let estimatedShare: SQL = "s.estimated * 10000 / (s.measured + s.reported + s.estimated)"
    static let estimated: SQL = "s.grain = 7 AND s.indicator = 'visits' AND s.estimated > 0 AND s.measured + s.reported + s.estimated > 0"

    /// The roll-ups: sums of what `figures_contribution` holds of each activity, by cell. They follow from the records and can be made anew.
    private static let rollUps = Migration(
        "figures-0002",
        "CREATE TABLE figures_contribution (activity_id BIGINT PRIMARY KEY, body TEXT NOT NULL)",
        """
        CREATE TABLE figures_count (
            campaign_id BIGINT NOT NULL, grain BIGINT NOT NULL, within TEXT \(.binary) NOT NULL, line TEXT \(.binary) NOT NULL,
            key TEXT \(.binary) NOT NULL, activities BIGINT NOT NULL, sessions BIGINT NOT NULL, booked BIGINT NOT NULL,
            PRIMARY KEY (campaign_id, grain, within, line, key)) \(.byKey)
        """,
        """
        CREATE TABLE figures_sum (
            campaign_id BIGINT NOT NULL, grain BIGINT NOT NULL, within TEXT \(.binary) NOT NULL, line TEXT \(.binary) NOT NULL,
            key TEXT \(.binary) NOT NULL, indicator TEXT \(.binary) NOT NULL, measured BIGINT NOT NULL, reported BIGINT NOT NULL,
            estimated BIGINT NOT NULL, claims BIGINT NOT NULL, PRIMARY KEY (campaign_id, grain, within, line, key, indicator)) \(.byKey)
        """,
        """
        CREATE TABLE figures_venue (
            campaign_id BIGINT NOT NULL, venue_id BIGINT NOT NULL, kind TEXT \(.binary) NOT NULL, place TEXT \(.binary) NOT NULL,
            direct_id BIGINT NOT NULL, activities BIGINT NOT NULL, PRIMARY KEY (campaign_id, venue_id, kind, place, direct_id)) \(.byKey)
        """,
        """
        CREATE TABLE figures_venue_count (
            campaign_id BIGINT NOT NULL, within TEXT \(.binary) NOT NULL, line TEXT \(.binary) NOT NULL, kind TEXT \(.binary) NOT NULL,
            venues BIGINT NOT NULL, times BIGINT NOT NULL, PRIMARY KEY (campaign_id, within, line, kind)) \(.byKey)
        """,
        """
        CREATE TABLE figures_best (
            campaign_id BIGINT NOT NULL, activity_id BIGINT NOT NULL, place TEXT \(.binary) NOT NULL, day TEXT \(.binary) NOT NULL,
            visits BIGINT NOT NULL, PRIMARY KEY (campaign_id, activity_id, place, day)) \(.byKey)
        """,
        "CREATE INDEX figures_best_visits ON figures_best (campaign_id, place, day, visits, activity_id)",
        // Organisers by how much of their visits rests on estimates.
        "CREATE INDEX figures_sum_estimated ON figures_sum (campaign_id, (\(sql: share)), estimated) WHERE \(sql: condition)",
        """
        CREATE TABLE figures_sketch (
            campaign_id BIGINT NOT NULL, within TEXT \(.binary) NOT NULL, line TEXT \(.binary) NOT NULL, registers \(.blob) NOT NULL,
            PRIMARY KEY (campaign_id, within, line))
        """,
        "CREATE TABLE figures_sweep (name TEXT PRIMARY KEY, after BIGINT NOT NULL, done BIGINT NOT NULL CHECK (done IN (0, 1)))"
    )

    /// A locked edition by place, kind and day, so that it can be compared as it was published. A place is the lowest unit of the tree that was known.
    private static let lockedParts = Migration(
        "figures-0003",
        """
        CREATE TABLE figures_locked_part (
            campaign_id BIGINT NOT NULL, part TEXT \(.binary) NOT NULL, key TEXT \(.binary) NOT NULL, indicator TEXT \(.binary) NOT NULL,
            method TEXT \(.binary) NOT NULL, value BIGINT NOT NULL CHECK (value >= 0), PRIMARY KEY (campaign_id, part, key, indicator, method)) \(.byKey)
        """
    )

    /// Cells by the kind of venue: the roll-ups are made anew, by the first sweep.
    private static let venueKinds = Migration(
        "figures-0004", "DELETE FROM figures_contribution", "DELETE FROM figures_count", "DELETE FROM figures_sum", "DELETE FROM figures_venue",
        "DELETE FROM figures_venue_count", "DELETE FROM figures_best", "DELETE FROM figures_sketch", "DELETE FROM figures_sweep")

    /// Viewings of different lengths are not added: what roll-ups held of them goes, and they are made anew.
    private static let watched = Migration(
        "figures-0005", "DELETE FROM figures_contribution", "DELETE FROM figures_count", "DELETE FROM figures_sum",
        "DELETE FROM figures_venue", "DELETE FROM figures_venue_count", "DELETE FROM figures_best", "DELETE FROM figures_sketch", "DELETE FROM figures_sweep")
}
