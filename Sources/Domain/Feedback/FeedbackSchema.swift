import Storage

/// The tables of the room: counters, and the random parts of invitations that were used within the last half hour.
enum FeedbackSchema {
    static let migrations = [
        Migration(
            "feedback-0001",
            """
            CREATE TABLE feedback_call (
                activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, one_in BIGINT NOT NULL CHECK (one_in BETWEEN 1 AND 100),
                is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)), turns BIGINT NOT NULL DEFAULT 0, asked BIGINT NOT NULL DEFAULT 0,
                answered BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (activity_id, session_id), CHECK (answered <= asked AND asked <= turns))
            """,
            """
            CREATE TABLE feedback_tally (
                activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, question TEXT NOT NULL, choice TEXT NOT NULL, answers BIGINT NOT NULL,
                PRIMARY KEY (activity_id, session_id, question, choice))
            """,
            """
            CREATE TABLE feedback_used (
                activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, nonce TEXT NOT NULL, until BIGINT NOT NULL, PRIMARY KEY (activity_id, session_id, nonce))
            """,
            "CREATE INDEX feedback_used_until ON feedback_used (until)"
        ),
        // Visitors with tickets are drawn by their tickets: a mark of each that has begun, until the session's answers are closed.
        Migration(
            "feedback-0002", "ALTER TABLE feedback_call ADD COLUMN by_ticket BIGINT NOT NULL DEFAULT 0 CHECK (by_ticket IN (0, 1))",
            """
            CREATE TABLE feedback_drawn (
                activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, mark TEXT NOT NULL, until BIGINT NOT NULL, PRIMARY KEY (activity_id, session_id, mark))
            """,
            "CREATE INDEX feedback_drawn_until ON feedback_drawn (until)"
        ),
    ]
}
