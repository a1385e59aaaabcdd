package import Storage

extension ClaimRules {
    /// `rank`, with the door before a counter beside it, as an expression over `participation_claim`; 0 where a claim cannot count.
    /// Among equals the newest counts, so the winner stands last in an index by it. A test compares it with `counted(of:)`.
    ///
    /// The index `participation_claim_strength` says the same: whoever changes this adds a migration that makes the index anew.
    /// A door's 0 in part is left out by `mayCount`, beside it.
    package static let strength: SQL = """
        (CASE WHEN method = 'booked' THEN 0
            WHEN supersedes IS NOT NULL THEN CASE WHEN state = 'accepted' THEN 10 ELSE 0 END
            WHEN method = 'measured' THEN
                CASE WHEN state IN ('rejected', 'returned') THEN 0
                    WHEN covers_whole = 1 THEN CASE WHEN source = 'door' THEN 9 ELSE 8 END
                    WHEN source = 'door' THEN 3 ELSE 2 END
            WHEN state <> 'accepted' THEN 0
            WHEN method = 'reported' THEN 6 ELSE 4 END)
        """

    /// Which claims can count at all.
    package static let mayCount: SQL = "\(sql: strength) > 0 AND NOT (method = 'measured' AND supersedes IS NULL AND source = 'door' AND covers_whole = 0 AND value = 0)"
}
