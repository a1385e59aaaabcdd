import Storage

/// The tables of the room.
enum TalksSchema {
    static let migrations = [
        Migration("talks-0001", statements: pool + requests),
        // Teams of experts for rooms that name them: the declared record.
        Migration("talks-0002", "CREATE VIEW view_talks_pool AS SELECT p.key, p.campaign_id, p.body FROM talks_pool p"),
    ]

    private static let pool: [SQL] = [
        // What the pool of experts (Calls) does not know: where, when and how long somebody may be asked to talk.
        """
        CREATE TABLE talks_speaker (
            expert_id BIGINT PRIMARY KEY, about_zh TEXT NOT NULL, about_en TEXT, regions TEXT \(.binary) NOT NULL, weekdays TEXT \(.binary) NOT NULL,
            begin_minute BIGINT NOT NULL, end_minute BIGINT NOT NULL, vetted_until TEXT \(.binary), reminded_for TEXT \(.binary),
            is_public BIGINT NOT NULL CHECK (is_public IN (0, 1)), changed_at BIGINT NOT NULL, CHECK (begin_minute < end_minute))
        """,
        "CREATE INDEX talks_speaker_vetted ON talks_speaker (vetted_until)",
        """
        CREATE TABLE talks_exception (
            expert_id BIGINT NOT NULL, day TEXT \(.binary) NOT NULL, is_free BIGINT NOT NULL CHECK (is_free IN (0, 1)), PRIMARY KEY (expert_id, day))
        """,
        "CREATE TABLE talks_offer (resource_id BIGINT PRIMARY KEY, expert_id BIGINT NOT NULL, offered_at BIGINT NOT NULL)",
        "CREATE INDEX talks_offer_expert ON talks_offer (expert_id)",
        "CREATE TABLE talks_pool (id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, campaign_id BIGINT NOT NULL, body TEXT NOT NULL)",
        "CREATE INDEX talks_pool_campaign ON talks_pool (campaign_id)",
    ]

    private static let requests: [SQL] = [
        """
        CREATE TABLE talks_request (
            id BIGINT PRIMARY KEY, unit_id BIGINT NOT NULL, resource_id BIGINT, state TEXT \(.binary) NOT NULL, topic TEXT NOT NULL, purpose TEXT NOT NULL,
            audience TEXT NOT NULL, people BIGINT, region TEXT \(.binary) NOT NULL, place TEXT NOT NULL, wishes TEXT \(.binary) NOT NULL, minutes BIGINT NOT NULL,
            expert_id BIGINT, fallback_id BIGINT, answer_days BIGINT NOT NULL, answer_by BIGINT, begin_at BIGINT, end_at BIGINT,
            activity_id BIGINT, session_id BIGINT, is_made BIGINT NOT NULL CHECK (is_made IN (0, 1)), reason TEXT NOT NULL,
            rating BIGINT CHECK (rating BETWEEN 1 AND 5), remark TEXT NOT NULL, code TEXT \(.binary), contact \(.blob), made_by BIGINT NOT NULL,
            made_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, CHECK ((activity_id IS NULL) = (session_id IS NULL)))
        """,
        "CREATE INDEX talks_request_unit ON talks_request (unit_id, id)",
        "CREATE INDEX talks_request_expert ON talks_request (expert_id, state) WHERE expert_id IS NOT NULL",
        "CREATE INDEX talks_request_state ON talks_request (state, changed_at)",
        "CREATE INDEX talks_request_resource ON talks_request (resource_id) WHERE resource_id IS NOT NULL",
        "CREATE INDEX talks_request_session ON talks_request (activity_id, session_id) WHERE activity_id IS NOT NULL",
        "CREATE UNIQUE INDEX talks_request_code ON talks_request (code) WHERE code IS NOT NULL",
        "CREATE INDEX talks_request_contact ON talks_request (changed_at) WHERE contact IS NOT NULL",
        """
        CREATE TABLE talks_dispatch (
            request_id BIGINT NOT NULL REFERENCES talks_request (id), number BIGINT NOT NULL, expert_id BIGINT NOT NULL, asked_at BIGINT NOT NULL,
            answer_by BIGINT NOT NULL, answer TEXT \(.binary), says TEXT NOT NULL, answered_at BIGINT, PRIMARY KEY (request_id, number))
        """,
        "CREATE INDEX talks_dispatch_expert ON talks_dispatch (expert_id)",
    ]
}
