import Access
import Kernel
import Storage
import Venues

/// Somebody who was there, by what they are. The name is a help for the bodies' own people: sealed, seen by nobody else, and gone after two years.
struct VisitPerson: Sendable, Hashable {
    static let most = 100
    static let noun = Phrase("这位出席人员", "person on the list")
    /// So long after the visit a name is kept.
    static let keptDays = 730

    let id: ID<VisitPerson>
    let bodyID: ID<Organisation>
    /// `Deputy director`.
    let office: String
    let name: String?

    static func subject(_ id: ID<VisitPerson>) -> String { "visit-person/\(id.text)" }

    static let resealing = Resealing(
        under: "workingvisits-people",
        steps: [
            { tx, seals, after, limit in
                guard let seal = seals["workingvisits-people"] else { return nil }
                let found = try tx.rows("SELECT id, name FROM workingvisits_person WHERE id > \(after) AND name IS NOT NULL ORDER BY id LIMIT \(limit)") {
                    (id: try $0.id("id", VisitPerson.self), sealed: try $0.blob("name"))
                }
                for one in found {
                    try tx.execute("UPDATE workingvisits_person SET name = \(try seal.again(one.sealed, about: VisitPerson.subject(one.id))) WHERE id = \(one.id)")
                }
                return found.last?.id.number
            }
        ])
}

extension Transaction {
    /// By body, in the order in which they were named.
    ///
    /// - named: whether to open the names; nobody but the bodies' own people and the offices above them sees them.
    func people(of visit: ID<WorkingVisit>, named: Bool) throws -> [VisitPerson] {
        let found = try rows("SELECT * FROM workingvisits_person WHERE visit_id = \(visit) ORDER BY id") { row in
            (id: try row.id("id", VisitPerson.self), body: try row.id("organisation_id", Organisation.self), office: try row.text("office"), sealed: try row.blobOrNil("name"))
        }
        let key = named && found.contains { $0.sealed != nil } ? try keptSecret("workingvisits-people") : nil
        return try found.map { one in
            let name = try key.flatMap { key in try one.sealed.map { String(decoding: try Sealing.open($0, with: key, about: VisitPerson.subject(one.id)), as: UTF8.self) } }
            return VisitPerson(id: one.id, bodyID: one.body, office: one.office, name: name)
        }
    }

    func addPerson(_ office: String, name: String?, of body: ID<Organisation>, to visit: ID<WorkingVisit>, by identity: Identity) throws {
        let (old, bodies) = try openVisit(visit, for: identity)
        guard bodies.contains(where: { $0.id == body }) else {
            throw Refusal(.invalid, "person-body", "请从参加的单位中选择。", "Choose among the bodies that took part.", field: "body")
        }
        let held = try number("SELECT COUNT(*) FROM workingvisits_person WHERE visit_id = \(visit)") ?? 0
        guard held < Int64(VisitPerson.most) else {
            throw Refusal(.invalid, "people-many", "出席人员最多 \(VisitPerson.most) 位。", "\(VisitPerson.most) people at most.")
        }
        let id: ID<VisitPerson> = newID()
        let sealed = try name.map { try Sealing.seal(Array($0.utf8), with: try secret("workingvisits-people"), about: VisitPerson.subject(id)) }
        try execute("INSERT INTO workingvisits_person (id, visit_id, organisation_id, office, name) VALUES (\(id), \(visit), \(body), \(office), \(sealed))")
        try noteCorrection(of: old, by: identity)
    }

    func removePerson(_ id: ID<VisitPerson>, from visit: ID<WorkingVisit>, by identity: Identity) throws {
        let (old, _) = try openVisit(visit, for: identity)
        guard try execute("DELETE FROM workingvisits_person WHERE id = \(id) AND visit_id = \(visit)") == 1 else { throw Refusal.notFound(VisitPerson.noun) }
        try noteCorrection(of: old, by: identity)
    }

    /// Empties the names of a visit, or one of them, whatever its state; what people were stays. Gives how many.
    func eraseNames(where condition: SQL, by actor: Int64) throws -> Int {
        let visits = try rows("SELECT DISTINCT p.visit_id FROM workingvisits_person p WHERE p.name IS NOT NULL AND \(sql: condition) ORDER BY p.visit_id LIMIT 500") {
            try $0.id("visit_id", WorkingVisit.self)
        }
        guard !visits.isEmpty else { return 0 }
        let gone = try execute("UPDATE workingvisits_person SET name = NULL WHERE id IN (SELECT p.id FROM workingvisits_person p WHERE p.name IS NOT NULL AND p.visit_id IN (\(list: visits)) AND \(sql: condition))")
        for visit in visits { try record(LedgerEntry("workingvisits.names-erased", "visit", visit, by: actor, visibility: .unit)) }
        return gone
    }

    /// The names of visits that are two years past. Gives how many.
    func eraseOldNames() throws -> Int {
        let before = now.day(in: .china).adding(days: -VisitPerson.keptDays)
        return try eraseNames(where: "p.visit_id IN (SELECT v.id FROM workingvisits_visit v WHERE v.day < \(before))", by: 0)
    }
}
