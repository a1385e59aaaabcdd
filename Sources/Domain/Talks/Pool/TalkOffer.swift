import Access
import Calls
import Kernel
import Language
import Resources
import Storage
import Venues

/// A talk or a course of the catalogue with who gives it: the menu from which units order.
struct TalkOffer: Sendable, Hashable {
    let resourceID: ID<Resource>
    let expertID: ID<Expert>
    let name: Wording
    let ownerID: ID<Organisation>
    let minutes: Int?
    /// In the catalogue now.
    let isListed: Bool

    /// Where its listing says nothing.
    static let usualMinutes = 60

    init(_ row: Row) throws {
        (resourceID, expertID, name) = (try row.id("resource_id"), try row.id("expert_id"), try row.wording("name"))
        (ownerID, minutes, isListed) = (try row.id("owner_id"), try row.intOrNil("minutes"), try row.bool("is_listed"))
    }
}

extension Transaction {
    private static var offers: SQL {
        """
        SELECT t.resource_id, t.expert_id, r.name_zh, r.name_en, r.owner_id, r.minutes, r.is_listed
        FROM talks_offer t JOIN view_resources_resource r ON r.id = t.resource_id
        """
    }

    func talkOffer(_ id: ID<Resource>) throws -> TalkOffer? { try row("\(sql: Self.offers) WHERE t.resource_id = \(id)", TalkOffer.init) }

    func talkOffers(of expert: ID<Expert>) throws -> [TalkOffer] {
        try rows("\(sql: Self.offers) WHERE t.expert_id = \(expert) ORDER BY r.name_zh, t.resource_id", TalkOffer.init)
    }

    /// Talks and courses of the catalogue that nobody was named for yet, and which this person may offer; at most 200.
    func talksWithoutSpeaker(for identity: Identity) throws -> [(id: ID<Resource>, name: Wording)] {
        let reach = try OrganisationReach.condition("r.owner_id", identity.scopes(of: Talks.ask) + identity.scopes(of: Talks.dispatch))
        return try rows(
            """
            SELECT r.id, r.name_zh, r.name_en FROM view_resources_resource r
            WHERE r.kind IN ('talk', 'course') AND r.is_listed = 1 AND \(sql: reach)
                AND NOT EXISTS (SELECT 1 FROM talks_offer t WHERE t.resource_id = r.id) ORDER BY r.name_zh, r.id LIMIT 200
            """) { (id: try $0.id("id"), name: try $0.wording("name")) }
    }

    /// Names who gives a talk of the catalogue; whoever was named before is named no more.
    func offer(_ id: ID<Resource>, by expert: ID<Expert>, as identity: Identity) throws {
        let found = try row("SELECT owner_id FROM view_resources_resource WHERE id = \(id) AND kind IN ('talk', 'course')") { try $0.id("owner_id", Organisation.self) }
        guard let owner = found else {
            throw Refusal(.invalid, "offer-resource", "请选择资源目录中的一项报告或课程。", "Choose a talk or a course of the catalogue.", field: "resource")
        }
        let scopes = try organisationScopes(owner)
        guard identity.may(Talks.ask, within: scopes) || identity.may(Talks.dispatch, within: scopes) else { throw Refusal.notYours(Talks.dispatch) }
        guard try speaker(expert)?.isActive == true else { throw Refusal.notFound(Speaker.noun) }
        try execute(
            """
            INSERT INTO talks_offer (resource_id, expert_id, offered_at) VALUES (\(id), \(expert), \(now))
            ON CONFLICT (resource_id) DO UPDATE SET expert_id = excluded.expert_id, offered_at = excluded.offered_at
            """)
        try record(LedgerEntry("talks.offered", "resource", ID<Resource>(id.number), by: identity.account.id.number, visibility: .office))
    }

    func withdrawOffer(_ id: ID<Resource>, of expert: ID<Expert>, by identity: Identity) throws {
        let owner = try row("SELECT owner_id FROM view_resources_resource WHERE id = \(id)") { try $0.id("owner_id", Organisation.self) }
        let scopes = try owner.map { try organisationScopes($0) } ?? []
        guard try speaker(expert)?.accountID == identity.account.id || identity.may(Talks.ask, within: scopes) || identity.may(Talks.dispatch, within: scopes) else {
            throw Refusal.notYours(Talks.dispatch)
        }
        let changed = try execute("DELETE FROM talks_offer WHERE resource_id = \(id) AND expert_id = \(expert)")
        if changed == 1 { try record(LedgerEntry("talks.offer-withdrawn", "resource", id, by: identity.account.id.number, visibility: .office)) }
    }
}
