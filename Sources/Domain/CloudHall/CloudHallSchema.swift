import Storage

/// The tables of the room, the activity's id first in every key. A viewer is a mark that holds for one session only.
enum CloudHallSchema {
    static let migrations = [
        Migration(
            "cloudhall-0001",
            """
            CREATE TABLE cloudhall_room (
                activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, join_url TEXT, opens_minutes BIGINT NOT NULL CHECK (opens_minutes BETWEEN 0 AND 120),
                is_only_way BIGINT NOT NULL CHECK (is_only_way IN (0, 1)), recording_url TEXT, recorded_at BIGINT, viewers BIGINT NOT NULL DEFAULT 0,
                views BIGINT NOT NULL DEFAULT 0, peak BIGINT NOT NULL DEFAULT 0, watched BIGINT NOT NULL DEFAULT 0,
                replays BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (activity_id, session_id), CHECK ((recording_url IS NULL) = (recorded_at IS NULL)))
            """,
            "CREATE INDEX cloudhall_room_recorded ON cloudhall_room (recorded_at) WHERE recorded_at IS NOT NULL",
            """
            CREATE TABLE cloudhall_viewer (
                activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, mark \(.blob) NOT NULL, views BIGINT NOT NULL, seconds BIGINT NOT NULL,
                opened_at BIGINT NOT NULL, beat_at BIGINT NOT NULL, minute BIGINT NOT NULL, PRIMARY KEY (activity_id, session_id, mark))
            """,
            """
            CREATE TABLE cloudhall_minute (
                activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, minute BIGINT NOT NULL, shard BIGINT NOT NULL, watching BIGINT NOT NULL,
                PRIMARY KEY (activity_id, session_id, minute, shard))
            """,
            "CREATE INDEX cloudhall_minute_minute ON cloudhall_minute (minute)"
        )
    ]
}
