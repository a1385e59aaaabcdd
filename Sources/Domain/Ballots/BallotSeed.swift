import Access
import Kernel
import Storage

/// The seed of a ballot: chance, sealed under a secret of the installation until the draw.
enum BallotSeed {
    private static let name = "ballots-seeds"

    static func seal(_ seed: [UInt8], of id: ID<Ballot>, in tx: Transaction) throws -> [UInt8] {
        try Sealing.seal(seed, with: tx.secret(name), about: subject(id))
    }

    static func open(_ sealed: [UInt8], of id: ID<Ballot>, in tx: Transaction) throws -> [UInt8] {
        try Sealing.open(sealed, with: tx.secret(name), about: subject(id))
    }

    static let resealing = Resealing(
        under: name,
        steps: [
            { tx, seals, after, limit in
                guard let seal = seals[name] else { return nil }
                let found = try tx.rows(
                    "SELECT id, sealed_seed FROM ballots_ballot WHERE id > \(after) AND sealed_seed IS NOT NULL ORDER BY id LIMIT \(limit)"
                ) { row in (id: try row.id("id", Ballot.self), sealed: try row.blob("sealed_seed")) }
                for one in found {
                    try tx.execute("UPDATE ballots_ballot SET sealed_seed = \(try seal.again(one.sealed, about: subject(one.id))) WHERE id = \(one.id)")
                }
                return found.last?.id.number
            }
        ])

    private static func subject(_ id: ID<Ballot>) -> String { "ballot/\(id.text)" }
}
