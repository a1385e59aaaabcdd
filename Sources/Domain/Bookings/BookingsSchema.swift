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
        rules,
        ticketKeys, draws,
    ]

    /// Sessions whose places go by a ballot.
    private static let draws = Migration("bookings-0007", "ALTER TABLE bookings_rule ADD COLUMN is_drawn BIGINT NOT NULL DEFAULT 0 CHECK (is_drawn IN (0, 1))")

    /// With which keys tickets are signed; the private parts lie sealed.
    private static let ticketKeys = Migration(
        "bookings-0006",
        """
        CREATE TABLE bookings_ticket_key (
            number BIGINT PRIMARY KEY, public_key \(.blob), sealed \(.blob), made_at BIGINT NOT NULL, retired_at BIGINT)
        """)

    /// Rules as data, what they count over several sessions, and what larger parties tell of themselves.
    private static let rules = Migration(
        "bookings-0004",
        """
        CREATE TABLE bookings_rules (
            id BIGINT PRIMARY KEY, key TEXT NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, summary_zh TEXT, summary_en TEXT,
            level TEXT, subject_id BIGINT, body TEXT NOT NULL, changed_at BIGINT NOT NULL, changed_by BIGINT NOT NULL,
            CHECK ((level IS NULL) = (subject_id IS NULL)))
        """,
        "CREATE INDEX bookings_rules_place ON bookings_rules (level, subject_id) WHERE level IS NOT NULL",
        "ALTER TABLE bookings_booking ADD COLUMN kind TEXT NOT NULL DEFAULT 'individual'",
        // Until when places are kept while something is missing, or the host has not answered.
        "ALTER TABLE bookings_booking ADD COLUMN due_at BIGINT",
        "CREATE INDEX bookings_booking_requested ON bookings_booking (id) WHERE state = 'requested'",
        "DROP INDEX bookings_booking_waiting",
        """
        CREATE INDEX bookings_booking_waiting ON bookings_booking (activity_id, session_id, kind, party, id) WHERE state = 'waiting'
        """,
        // A unit that comes: how many grown-ups lead it, and the letter that it sent.
        """
        CREATE TABLE bookings_group (
            activity_id BIGINT NOT NULL, booking_id BIGINT NOT NULL, unit TEXT NOT NULL, adults BIGINT NOT NULL CHECK (adults >= 0),
            is_preschool BIGINT NOT NULL CHECK (is_preschool IN (0, 1)), youngest BIGINT, letter_id BIGINT, letter_name TEXT, PRIMARY KEY (activity_id, booking_id))
        """,
        // Names of those who come, sealed under the key of the booking's contact person.
        """
        CREATE TABLE bookings_guest (
            activity_id BIGINT NOT NULL, booking_id BIGINT NOT NULL, seat BIGINT NOT NULL, session_id BIGINT NOT NULL, sealed \(.blob),
            identity_mark \(.blob), is_child BIGINT NOT NULL CHECK (is_child IN (0, 1)), PRIMARY KEY (activity_id, booking_id, seat))
        """,
        "CREATE INDEX bookings_guest_identity ON bookings_guest (activity_id, session_id, identity_mark) WHERE identity_mark IS NOT NULL",
        // Who agreed to what for children under 14, when, and until when.
        """
        CREATE TABLE bookings_consent (
            activity_id BIGINT NOT NULL, booking_id BIGINT NOT NULL, purpose TEXT NOT NULL, given_at BIGINT NOT NULL, revoked_at BIGINT,
            PRIMARY KEY (activity_id, booking_id, purpose))
        """,
        // What a limit over several sessions has given, and to which booking.
        """
        CREATE TABLE bookings_allowance (
            rules_key TEXT NOT NULL, subject TEXT NOT NULL, holder TEXT NOT NULL, used BIGINT NOT NULL CHECK (used >= 0), last_day TEXT NOT NULL,
            PRIMARY KEY (rules_key, subject, holder))
        """,
        "CREATE INDEX bookings_allowance_holder ON bookings_allowance (holder) WHERE holder <> ''",
        "CREATE INDEX bookings_allowance_day ON bookings_allowance (last_day)",
        """
        CREATE TABLE bookings_allowance_use (
            activity_id BIGINT NOT NULL, booking_id BIGINT NOT NULL, rules_key TEXT NOT NULL, subject TEXT NOT NULL, holder TEXT NOT NULL,
            amount BIGINT NOT NULL CHECK (amount > 0), PRIMARY KEY (activity_id, booking_id, rules_key, subject, holder))
        """,
        // Who did not come, or changed too late.
        """
        CREATE TABLE bookings_strike (
            activity_id BIGINT NOT NULL, booking_id BIGINT NOT NULL, rules_key TEXT NOT NULL, phone_mark \(.blob), reason TEXT NOT NULL,
            at BIGINT NOT NULL, state TEXT NOT NULL, appeal TEXT NOT NULL, answer TEXT NOT NULL, decided_by BIGINT, decided_at BIGINT,
            PRIMARY KEY (activity_id, booking_id))
        """,
        "CREATE INDEX bookings_strike_person ON bookings_strike (phone_mark, rules_key) WHERE phone_mark IS NOT NULL",
        "CREATE INDEX bookings_strike_appeal ON bookings_strike (at) WHERE state = 'appealed'",
        // Of which sessions it has been asked who did not come.
        """
        CREATE TABLE bookings_reckoned (activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (activity_id, session_id))
        """)
}
