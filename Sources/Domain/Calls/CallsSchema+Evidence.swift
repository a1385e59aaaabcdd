import Storage

extension CallsSchema {
    /// Papers that came with objections, sealed, and how much a network handed in today; reports of assessments as they are typed, with
    /// remarks on single answers; lists that were published anew.
    static let evidence = Migration(
        "calls-0008",
        """
        CREATE TABLE calls_objection_paper (
            id BIGINT PRIMARY KEY, objection_id BIGINT NOT NULL REFERENCES calls_objection (id), is_seal BIGINT NOT NULL CHECK (is_seal IN (0, 1)),
            media_type TEXT NOT NULL, size BIGINT NOT NULL CHECK (size > 0), pages BIGINT NOT NULL CHECK (pages > 0), sealed \(.blob) NOT NULL,
            bytes \(.blob) NOT NULL)
        """,
        "CREATE INDEX calls_objection_paper_objection ON calls_objection_paper (objection_id, id)",
        """
        CREATE TABLE calls_objection_load (
            day TEXT \(.binary) NOT NULL, network \(.blob) NOT NULL, papers BIGINT NOT NULL, bytes BIGINT NOT NULL, PRIMARY KEY (day, network))
        """,
        "ALTER TABLE calls_assessment ADD COLUMN draft TEXT NOT NULL DEFAULT '{}'",
        "ALTER TABLE calls_assessment ADD COLUMN draft_version BIGINT NOT NULL DEFAULT 0",
        """
        CREATE TABLE calls_assessment_remark (
            id BIGINT PRIMARY KEY, assessment_id BIGINT NOT NULL REFERENCES calls_assessment (id), field TEXT NOT NULL, says TEXT NOT NULL,
            made_by BIGINT NOT NULL, made_at BIGINT NOT NULL)
        """,
        "CREATE INDEX calls_assessment_remark_assessment ON calls_assessment_remark (assessment_id, made_at)",
        """
        CREATE TABLE calls_list (
            id BIGINT PRIMARY KEY, scheme_id BIGINT NOT NULL REFERENCES calls_scheme (id), scheme_version BIGINT NOT NULL,
            published_on TEXT \(.binary) NOT NULL, next_on TEXT \(.binary) NOT NULL, titles BIGINT NOT NULL, body TEXT NOT NULL,
            UNIQUE (scheme_id, published_on))
        """)
}
