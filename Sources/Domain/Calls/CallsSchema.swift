import Storage

/// The tables of the room, and the views that other rooms read.
///
/// Schemes, calls and announced lists are kept as they were declared (canonical JSON): one text is what a file says, what the desk
/// changes, and what the room reads. Everything that people do with them has columns of its own.
enum CallsSchema {
    static let migrations: [Migration] = [
        Migration(
            "calls-0001",
            """
            CREATE TABLE calls_scheme (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, version BIGINT NOT NULL, authority_id BIGINT NOT NULL, region TEXT \(.binary))
            """,
            """
            CREATE TABLE calls_scheme_version (
                scheme_id BIGINT NOT NULL REFERENCES calls_scheme (id), version BIGINT NOT NULL, body TEXT NOT NULL, made_at BIGINT NOT NULL,
                made_by BIGINT NOT NULL, PRIMARY KEY (scheme_id, version))
            """,
            """
            CREATE TABLE calls_call (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, scheme_id BIGINT, scheme_version BIGINT, campaign_id BIGINT,
                body TEXT NOT NULL, state TEXT \(.binary) NOT NULL, opens_at BIGINT, closes_at BIGINT, batch BIGINT, numbered BIGINT NOT NULL DEFAULT 0,
                CHECK (state IN ('standing', 'concluded', 'cancelled')))
            """,
            "CREATE INDEX calls_call_scheme ON calls_call (scheme_id)",
            """
            CREATE TABLE calls_deadline (
                call_id BIGINT NOT NULL REFERENCES calls_call (id), organisation_id BIGINT NOT NULL, at BIGINT NOT NULL,
                PRIMARY KEY (call_id, organisation_id))
            """,
            """
            CREATE TABLE calls_application (
                id BIGINT PRIMARY KEY, call_id BIGINT NOT NULL REFERENCES calls_call (id), organisation_id BIGINT NOT NULL, venue_id BIGINT,
                category TEXT \(.binary), state TEXT \(.binary) NOT NULL, version BIGINT NOT NULL, number TEXT \(.binary), blind_code TEXT \(.binary) NOT NULL,
                recommender_id BIGINT, region TEXT \(.binary), submitted_at BIGINT, changed_at BIGINT NOT NULL, made_by BIGINT NOT NULL,
                score BIGINT, place BIGINT, remark TEXT NOT NULL DEFAULT '', UNIQUE (call_id, organisation_id, venue_id))
            """,
            "CREATE INDEX calls_application_state ON calls_application (call_id, state, score, id)",
            "CREATE INDEX calls_application_organisation ON calls_application (organisation_id, call_id)",
            "CREATE INDEX calls_application_recommender ON calls_application (recommender_id, call_id, state)",
            "CREATE UNIQUE INDEX calls_application_blind ON calls_application (call_id, blind_code)",
            """
            CREATE TABLE calls_application_version (
                application_id BIGINT NOT NULL REFERENCES calls_application (id), version BIGINT NOT NULL, body TEXT NOT NULL, digest TEXT NOT NULL,
                is_frozen BIGINT NOT NULL DEFAULT 0 CHECK (is_frozen IN (0, 1)),
                made_at BIGINT NOT NULL, made_by BIGINT NOT NULL, PRIMARY KEY (application_id, version))
            """,
            """
            CREATE TABLE calls_attachment (
                id BIGINT PRIMARY KEY, application_id BIGINT NOT NULL REFERENCES calls_application (id), field TEXT NOT NULL, file_id BIGINT NOT NULL,
                name TEXT NOT NULL, media_type TEXT NOT NULL, size BIGINT NOT NULL, digest TEXT NOT NULL, version BIGINT NOT NULL, added_at BIGINT NOT NULL,
                removed_at BIGINT)
            """,
            "CREATE INDEX calls_attachment_application ON calls_attachment (application_id, field)",
            """
            CREATE TABLE calls_remark (
                id BIGINT PRIMARY KEY, application_id BIGINT NOT NULL REFERENCES calls_application (id), version BIGINT NOT NULL, field TEXT NOT NULL,
                says TEXT NOT NULL, made_by BIGINT NOT NULL, made_at BIGINT NOT NULL)
            """,
            "CREATE INDEX calls_remark_application ON calls_remark (application_id, version)",
            """
            CREATE TABLE calls_opinion (
                application_id BIGINT NOT NULL REFERENCES calls_application (id), step TEXT \(.binary) NOT NULL, version BIGINT NOT NULL, verdict TEXT NOT NULL,
                says TEXT NOT NULL, organisation_id BIGINT, made_by BIGINT NOT NULL, made_at BIGINT NOT NULL, PRIMARY KEY (application_id, step, version))
            """
        ),
        Migration(
            "calls-0002",
            """
            CREATE TABLE calls_expert (
                id BIGINT PRIMARY KEY, account_id BIGINT UNIQUE, name TEXT NOT NULL, organisation_id BIGINT, region TEXT \(.binary), fields TEXT NOT NULL,
                is_active BIGINT NOT NULL CHECK (is_active IN (0, 1)), added_at BIGINT NOT NULL)
            """,
            "CREATE INDEX calls_expert_organisation ON calls_expert (organisation_id)",
            """
            CREATE TABLE calls_expert_tie (
                expert_id BIGINT NOT NULL REFERENCES calls_expert (id), organisation_id BIGINT NOT NULL, kind TEXT \(.binary) NOT NULL,
                says TEXT NOT NULL, PRIMARY KEY (expert_id, organisation_id, kind))
            """,
            """
            CREATE TABLE calls_exclusion (
                application_id BIGINT NOT NULL REFERENCES calls_application (id), expert_id BIGINT NOT NULL REFERENCES calls_expert (id), says TEXT NOT NULL,
                PRIMARY KEY (application_id, expert_id))
            """,
            """
            CREATE TABLE calls_sheet (
                call_id BIGINT NOT NULL, application_id BIGINT NOT NULL REFERENCES calls_application (id),
                expert_id BIGINT NOT NULL REFERENCES calls_expert (id), state TEXT \(.binary) NOT NULL, reason TEXT NOT NULL, scores TEXT NOT NULL DEFAULT '{}',
                comment TEXT NOT NULL DEFAULT '', total BIGINT, digest TEXT, assigned_at BIGINT NOT NULL, signed_at BIGINT,
                PRIMARY KEY (application_id, expert_id), CHECK (state IN ('assigned', 'signed', 'declined')),
                CHECK ((state = 'signed') = (signed_at IS NOT NULL)))
            """,
            "CREATE INDEX calls_sheet_expert ON calls_sheet (expert_id, state, call_id)",
            "CREATE INDEX calls_sheet_call ON calls_sheet (call_id, state)",
            """
            CREATE TABLE calls_inspection (
                application_id BIGINT PRIMARY KEY REFERENCES calls_application (id), held_on TEXT \(.binary) NOT NULL, inspectors TEXT NOT NULL, answers TEXT NOT NULL,
                says TEXT NOT NULL, made_by BIGINT NOT NULL, made_at BIGINT NOT NULL)
            """,
            """
            CREATE TABLE calls_meeting (
                id BIGINT PRIMARY KEY, call_id BIGINT NOT NULL REFERENCES calls_call (id), held_on TEXT \(.binary) NOT NULL, present TEXT NOT NULL, minutes TEXT NOT NULL,
                made_by BIGINT NOT NULL, made_at BIGINT NOT NULL)
            """,
            "CREATE INDEX calls_meeting_call ON calls_meeting (call_id, held_on)",
            """
            CREATE TABLE calls_meeting_item (
                meeting_id BIGINT NOT NULL REFERENCES calls_meeting (id), application_id BIGINT NOT NULL REFERENCES calls_application (id),
                outcome TEXT NOT NULL, recused TEXT NOT NULL, says TEXT NOT NULL, PRIMARY KEY (meeting_id, application_id))
            """
        ),
        Migration(
            "calls-0003",
            """
            CREATE TABLE calls_notice (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) UNIQUE, call_id BIGINT, scheme_id BIGINT, scheme_version BIGINT, campaign_id BIGINT,
                title_zh TEXT NOT NULL, title_en TEXT, body TEXT NOT NULL, begins_on TEXT \(.binary) NOT NULL, ends_on TEXT \(.binary) NOT NULL,
                workdays BIGINT NOT NULL, counts_first BIGINT NOT NULL, state TEXT \(.binary) NOT NULL, supersedes_id BIGINT, superseded_by BIGINT,
                published_at BIGINT, closed_at BIGINT, digest TEXT,
                CHECK (state IN ('scheduled', 'open', 'closed-clean', 'closed-with-objections', 'resolved', 'superseded')))
            """,
            "CREATE INDEX calls_notice_state ON calls_notice (state, ends_on)",
            "CREATE INDEX calls_notice_begin ON calls_notice (begins_on, id)",
            """
            CREATE TABLE calls_notice_item (
                notice_id BIGINT NOT NULL REFERENCES calls_notice (id), position BIGINT NOT NULL, action TEXT \(.binary) NOT NULL, organisation_id BIGINT,
                application_id BIGINT, title_id BIGINT, name_zh TEXT NOT NULL, name_en TEXT, category TEXT, says TEXT NOT NULL DEFAULT '',
                outcome TEXT \(.binary), decided_at BIGINT, PRIMARY KEY (notice_id, position))
            """,
            "CREATE INDEX calls_notice_item_application ON calls_notice_item (application_id)",
            """
            CREATE TABLE calls_objection (
                id BIGINT PRIMARY KEY, notice_id BIGINT NOT NULL REFERENCES calls_notice (id), position BIGINT NOT NULL, kind TEXT \(.binary) NOT NULL,
                state TEXT \(.binary) NOT NULL, code TEXT \(.binary) NOT NULL UNIQUE, sealed \(.blob) NOT NULL, facts_sealed \(.blob) NOT NULL, ground TEXT NOT NULL DEFAULT '',
                answer TEXT NOT NULL DEFAULT '', received_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
                is_empty BIGINT NOT NULL DEFAULT 0 CHECK (is_empty IN (0, 1)))
            """,
            "CREATE INDEX calls_objection_notice ON calls_objection (notice_id, position, state)"
        ),
        Migration(
            "calls-0004",
            """
            CREATE TABLE calls_title (
                id BIGINT PRIMARY KEY, code TEXT \(.binary) NOT NULL UNIQUE, number TEXT \(.binary) NOT NULL, scheme_id BIGINT NOT NULL, scheme_version BIGINT NOT NULL,
                organisation_id BIGINT NOT NULL, venue_id BIGINT, category TEXT \(.binary), region TEXT \(.binary), batch BIGINT, granted_on TEXT \(.binary) NOT NULL,
                valid_until TEXT \(.binary), state TEXT \(.binary) NOT NULL, ended_on TEXT \(.binary), ground TEXT NOT NULL DEFAULT '', clause TEXT NOT NULL DEFAULT '',
                notice_id BIGINT, position BIGINT, application_id BIGINT, status_index BIGINT NOT NULL UNIQUE, UNIQUE (scheme_id, number),
                CHECK (state IN ('valid', 'rectifying', 'revoked', 'expired', 'replaced')))
            """,
            "CREATE INDEX calls_title_scheme ON calls_title (scheme_id, state, granted_on)",
            "CREATE INDEX calls_title_organisation ON calls_title (organisation_id)",
            "CREATE INDEX calls_title_venue ON calls_title (venue_id)",
            "CREATE INDEX calls_title_until ON calls_title (state, valid_until)",
            """
            CREATE TABLE calls_announced (
                id BIGINT PRIMARY KEY, kind TEXT \(.binary) NOT NULL, key TEXT \(.binary) NOT NULL, scheme_id BIGINT NOT NULL, campaign_id BIGINT,
                day TEXT \(.binary) NOT NULL, body TEXT NOT NULL, UNIQUE (kind, key), CHECK (kind IN ('notice', 'titles')))
            """,
            """
            CREATE TABLE calls_assessment (
                id BIGINT PRIMARY KEY, title_id BIGINT NOT NULL REFERENCES calls_title (id), year BIGINT NOT NULL, opens_on TEXT \(.binary) NOT NULL,
                due_on TEXT \(.binary) NOT NULL, state TEXT \(.binary) NOT NULL, body TEXT NOT NULL DEFAULT '{}', filed_at BIGINT, decided_at BIGINT,
                rectify_until TEXT \(.binary), says TEXT NOT NULL DEFAULT '', UNIQUE (title_id, year))
            """,
            "CREATE INDEX calls_assessment_due ON calls_assessment (state, due_on)",
            """
            CREATE VIEW view_calls_title AS
            SELECT t.id, t.code, t.number, t.scheme_id, s.key AS scheme_key, s.authority_id, t.organisation_id, t.venue_id, t.category, t.region, t.granted_on, t.valid_until,
                t.state, t.ended_on FROM calls_title t JOIN calls_scheme s ON s.id = t.scheme_id
            """
        ),
        chain,
        titles,
        papers,
        tally,
        pool,
        following,
        seats,
        evidence,
        reports,
    ]
}
