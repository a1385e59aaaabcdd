import Storage

extension CallsSchema {
    /// Files of assessments' reports, by the filing with which they came and went; how often a report was filed, and to which filing a remark belongs.
    static let reports = Migration(
        "calls-0016",
        "ALTER TABLE calls_assessment ADD COLUMN filings BIGINT NOT NULL DEFAULT 0",
        "UPDATE calls_assessment SET filings = 1 WHERE filed_at IS NOT NULL",
        "ALTER TABLE calls_assessment_remark ADD COLUMN filing BIGINT NOT NULL DEFAULT 1",
        """
        CREATE TABLE calls_report_file (
            id BIGINT PRIMARY KEY, assessment_id BIGINT NOT NULL REFERENCES calls_assessment (id), field TEXT NOT NULL, file_id BIGINT NOT NULL,
            name TEXT NOT NULL, media_type TEXT NOT NULL, size BIGINT NOT NULL, pages BIGINT NOT NULL, digest TEXT NOT NULL,
            filing BIGINT NOT NULL, removed_filing BIGINT, added_at BIGINT NOT NULL, added_by BIGINT NOT NULL)
        """,
        "CREATE INDEX calls_report_file_assessment ON calls_report_file (assessment_id, id)")
}
