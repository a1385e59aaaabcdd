import Storage

extension CallsSchema {
    /// Papers that came with objections, sealed, and how much a network handed in today.
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
        """)
}
