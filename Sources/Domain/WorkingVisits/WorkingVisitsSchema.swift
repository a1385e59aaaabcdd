import Storage

/// The tables of the room. Names of people lie sealed in `workingvisits_person`; everything else is told by bodies and offices.
enum WorkingVisitsSchema {
    static let migrations = [
        Migration(
            "workingvisits-0001",
            """
            CREATE TABLE workingvisits_visit (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT, kind TEXT \(.binary) NOT NULL, state TEXT \(.binary) NOT NULL,
                day TEXT \(.binary) NOT NULL, clock TEXT \(.binary), keeper_id BIGINT NOT NULL, campaign_id BIGINT, venue_id BIGINT, place TEXT NOT NULL,
                tongues TEXT \(.binary) NOT NULL, agenda TEXT NOT NULL, seen_zh TEXT, seen_en TEXT, headline_zh TEXT, headline_en TEXT, story_zh TEXT, story_en TEXT,
                told_by BIGINT, news_id BIGINT, reason TEXT NOT NULL, made_by BIGINT NOT NULL, made_at BIGINT NOT NULL, recorded_at BIGINT, changed_at BIGINT NOT NULL,
                source TEXT NOT NULL, note_zh TEXT, note_en TEXT)
            """,
            "CREATE INDEX workingvisits_visit_listed ON workingvisits_visit (state, day, id)",
            "CREATE INDEX workingvisits_visit_keeper ON workingvisits_visit (keeper_id)",
            "CREATE INDEX workingvisits_visit_campaign ON workingvisits_visit (campaign_id) WHERE campaign_id IS NOT NULL",
            "CREATE INDEX workingvisits_visit_venue ON workingvisits_visit (venue_id) WHERE venue_id IS NOT NULL",
            "CREATE INDEX workingvisits_visit_news ON workingvisits_visit (news_id) WHERE news_id IS NOT NULL",
            """
            CREATE TABLE workingvisits_body (
                visit_id BIGINT NOT NULL REFERENCES workingvisits_visit (id), organisation_id BIGINT NOT NULL, position BIGINT NOT NULL, agreed_at BIGINT, agreed_by BIGINT,
                PRIMARY KEY (visit_id, organisation_id))
            """,
            "CREATE INDEX workingvisits_body_organisation ON workingvisits_body (organisation_id)",
            """
            CREATE TABLE workingvisits_person (
                id BIGINT PRIMARY KEY, visit_id BIGINT NOT NULL REFERENCES workingvisits_visit (id), organisation_id BIGINT NOT NULL, office TEXT NOT NULL, name \(.blob))
            """,
            "CREATE INDEX workingvisits_person_visit ON workingvisits_person (visit_id)",
            "CREATE INDEX workingvisits_person_organisation ON workingvisits_person (organisation_id)",
            """
            CREATE TABLE workingvisits_conclusion (
                id BIGINT PRIMARY KEY, visit_id BIGINT NOT NULL REFERENCES workingvisits_visit (id), key TEXT \(.binary) NOT NULL, position BIGINT NOT NULL, text_zh TEXT NOT NULL,
                text_en TEXT, owner_id BIGINT, due_on TEXT \(.binary), task_id BIGINT UNIQUE, UNIQUE (visit_id, key))
            """,
            "CREATE INDEX workingvisits_conclusion_owner ON workingvisits_conclusion (owner_id) WHERE owner_id IS NOT NULL"
        )
    ]
}
