import Storage

/// The tables of the room. `commendations_standing` holds everybody's score as it was last worked out; from the deadline on its numbers stay, and
/// once the list is published nothing of it changes.
enum CommendationsSchema {
    static let migrations = [
        Migration(
            "commendations-0001",
            """
            CREATE TABLE commendations_rule (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, authority_id BIGINT NOT NULL, campaign_id BIGINT NOT NULL, version BIGINT NOT NULL,
                newest BIGINT NOT NULL, closes_at BIGINT, reckoned_at BIGINT, taken_at BIGINT, taken_seq BIGINT NOT NULL DEFAULT 0, published_at BIGINT)
            """,
            "CREATE INDEX commendations_rule_campaign ON commendations_rule (campaign_id)",
            """
            CREATE TABLE commendations_version (
                rule_id BIGINT NOT NULL REFERENCES commendations_rule (id), number BIGINT NOT NULL, body TEXT NOT NULL, made_at BIGINT NOT NULL, made_by BIGINT NOT NULL,
                PRIMARY KEY (rule_id, number))
            """,
            """
            CREATE TABLE commendations_material (
                rule_id BIGINT NOT NULL REFERENCES commendations_rule (id), organisation_id BIGINT NOT NULL, indicator TEXT \(.binary) NOT NULL, says TEXT NOT NULL,
                stated_at BIGINT NOT NULL, stated_by BIGINT NOT NULL, points BIGINT CHECK (points >= 0), reason TEXT NOT NULL DEFAULT '', judged_at BIGINT, judged_by BIGINT,
                PRIMARY KEY (rule_id, organisation_id, indicator))
            """,
            """
            CREATE TABLE commendations_standing (
                rule_id BIGINT NOT NULL REFERENCES commendations_rule (id), organisation_id BIGINT NOT NULL, rank_key TEXT \(.binary) NOT NULL, total BIGINT NOT NULL,
                open BIGINT NOT NULL, lines TEXT NOT NULL, is_commended BIGINT NOT NULL DEFAULT 0 CHECK (is_commended IN (0, 1)), PRIMARY KEY (rule_id, organisation_id))
            """,
            "CREATE INDEX commendations_standing_rank ON commendations_standing (rule_id, rank_key)",
            "CREATE INDEX commendations_standing_organisation ON commendations_standing (organisation_id)"
        )
    ]
}
