import Access
import Kernel
import Storage

/// Who objects, what they say and their papers, under a new secret.
enum ObjectionResealing {
    static let resealing = Resealing(
        under: Transaction.objectionSecret,
        steps: [
            { tx, seals, after, limit in
                guard let seal = seals[Transaction.objectionSecret] else { return nil }
                let found = try tx.rows(
                    "SELECT id, sealed, facts_sealed FROM calls_objection WHERE id > \(after) AND is_empty = 0 ORDER BY id LIMIT \(limit)"
                ) { row in (id: try row.id("id", Objection.self), who: try row.blob("sealed"), facts: try row.blob("facts_sealed")) }
                for one in found {
                    let who = try seal.again(one.who, about: Transaction.objectionSubject(one.id, "who"))
                    let facts = try seal.again(one.facts, about: Transaction.objectionSubject(one.id, "facts"))
                    try tx.execute("UPDATE calls_objection SET sealed = \(who), facts_sealed = \(facts) WHERE id = \(one.id)")
                }
                return found.last?.id.number
            },
            { tx, seals, after, limit in
                guard let seal = seals[Transaction.objectionSecret] else { return nil }
                // Not the bytes: those lie under a key of their own, which is what is sealed here.
                let found = try tx.rows("SELECT id, sealed FROM calls_objection_paper WHERE id > \(after) ORDER BY id LIMIT \(limit)") { row in
                    (id: try row.id("id", ObjectionPaper.self), sealed: try row.blob("sealed"))
                }
                for one in found {
                    let sealed = try seal.again(one.sealed, about: Transaction.paperSubject(one.id))
                    try tx.execute("UPDATE calls_objection_paper SET sealed = \(sealed) WHERE id = \(one.id)")
                }
                return found.last?.id.number
            },
        ])
}
