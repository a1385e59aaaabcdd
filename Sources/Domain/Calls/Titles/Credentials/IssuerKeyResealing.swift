import Access
import Kernel
import Storage

/// The private parts of issuer keys, under a new secret of the installation (`kepu secret rotate`). The keys themselves stay.
enum IssuerKeyResealing {
    static let secret = "calls-keys"

    static func subject(_ id: ID<IssuerKey>) -> String { "issuer-key/\(id.text)" }

    static let resealing = Resealing(
        under: secret,
        steps: [
            { tx, seals, after, limit in
                guard let seal = seals[secret] else { return nil }
                let found = try tx.rows("SELECT id, sealed FROM calls_key WHERE id > \(after) ORDER BY id LIMIT \(limit)") { row in
                    (id: try row.id("id", IssuerKey.self), sealed: try row.blob("sealed"))
                }
                for one in found {
                    let sealed = try seal.again(one.sealed, about: subject(one.id))
                    try tx.execute("UPDATE calls_key SET sealed = \(sealed) WHERE id = \(one.id)")
                }
                return found.last?.id.number
            }
        ])
}
