package import Activities
package import Kernel
package import Storage

extension Transaction {
    /// Keeps a measured claim that the program itself counts, such as viewers of the cloud hall, in step with what it has counted: one claim
    /// for each session, indicator and source, its value replaced. Nothing happens where it says the same already.
    package func keepMeasured(
        activity: ID<Activity>, session: ID<ActivitySession>, indicator: String, value: Int64, source: String, coversWhole: Bool
    ) throws {
        try ClaimDraft.check(indicator: indicator, value: value)
        try lockClaims(of: activity)
        let known = try row(
            """
            SELECT * FROM participation_claim
            WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = \(indicator) AND method = 'measured'
                AND source = \(source) AND supersedes IS NULL
            ORDER BY id DESC LIMIT 1
            """, Claim.init)
        if let known {
            guard known.value != value || known.coversWhole != coversWhole else { return }
            try execute(
                """
                UPDATE participation_claim SET value = \(value), covers_whole = \(coversWhole) WHERE activity_id = \(activity) AND id = \(known.id)
                """)
        } else {
            var claim = NewClaim(activity: activity, session: session, indicator: indicator, value: value, method: .measured)
            (claim.source, claim.coversWhole) = (source, coversWhole)
            let id = try insert(claim, by: 0)
            try record(entry("participation.reading-delivered", id, claim, by: 0))
        }
        try recount(activity, session, indicator)
    }
}
