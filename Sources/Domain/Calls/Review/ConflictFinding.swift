import Access
import Kernel
import Storage
import Venues

/// All that stands between experts and applications, found in a few statements: of a whole call, of one application, or of one seat.
///
/// An expert works in the applicant's tree where one body stands above the other, or both stand under one body; a government is no such body:
/// everything of a city stands under it.
struct ConflictTable: Sendable {
    /// For each expert the bodies to which they belong, each with all above it, and by what they belong.
    private let homes: [ID<Expert>: [(path: Set<ID<Organisation>>, why: Conflict)]]
    private let ties: [ID<Expert>: [ID<Organisation>: Set<Conflict>]]
    private let exclusions: [ID<Application>: Set<ID<Expert>>]
    private let declined: [ID<Application>: [ID<Expert>: Conflict]]
    /// The applicant's body with all above it.
    private let applicants: [ID<Application>: Set<ID<Organisation>>]
    private let governments: Set<ID<Organisation>>

    init(of call: ID<Call>, in tx: Transaction) throws {
        try self.init("a.call_id = \(call)", nil, in: tx)
    }

    /// Of one application, for all experts or for one.
    init(of application: ID<Application>, expert: ID<Expert>? = nil, in tx: Transaction) throws {
        try self.init("a.id = \(application)", expert, in: tx)
    }

    /// `a` is the application in the condition.
    private init(_ some: SQL, _ only: ID<Expert>?, in tx: Transaction) throws {
        let above = try tx.organisationParents()
        let governments = Set(try tx.rows("SELECT id FROM view_venues_organisation WHERE kind = 'government'") { try $0.id("id", Organisation.self) })
        self.governments = governments
        homes = try Self.homes(only, above, in: tx)
        ties = try Self.ties(only, in: tx)
        exclusions = try Self.exclusions(some, in: tx)
        declined = try Self.declined(some, in: tx)
        var paths: [ID<Organisation>: Set<ID<Organisation>>] = [:]
        let units = try tx.rows("SELECT a.id, a.organisation_id FROM calls_application a WHERE \(sql: some)") { row in
            (try row.id("id", Application.self), try row.id("organisation_id", Organisation.self))
        }
        for unit in Set(units.map(\.1)) { paths[unit] = above.path(from: unit) }
        applicants = Dictionary(units.map { ($0, paths[$1] ?? [$1]) }, uniquingKeysWith: { first, _ in first })
    }

    private static func homes(
        _ only: ID<Expert>?, _ above: [ID<Organisation>: ID<Organisation>], in tx: Transaction
    ) throws -> [ID<Expert>: [(path: Set<ID<Organisation>>, why: Conflict)]] {
        // Also those who left the pool: what they signed stands in the same conflict as before.
        let condition: SQL = only.map { "id = \($0)" } ?? "1 = 1"
        let found = try tx.rows("SELECT id, organisation_id, account_id FROM calls_expert WHERE \(sql: condition)") { row in
            (id: try row.id("id", Expert.self), unit: try row.idOrNil("organisation_id", Organisation.self), account: try row.idOrNil("account_id", Account.self))
        }
        let grants = try tx.grantsInForce(of: found.compactMap(\.account))
        var homes: [ID<Expert>: [(path: Set<ID<Organisation>>, why: Conflict)]] = [:]
        for one in found {
            if let unit = one.unit { homes[one.id, default: []].append((above.path(from: unit), .sameTree)) }
            for held in one.account.flatMap({ grants[$0] }) ?? [] where held.grant.role == .host && held.grant.scope.segments.first == "organisation" {
                guard let unit = held.grant.scope.segments.last.flatMap({ ID<Organisation>($0) }) else { continue }
                homes[one.id, default: []].append((above.path(from: unit), .host))
            }
        }
        return homes
    }

    private static func ties(_ only: ID<Expert>?, in tx: Transaction) throws -> [ID<Expert>: [ID<Organisation>: Set<Conflict>]] {
        var out: [ID<Expert>: [ID<Organisation>: Set<Conflict>]] = [:]
        let condition: SQL = only.map { "expert_id = \($0)" } ?? "1 = 1"
        let found = try tx.rows("SELECT expert_id, organisation_id, kind FROM calls_expert_tie WHERE \(sql: condition)") { row in
            (try row.id("expert_id", Expert.self), try row.id("organisation_id", Organisation.self), try row.text("kind"))
        }
        for (expert, organisation, kind) in found {
            out[expert, default: [:]][organisation, default: []].insert(Conflict(rawValue: kind) ?? .declared)
        }
        return out
    }

    private static func exclusions(_ some: SQL, in tx: Transaction) throws -> [ID<Application>: Set<ID<Expert>>] {
        var out: [ID<Application>: Set<ID<Expert>>] = [:]
        let found = try tx.rows("SELECT x.application_id, x.expert_id FROM calls_exclusion x JOIN calls_application a ON a.id = x.application_id WHERE \(sql: some)") {
            (try $0.id("application_id", Application.self), try $0.id("expert_id", Expert.self))
        }
        for (application, expert) in found { out[application, default: []].insert(expert) }
        return out
    }

    /// Seats that were given up, or given to another.
    private static func declined(_ some: SQL, in tx: Transaction) throws -> [ID<Application>: [ID<Expert>: Conflict]] {
        var out: [ID<Application>: [ID<Expert>: Conflict]] = [:]
        let found = try tx.rows(
            """
            SELECT s.application_id, s.expert_id, s.replaced_at FROM calls_sheet s JOIN calls_application a ON a.id = s.application_id
            WHERE \(sql: some) AND s.state = 'declined'
            """) { (try $0.id("application_id", Application.self), try $0.id("expert_id", Expert.self), try $0.instantOrNil("replaced_at") == nil) }
        for (application, expert, isOwn) in found { out[application, default: [:]][expert] = isOwn ? .declared : .replaced }
        return out
    }

    /// What stands between them; empty: nothing.
    func conflicts(_ application: ID<Application>, _ expert: ID<Expert>) -> Set<Conflict> {
        var found: Set<Conflict> = []
        if exclusions[application]?.contains(expert) == true { found.insert(.excluded) }
        if let why = declined[application]?[expert] { found.insert(why) }
        guard let path = applicants[application] else { return found }
        for home in homes[expert] ?? [] where meet(path, home.path) { found.insert(home.why) }
        for (organisation, kinds) in ties[expert] ?? [:] where path.contains(organisation) { found.formUnion(kinds) }
        return found
    }

    private func meet(_ one: Set<ID<Organisation>>, _ other: Set<ID<Organisation>>) -> Bool {
        if one.isDisjoint(with: other) { return false }
        let shared = one.intersection(other)
        // One above the other, be it a government itself; else a body that is more than the government over both.
        return shared.count == one.count || shared.count == other.count || !shared.isSubset(of: governments)
    }
}

extension [ID<Organisation>: ID<Organisation>] {
    /// The body itself and everything above it.
    func path(from id: ID<Organisation>) -> Set<ID<Organisation>> {
        var (path, next): (Set<ID<Organisation>>, ID<Organisation>?) = ([], id)
        while let one = next, path.insert(one).inserted { next = self[one] }
        return path
    }
}
