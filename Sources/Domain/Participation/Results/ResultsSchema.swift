import Storage

/// What a host's results keep beside their claims: the form as one thing, its photographs, the sample behind an estimate; how round a unit's
/// numbers are; who was reminded.
enum ResultsSchema {
    static let migration = Migration(
        "participation-0008",
        """
        CREATE TABLE participation_result (
            activity_id BIGINT NOT NULL, id BIGINT NOT NULL, session_id BIGINT NOT NULL, summary TEXT NOT NULL, fingerprint TEXT NOT NULL,
            shows_photos BIGINT NOT NULL CHECK (shows_photos IN (0, 1)), made_at BIGINT NOT NULL, made_by BIGINT NOT NULL, PRIMARY KEY (activity_id, id))
        """,
        "CREATE INDEX participation_result_fingerprint ON participation_result (fingerprint) WHERE fingerprint <> ''",
        """
        CREATE TABLE participation_result_claim (
            activity_id BIGINT NOT NULL, claim_id BIGINT NOT NULL, result_id BIGINT NOT NULL, PRIMARY KEY (activity_id, claim_id))
        """,
        """
        CREATE TABLE participation_result_photo (
            activity_id BIGINT NOT NULL, result_id BIGINT NOT NULL, id BIGINT NOT NULL, digest TEXT \(.binary) NOT NULL, PRIMARY KEY (activity_id, result_id, id))
        """,
        """
        CREATE TABLE participation_sample (
            activity_id BIGINT NOT NULL, claim_id BIGINT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('strips', 'moments')), counts TEXT NOT NULL,
            parts BIGINT NOT NULL, open_minutes BIGINT NOT NULL, stay_minutes BIGINT NOT NULL, PRIMARY KEY (activity_id, claim_id))
        """,
        """
        CREATE TABLE participation_habit (
            organiser_id BIGINT PRIMARY KEY, stated BIGINT NOT NULL, round BIGINT NOT NULL, CHECK (round BETWEEN 0 AND stated))
        """,
        """
        CREATE TABLE participation_reminder (
            activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, step BIGINT NOT NULL, sent_at BIGINT NOT NULL, PRIMARY KEY (activity_id, session_id, step))
        """,
        // Where several claims rest on one piece of evidence, its bytes lie with the first of them.
        "ALTER TABLE participation_evidence ADD COLUMN holder BIGINT"
    )
}
