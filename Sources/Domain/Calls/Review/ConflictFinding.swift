import Access
import Kernel
import Storage
import Venues

/// All that stands between the experts and the applications of a call, found in a few statements.
struct ConflictTable: Sendable {
    private let above: [ID<Organisation>: ID<Organisation>]
    private let expertHomes: [ID<Expert>: ID<Organisation>]
    private let ties: [ID<Expert>: [ID<Organisation>: Set<Conflict>]]
    private let exclusions: [ID<Application>: Set<ID<Expert>>]
    private let declined: [ID<Application>: Set<ID<Expert>>]
    private let applicants: [ID<Application>: ID<Organisation>]

    init(of call: ID<Call>, in tx: Transaction) throws {
        above = try tx.organisationParents()
        let homes = try tx.rows("SELECT id, organisation_id FROM calls_expert WHERE organisation_id IS NOT NULL") { row in
            (try row.id("id", Expert.self), try row.id("organisation_id", Organisation.self))
        }
        expertHomes = Dictionary(homes, uniquingKeysWith: { first, _ in first })
        ties = try Self.ties(in: tx)
        exclusions = try Self.pairs(
            "SELECT x.application_id, x.expert_id FROM calls_exclusion x JOIN calls_application a ON a.id = x.application_id WHERE a.call_id = \(call)", in: tx)
        declined = try Self.pairs("SELECT application_id, expert_id FROM calls_sheet WHERE call_id = \(call) AND state = 'declined'", in: tx)
        let units = try tx.rows("SELECT id, organisation_id FROM calls_application WHERE call_id = \(call)") { row in
            (try row.id("id", Application.self), try row.id("organisation_id", Organisation.self))
        }
        applicants = Dictionary(units, uniquingKeysWith: { first, _ in first })
    }

    private static func pairs(_ sql: SQL, in tx: Transaction) throws -> [ID<Application>: Set<ID<Expert>>] {
        var out: [ID<Application>: Set<ID<Expert>>] = [:]
        for (application, expert) in try tx.rows(sql, { (try $0.id("application_id", Application.self), try $0.id("expert_id", Expert.self)) }) {
            out[application, default: []].insert(expert)
        }
        return out
    }

    private static func ties(in tx: Transaction) throws -> [ID<Expert>: [ID<Organisation>: Set<Conflict>]] {
        var out: [ID<Expert>: [ID<Organisation>: Set<Conflict>]] = [:]
        let found = try tx.rows("SELECT expert_id, organisation_id, kind FROM calls_expert_tie") { row in
            (try row.id("expert_id", Expert.self), try row.id("organisation_id", Organisation.self), try row.text("kind"))
        }
        for (expert, organisation, kind) in found {
            out[expert, default: [:]][organisation, default: []].insert(Conflict(rawValue: kind) ?? .declared)
        }
        return out
    }

    /// The unit itself and everything above it.
    private func path(from id: ID<Organisation>) -> Set<ID<Organisation>> {
        var (path, next): (Set<ID<Organisation>>, ID<Organisation>?) = ([], id)
        while let one = next, path.insert(one).inserted { next = above[one] }
        return path
    }

    /// What stands between them; empty: nothing.
    func conflicts(_ application: ID<Application>, _ expert: ID<Expert>) -> Set<Conflict> {
        var found: Set<Conflict> = []
        if exclusions[application]?.contains(expert) == true { found.insert(.excluded) }
        if declined[application]?.contains(expert) == true { found.insert(.declared) }
        guard let unit = applicants[application] else { return found }
        let path = self.path(from: unit)
        if let home = expertHomes[expert] {
            // The same body, or one above the other.
            if path.contains(home) || self.path(from: home).contains(unit) { found.insert(.sameTree) }
        }
        for (organisation, kinds) in ties[expert] ?? [:] where path.contains(organisation) { found.formUnion(kinds) }
        return found
    }
}
