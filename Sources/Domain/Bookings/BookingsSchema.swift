import Storage

/// The tables of the room. What identifies a person stands in `bookings_person` only, sealed with that person's own key.
enum BookingsSchema {
    static let migrations = [
        Migration(
            "bookings-0001",
            """
            CREATE TABLE bookings_rule (
                activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),
                most_per_booking BIGINT NOT NULL CHECK (most_per_booking > 0),
                has_waiting_list BIGINT NOT NULL CHECK (has_waiting_list IN (0, 1)), PRIMARY KEY (activity_id, session_id))
            """,
            "CREATE INDEX bookings_rule_session ON bookings_rule (session_id)",
            """
            CREATE TABLE bookings_booking (
                activity_id BIGINT NOT NULL, id BIGINT NOT NULL, session_id BIGINT NOT NULL, code TEXT NOT NULL,
                party BIGINT NOT NULL CHECK (party > 0), state TEXT NOT NULL, person_id BIGINT NOT NULL, made_at BIGINT NOT NULL,
                offered_until BIGINT, PRIMARY KEY (activity_id, id), UNIQUE (activity_id, code),
                CHECK ((state = 'offered') = (offered_until IS NOT NULL)))
            """,
            "CREATE INDEX bookings_booking_session ON bookings_booking (activity_id, session_id, state, id)",
            """
            CREATE TABLE bookings_ticket (
                activity_id BIGINT NOT NULL, id BIGINT NOT NULL, booking_id BIGINT NOT NULL, session_id BIGINT NOT NULL, code TEXT NOT NULL,
                PRIMARY KEY (activity_id, id), UNIQUE (activity_id, code))
            """,
            "CREATE INDEX bookings_ticket_booking ON bookings_ticket (activity_id, booking_id, id)",
            """
            CREATE TABLE bookings_person (
                id BIGINT PRIMARY KEY, person_key \(.blob), sealed \(.blob), forgotten_at BIGINT,
                CHECK ((person_key IS NULL) = (sealed IS NULL)))
            """
        ),
        // A party of which some have come gives back the others' places: their tickets are void.
        Migration(
            "bookings-0002", "ALTER TABLE bookings_ticket ADD COLUMN is_void BIGINT NOT NULL DEFAULT 0 CHECK (is_void IN (0, 1))",
            // The next party that fits is found by the sizes of parties, however long the list is.
            "CREATE INDEX bookings_booking_waiting ON bookings_booking (activity_id, session_id, party, id) WHERE state = 'waiting'"),
        // A telephone number is found by its mark; persons whose time has come are found from the persons that are left.
        Migration(
            "bookings-0003", "ALTER TABLE bookings_person ADD COLUMN phone_mark \(.blob)",
            "CREATE INDEX bookings_person_phone ON bookings_person (phone_mark) WHERE phone_mark IS NOT NULL",
            "CREATE INDEX bookings_person_unmarked ON bookings_person (id) WHERE phone_mark IS NULL AND person_key IS NOT NULL",
            "CREATE INDEX bookings_person_kept ON bookings_person (id) WHERE person_key IS NOT NULL",
            "CREATE INDEX bookings_booking_person ON bookings_booking (person_id)"),
    ]
}
