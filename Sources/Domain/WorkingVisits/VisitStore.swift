import Access
import Campaigns
import Kernel
import Language
import Storage
import Venues

extension Transaction {
    private static var visits: SQL {
        """
        SELECT v.*, c.key AS campaign_key, c.name_zh AS campaign_zh, c.name_en AS campaign_en, p.name_zh AS venue_zh, p.name_en AS venue_en
        FROM workingvisits_visit v LEFT JOIN view_campaigns_campaign c ON c.id = v.campaign_id LEFT JOIN view_venues_venue p ON p.id = v.venue_id
        """
    }

    func workingVisit(_ id: ID<WorkingVisit>) throws -> WorkingVisit? { try row("\(sql: Self.visits) WHERE v.id = \(id)", WorkingVisit.init) }

    func workingVisit(key: String) throws -> WorkingVisit? { try row("\(sql: Self.visits) WHERE v.key = \(key)", WorkingVisit.init) }

    /// The visit, for somebody who may read it; nobody else learns that there is one.
    func deskVisit(_ id: ID<WorkingVisit>, for identity: Identity) throws -> WorkingVisit {
        let reach = try VisitReach.condition(identity)
        guard let found = try row("\(sql: Self.visits) WHERE v.id = \(id) AND \(sql: reach)", WorkingVisit.init) else { throw Refusal.notFound(WorkingVisit.noun) }
        return found
    }

    /// The visits with which a reader may do something, the latest first.
    func workingVisits(where condition: SQL, limit: Int, offset: Int = 0) throws -> [WorkingVisit] {
        try rows("\(sql: Self.visits) WHERE \(sql: condition) ORDER BY v.day DESC, v.id DESC LIMIT \(limit) OFFSET \(offset)", WorkingVisit.init)
    }

    /// Whoever wrote it first, then the others as they were named.
    func bodies(of visits: [ID<WorkingVisit>], for identity: Identity?) throws -> [ID<WorkingVisit>: [VisitBody]] {
        guard !visits.isEmpty else { return [:] }
        let found = try rows(
            """
            SELECT b.visit_id, b.organisation_id, b.agreed_at, b.agreed_by, o.key, o.name_zh, o.name_en, CASE WHEN \(sql: VisitReach.mine(identity)) THEN 1 ELSE 0 END AS is_mine
            FROM workingvisits_body b JOIN view_venues_organisation o ON o.id = b.organisation_id WHERE b.visit_id IN (\(list: visits)) ORDER BY b.visit_id, b.position
            """) { row in
            (
                visit: try row.id("visit_id", WorkingVisit.self),
                body: VisitBody(
                    id: try row.id("organisation_id"), key: try row.text("key"), name: try row.wording("name"), agreedAt: try row.instantOrNil("agreed_at"),
                    agreedBy: try row.idOrNil("agreed_by"), isMine: try row.bool("is_mine"))
            )
        }
        return Dictionary(grouping: found, by: \.visit).mapValues { $0.map(\.body) }
    }

    func bodies(of visit: ID<WorkingVisit>, for identity: Identity?) throws -> [VisitBody] { try bodies(of: [visit], for: identity)[visit] ?? [] }

    func conclusions(of visit: ID<WorkingVisit>) throws -> [VisitConclusion] {
        try rows("SELECT * FROM workingvisits_conclusion WHERE visit_id = \(visit) ORDER BY position, id", VisitConclusion.init)
    }

    /// What changes a visit is done one after the other, so that the last body to agree is known to be the last.
    func lockVisit(_ id: ID<WorkingVisit>) throws { try lock("workingvisits.\(id.number)") }

    func recordVisit(_ kind: String, _ visit: ID<WorkingVisit>, by actor: ID<Account>, payload: String = "{}", reason: String = "") throws {
        try record(LedgerEntry(kind, "visit", visit, by: actor.number, payload: payload, reason: reason, visibility: .unit))
    }
}
