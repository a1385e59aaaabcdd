import Storage

extension CallsSchema {
    /// The pool of experts, for rooms that ask them for something else: to vet resources, to talk.
    static let pool = Migration(
        "calls-0010",
        """
        CREATE VIEW view_calls_expert AS SELECT e.id, e.account_id, e.name, e.organisation_id, e.region, e.fields, e.is_active FROM calls_expert e
        """)
}
