import Storage

/// What `plans-0002` puts into the rows that it finds.
extension PlansSchema {
    /// When tasks were given, as far as anything tells: the first that is known of them since.
    static let given: [SQL] = [
        "UPDATE plans_task SET given_at = state_at WHERE state <> 'drafted'",
        """
        UPDATE plans_task SET given_at = (SELECT MIN(r.sent_at) FROM plans_reminder r WHERE r.task_id = plans_task.id)
        WHERE EXISTS (SELECT 1 FROM plans_reminder r WHERE r.task_id = plans_task.id AND r.sent_at < plans_task.given_at)
        """,
        """
        UPDATE plans_task SET given_at = (SELECT MIN(r.handed_in_at) FROM plans_report r WHERE r.task_id = plans_task.id)
        WHERE EXISTS (SELECT 1 FROM plans_report r WHERE r.task_id = plans_task.id AND r.handed_in_at < plans_task.given_at)
        """,
    ]

    /// The day by which a lead answers, a week behind the day (in China) on which it was asked: the civil calendar by whole numbers, since neither
    /// engine's own words are the other's.
    static let answers: SQL = """
        WITH a AS (SELECT id, (state_at + 28800000000) / 86400000000 + 7 + 719468 AS z FROM plans_task WHERE state = 'assigned'),
            b AS (SELECT id, z / 146097 AS era, z % 146097 AS doe FROM a),
            c AS (SELECT id, era, doe, (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365 AS yoe FROM b),
            d AS (SELECT id, era, yoe, doe - (365 * yoe + yoe / 4 - yoe / 100) AS doy FROM c),
            e AS (SELECT id, yoe + era * 400 AS y, doy, (5 * doy + 2) / 153 AS mp FROM d),
            f AS (SELECT id, y + mp / 10 AS y, mp + 3 - 12 * (mp / 10) AS m, doy - (153 * mp + 2) / 5 + 1 AS d FROM e)
        UPDATE plans_task SET answer_day = (
            SELECT CAST(f.y AS TEXT) || CASE WHEN f.m < 10 THEN '-0' ELSE '-' END || CAST(f.m AS TEXT) || CASE WHEN f.d < 10 THEN '-0' ELSE '-' END || CAST(f.d AS TEXT)
            FROM f WHERE f.id = plans_task.id)
        WHERE state = 'assigned'
        """

    /// Whoever was given a task at the desk was told at once.
    static let told: SQL = """
        INSERT INTO plans_reminder (task_id, about, step, sent_at)
        SELECT t.id, 'assigned', 0, t.state_at FROM plans_task t WHERE t.state = 'assigned' AND (t.origin = 'visit' OR t.origin = 'agreement' AND t.origin_key LIKE '%@%')
        ON CONFLICT (task_id, about, step) DO NOTHING
        """
}
