import Storage

/// The tables of the room, the activity's id first in every key, and the views that other rooms read.
///
/// `participation_counted` holds the one counted claim of each subject and indicator; it is derived again in the
/// transaction of every change, and each change of it is appended to `participation_counted_change`.
enum ParticipationSchema {
    static let migrations = [claims, rows, views, strength, readings, walkIns, ResultsSchema.migration, sketches, RowsSchema.migration]

    private static let claims = Migration(
        "participation-0001",
        """
        CREATE TABLE participation_claim (
            activity_id BIGINT NOT NULL, id BIGINT NOT NULL, session_id BIGINT NOT NULL, indicator TEXT NOT NULL, value BIGINT NOT NULL,
            method TEXT NOT NULL CHECK (method IN ('measured', 'reported', 'estimated', 'booked')), source TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('received', 'accepted', 'returned', 'rejected')),
            covers_whole BIGINT NOT NULL CHECK (covers_whole IN (0, 1)), reason TEXT NOT NULL, supersedes BIGINT, warnings TEXT NOT NULL,
            made_at BIGINT NOT NULL, made_by BIGINT NOT NULL, decided_at BIGINT, decided_by BIGINT, decision TEXT NOT NULL,
            has_evidence BIGINT NOT NULL CHECK (has_evidence IN (0, 1)), PRIMARY KEY (activity_id, id), CHECK (value >= 0))
        """,
        "CREATE INDEX participation_claim_subject ON participation_claim (activity_id, session_id, indicator)",
        """
        CREATE UNIQUE INDEX participation_claim_booked ON participation_claim (activity_id, session_id, indicator) WHERE method = 'booked'
        """,
        """
        CREATE UNIQUE INDEX participation_claim_door ON participation_claim (activity_id, session_id, indicator) WHERE source = 'door'
        """,
        """
        CREATE INDEX participation_claim_queue ON participation_claim (made_at, id)
            WHERE state = 'received' AND method IN ('reported', 'estimated')
        """,
        """
        CREATE TABLE participation_evidence (
            activity_id BIGINT NOT NULL, claim_id BIGINT NOT NULL, text TEXT NOT NULL, is_public BIGINT NOT NULL CHECK (is_public IN (0, 1)),
            file_name TEXT, media_type TEXT, size BIGINT, bytes \(.blob), PRIMARY KEY (activity_id, claim_id))
        """,
        """
        CREATE TABLE participation_counted (
            activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, indicator TEXT NOT NULL, claim_id BIGINT NOT NULL, method TEXT NOT NULL,
            value BIGINT NOT NULL, PRIMARY KEY (activity_id, session_id, indicator))
        """,
        """
        CREATE TABLE participation_counted_change (
            seq \(.identity), mark BIGINT NOT NULL, activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, indicator TEXT NOT NULL,
            before_method TEXT, before_value BIGINT, after_method TEXT, after_value BIGINT, claim_id BIGINT NOT NULL, at BIGINT NOT NULL)
        """,
        "CREATE INDEX participation_counted_change_activity ON participation_counted_change (activity_id, seq)"
    )

    private static let rows = Migration(
        "participation-0002",
        """
        CREATE TABLE participation_row (
            activity_id BIGINT NOT NULL, id BIGINT NOT NULL, session_id BIGINT NOT NULL, claim_id BIGINT NOT NULL, indicator TEXT NOT NULL,
            quantity BIGINT NOT NULL, at BIGINT NOT NULL, device TEXT NOT NULL, ticket BIGINT, PRIMARY KEY (activity_id, id),
            UNIQUE (activity_id, session_id, ticket), CHECK (quantity >= 0))
        """,
        "CREATE INDEX participation_row_claim ON participation_row (activity_id, claim_id, at)",
        """
        CREATE TABLE participation_scan_repeat (
            activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, ticket BIGINT NOT NULL, device TEXT NOT NULL, at BIGINT NOT NULL,
            recorded_at BIGINT NOT NULL, PRIMARY KEY (activity_id, session_id, ticket, device, at))
        """
    )

    /// Which claim counts, and the newest reading of a source, are found without reading the others (`ClaimRules.strength`).
    private static let strength = Migration(
        "participation-0004",
        """
        CREATE INDEX participation_claim_strength ON participation_claim (activity_id, session_id, indicator, (
            CASE WHEN method = 'booked' THEN 0
            WHEN supersedes IS NOT NULL THEN CASE WHEN state = 'accepted' THEN 10 ELSE 0 END
            WHEN method = 'measured' THEN
                CASE WHEN state IN ('rejected', 'returned') THEN 0
                    WHEN covers_whole = 1 THEN CASE WHEN source = 'door' THEN 9 ELSE 8 END
                    WHEN source = 'door' THEN 3 ELSE 2 END
            WHEN state <> 'accepted' THEN 0
            WHEN method = 'reported' THEN 6 ELSE 4 END), id)
        """,
        """
        CREATE INDEX participation_claim_reading ON participation_claim (activity_id, session_id, indicator, source, id)
            WHERE method = 'measured' AND supersedes IS NULL
        """
    )

    /// Which rows are people who came without a ticket, counted at the door; one that was a mistake stays and says so.
    private static let walkIns = Migration(
        "participation-0007",
        """
        CREATE TABLE participation_walk_in (activity_id BIGINT NOT NULL, row_id BIGINT NOT NULL, undone_at BIGINT, PRIMARY KEY (activity_id, row_id))
        """)

    /// Different visitors of each activity (`VisitorSketch`); and changes of what counts in an order that nobody who follows it misses one of.
    private static let sketches = Migration(
        "participation-0010",
        "CREATE TABLE participation_sketch (activity_id BIGINT PRIMARY KEY, registers \(.blob) NOT NULL)",
        "CREATE INDEX participation_counted_change_mark ON participation_counted_change (mark, seq)",
        "CREATE VIEW view_participation_changed AS SELECT mark, seq, activity_id FROM participation_counted_change")

    private static let views = Migration(
        "participation-0003",
        """
        CREATE VIEW view_participation_counted AS
        SELECT activity_id, session_id, indicator, claim_id, method, value FROM participation_counted
        """,
        """
        CREATE VIEW view_participation_booked AS
        SELECT activity_id, session_id, value FROM participation_claim WHERE method = 'booked'
        """,
        """
        CREATE VIEW view_participation_change AS
        SELECT seq, activity_id, session_id, indicator, before_method, before_value, after_method, after_value, claim_id, at
        FROM participation_counted_change
        """
    )

    /// A reading is one row, and the same reading once; `participation_feed` holds what a source's readings say together, so that neither
    /// a batch nor a page adds them up.
    private static let readings = Migration(
        "participation-0005",
        "ALTER TABLE participation_row ADD COLUMN sequence BIGINT",
        """
        CREATE UNIQUE INDEX participation_row_sequence ON participation_row (activity_id, session_id, indicator, device, sequence)
            WHERE sequence IS NOT NULL
        """,
        """
        CREATE TABLE participation_feed (
            activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, indicator TEXT NOT NULL, source TEXT NOT NULL,
            basis TEXT NOT NULL CHECK (basis IN ('increment', 'total')), claim_id BIGINT NOT NULL, value BIGINT NOT NULL, readings BIGINT NOT NULL,
            first_sequence BIGINT NOT NULL, last_sequence BIGINT NOT NULL, first_at BIGINT NOT NULL, last_at BIGINT NOT NULL,
            says_whole BIGINT NOT NULL CHECK (says_whole IN (0, 1)), PRIMARY KEY (activity_id, session_id, indicator, source))
        """
    )
}
