import Storage

/// The tables of the room. No name and no ticket's code stands in any of them: a ticket is its number.
enum DoorSchema {
    static let migrations = [
        Migration(
            "door-0001",
            // A device that keeps the door of one activity on one day. Its secrets lie as marks only.
            """
            CREATE TABLE door_device (
                activity_id BIGINT NOT NULL, id BIGINT NOT NULL, day TEXT NOT NULL, name TEXT NOT NULL, duty TEXT NOT NULL,
                pairing_mark \(.blob), token_mark \(.blob), made_at BIGINT NOT NULL, made_by BIGINT NOT NULL, expires_at BIGINT NOT NULL,
                paired_at BIGINT, paired_skew BIGINT, revoked_at BIGINT, seen_at BIGINT, skew BIGINT, waiting BIGINT NOT NULL,
                PRIMARY KEY (activity_id, id))
            """,
            "CREATE UNIQUE INDEX door_device_pairing ON door_device (pairing_mark) WHERE pairing_mark IS NOT NULL",
            "CREATE UNIQUE INDEX door_device_token ON door_device (token_mark) WHERE token_mark IS NOT NULL",
            // What devices sent, each thing once, by the device's own number of it; with the time that the device said and the one that counts.
            """
            CREATE TABLE door_entry (
                activity_id BIGINT NOT NULL, device_id BIGINT NOT NULL, seq BIGINT NOT NULL, session_id BIGINT NOT NULL, kind TEXT NOT NULL,
                quantity BIGINT NOT NULL, way TEXT NOT NULL, row_id BIGINT, said TEXT NOT NULL, result TEXT NOT NULL, first_at BIGINT,
                first_device TEXT NOT NULL, device_at BIGINT NOT NULL, at BIGINT NOT NULL, received_at BIGINT NOT NULL, undone_at BIGINT,
                PRIMARY KEY (activity_id, device_id, seq))
            """,
            "CREATE INDEX door_entry_session ON door_entry (activity_id, session_id, result, at)",
            // What is not among the scans: who left, who was only estimated; and how many may be inside.
            """
            CREATE TABLE door_tally (
                activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, left_count BIGINT NOT NULL, estimated BIGINT NOT NULL, most BIGINT,
                PRIMARY KEY (activity_id, session_id))
            """)
    ]
}
