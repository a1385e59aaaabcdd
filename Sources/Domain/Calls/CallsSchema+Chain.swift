import Storage

extension CallsSchema {
    /// Named steps that must be passed, amounts of grants, the letter behind an exclusion, and how an objection was decided.
    static let chain = Migration(
        "calls-0007",
        """
        CREATE TABLE calls_check (
            application_id BIGINT NOT NULL REFERENCES calls_application (id), step TEXT \(.binary) NOT NULL, is_passed BIGINT NOT NULL CHECK (is_passed IN (0, 1)),
            says TEXT NOT NULL, made_by BIGINT NOT NULL, made_at BIGINT NOT NULL, PRIMARY KEY (application_id, step))
        """,
        """
        CREATE TABLE calls_award (
            application_id BIGINT PRIMARY KEY REFERENCES calls_application (id), yuan BIGINT NOT NULL CHECK (yuan > 0), made_by BIGINT NOT NULL,
            made_at BIGINT NOT NULL)
        """,
        "ALTER TABLE calls_exclusion ADD COLUMN letter TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE calls_objection ADD COLUMN decided TEXT",
        "UPDATE calls_objection SET decided = state WHERE state IN ('upheld', 'dismissed', 'inadmissible')")
}
