import Storage

/// The tables of the room, the activity's id first in every key. Who entered is a person of Bookings; the seed lies sealed until the draw.
enum BallotsSchema {
    static let migrations = [
        Migration(
            "ballots-0001",
            """
            CREATE TABLE ballots_ballot (
                activity_id BIGINT NOT NULL, id BIGINT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'drawn', 'cancelled')),
                opens_at BIGINT NOT NULL, closes_at BIGINT NOT NULL, accept_hours BIGINT NOT NULL, commitment TEXT NOT NULL, sealed_seed \(.blob),
                seed TEXT, digest TEXT, entries BIGINT NOT NULL DEFAULT 0, drawn_at BIGINT, made_by BIGINT NOT NULL, PRIMARY KEY (activity_id, id),
                CHECK (opens_at < closes_at), CHECK ((state = 'drawn') = (seed IS NOT NULL)))
            """,
            "CREATE INDEX ballots_ballot_id ON ballots_ballot (id)",
            "CREATE INDEX ballots_ballot_due ON ballots_ballot (closes_at) WHERE state = 'open'",
            """
            CREATE TABLE ballots_places (
                activity_id BIGINT NOT NULL, ballot_id BIGINT NOT NULL, session_id BIGINT NOT NULL, kind TEXT NOT NULL, places BIGINT NOT NULL CHECK (places > 0),
                PRIMARY KEY (activity_id, ballot_id, session_id, kind))
            """,
            "CREATE INDEX ballots_places_session ON ballots_places (session_id)",
            """
            CREATE TABLE ballots_entry (
                activity_id BIGINT NOT NULL, ballot_id BIGINT NOT NULL, number BIGINT NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL,
                party BIGINT NOT NULL CHECK (party > 0), sessions TEXT NOT NULL, person_id BIGINT NOT NULL, phone_mark \(.blob), masked TEXT NOT NULL,
                waits BIGINT NOT NULL CHECK (waits IN (0, 1)), state TEXT NOT NULL, entered_at BIGINT NOT NULL, place BIGINT, session_id BIGINT, booking TEXT,
                PRIMARY KEY (activity_id, ballot_id, number), UNIQUE (activity_id, code))
            """,
            """
            CREATE UNIQUE INDEX ballots_entry_person ON ballots_entry (activity_id, ballot_id, phone_mark) WHERE phone_mark IS NOT NULL
            """,
            "CREATE INDEX ballots_entry_phone ON ballots_entry (phone_mark) WHERE phone_mark IS NOT NULL",
            "CREATE INDEX ballots_entry_place ON ballots_entry (activity_id, ballot_id, place)",
            "CREATE INDEX ballots_entry_open ON ballots_entry (activity_id, ballot_id, place) WHERE state = 'entered'"
        )
    ]
}
