import Access
import Activities
import Kernel
import Language
import Storage
import Venues

/// One line of the office's queue.
struct QueuedClaim: Sendable {
    let claim: Claim
    let title: Wording
    let organiser: Wording
    /// Nil for a claim about the whole activity.
    let session: ActivitySession?
    let evidence: EvidenceFacts?
    /// The form of results that it came with.
    let result: ID<ResultFacts>?
}

extension Transaction {
    static var queueSize: Int { 50 }

    /// The received reports and estimates within the identity's scopes, the oldest first.
    func claimQueue(for identity: Identity, page: Int = 1) throws -> (lines: [QueuedClaim], total: Int) {
        let found = try rows(
            """
            SELECT q.*, t.title_zh, t.title_en, COALESCE(o.name_zh, '') AS organiser_zh, o.name_en AS organiser_en,
                (SELECT c.result_id FROM participation_result_claim c WHERE c.activity_id = q.activity_id AND c.claim_id = q.id) AS result_id
            \(sql: queueSource(for: identity)) ORDER BY q.made_at, q.id LIMIT \(Self.queueSize) OFFSET \((page - 1) * Self.queueSize)
            """
        ) { row in (claim: try Claim(row), title: try row.wording("title"), organiser: try row.wording("organiser"), result: try row.idOrNil("result_id", ResultFacts.self)) }
        let sessions = try sessions(found.map(\.claim.session))
        let evidence = try evidence(of: found.map(\.claim).filter(\.hasEvidence))
        let lines = found.map { one in
            QueuedClaim(
                claim: one.claim, title: one.title, organiser: one.organiser, session: sessions[one.claim.session],
                evidence: evidence[one.claim.id], result: one.result)
        }
        // A last page says by itself how many there are.
        let isLast = !found.isEmpty && found.count < Self.queueSize || found.isEmpty && page == 1
        return (lines, isLast ? (page - 1) * Self.queueSize + found.count : try claimQueueCount(for: identity))
    }

    /// How many numbers of some forms of results wait, whatever page they stand on: so many are decided together.
    func waitingTogether(_ lines: [QueuedClaim]) throws -> [ID<ResultFacts>: Int] {
        let (activities, results) = (Set(lines.filter { $0.result != nil }.map(\.claim.activity)), Set(lines.compactMap(\.result)))
        var out: [ID<ResultFacts>: Int] = [:]
        guard !results.isEmpty else { return out }
        try each(
            """
            SELECT c.result_id, COUNT(*) AS many FROM participation_result_claim c JOIN participation_claim q ON q.activity_id = c.activity_id AND q.id = c.claim_id
            WHERE c.activity_id IN (\(list: Array(activities))) AND c.result_id IN (\(list: Array(results))) AND q.state = 'received' GROUP BY c.result_id
            """
        ) { row in
            out[try row.id("result_id")] = Int(try row.int64("many"))
            return true
        }
        return out
    }

    func claimQueueCount(for identity: Identity) throws -> Int {
        Int(try number("SELECT COUNT(*) \(sql: queueSource(for: identity))") ?? 0)
    }

    private func queueSource(for identity: Identity) -> SQL {
        """
        FROM participation_claim q
            JOIN view_activities_title t ON t.activity_id = q.activity_id
            LEFT JOIN view_venues_organisation o ON o.id = t.organiser_id
        WHERE q.state = 'received' AND q.method IN ('reported', 'estimated')
            AND \(sql: ClaimScope.condition(identity.scopes(of: Participation.decide)))
        """
    }
}
