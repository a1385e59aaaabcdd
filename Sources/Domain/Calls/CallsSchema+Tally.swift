import Storage

extension CallsSchema {
    /// How many a call has of each state, kept beside the records; and the order in which its applications are shown.
    static let tally = Migration(
        "calls-0009",
        """
        CREATE TABLE calls_tally (
            call_id BIGINT NOT NULL REFERENCES calls_call (id), what TEXT \(.binary) NOT NULL, amount BIGINT NOT NULL, PRIMARY KEY (call_id, what))
        """,
        "INSERT INTO calls_tally (call_id, what, amount) SELECT call_id, state, COUNT(*) FROM calls_application GROUP BY call_id, state",
        "INSERT INTO calls_tally (call_id, what, amount) SELECT call_id, 'sheet-' || state, COUNT(*) FROM calls_sheet GROUP BY call_id, state",
        "CREATE INDEX calls_application_place ON calls_application (call_id, state, place, id)",
        "DROP INDEX calls_application_state")
}
