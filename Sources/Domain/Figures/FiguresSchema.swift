import Storage

/// The tables of the room: locked editions. What is live is always asked of the records, through views.
///
/// `figures_lock` has one row for each locked campaign; those locked together share `lock_id`. `figures_locked_activity` is
/// what counted at the lock, so that an activity published later is no correction.
enum FiguresSchema {
    static let migrations: [Migration] = [
        Migration(
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
    ]
}
