import Kernel
package import Storage

/// What lies sealed under secrets of the installation, so that it can be sealed under new ones (`kepu secret rotate`).
package struct Resealing: Sendable {
    /// Seals again up to `limit` rows behind that identity, in their order; gives the last one, nil where there is none. A row that lies
    /// under the new secrets already is left as it is, so that a rotation that was cut off goes on from the beginning.
    package typealias Step = @Sendable (_ tx: Transaction, _ seals: [String: Reseal], _ after: Int64, _ limit: Int) throws -> Int64?

    /// The names of the secrets (`tx.secret`).
    package let secrets: [String]
    package let steps: [Step]

    /// - steps: none where nothing is kept under the secret: it is simply another one from then on.
    package init(under secrets: String..., steps: [Step] = []) { (self.secrets, self.steps) = (secrets, steps) }
}

/// A secret of the installation and the one that takes its place.
package struct Reseal: Sendable {
    package let old: [UInt8]
    package let new: [UInt8]
    package init(old: [UInt8], new: [UInt8]) { (self.old, self.new) = (old, new) }

    /// What the bytes hold, and whether they lie under the new secret already. Refuses what opens under neither.
    package func open(_ sealed: [UInt8], about subject: String) throws -> (plain: [UInt8], isNew: Bool) {
        if let plain = try? Sealing.open(sealed, with: new, about: subject) { return (plain, true) }
        guard let plain = try? Sealing.open(sealed, with: old, about: subject) else {
            throw Refusal(
                .conflict, "secret-unreadable", "“\(subject)”用现在的密钥打不开，更换没有完成，已换的部分不受影响。请先用备份核对这条记录（kepu verify）。",
                "“\(subject)” does not open under the present secret, so the rotation is not finished; what was done stays. Compare that record with a backup (kepu verify)."
            )
        }
        return (plain, false)
    }

    /// The same under the new secret.
    package func again(_ sealed: [UInt8], about subject: String) throws -> [UInt8] {
        let (plain, isNew) = try open(sealed, about: subject)
        return isNew ? sealed : try Sealing.seal(plain, with: new, about: subject)
    }
}

extension Resealing {
    /// The secrets of one-time codes.
    package static let codes = Resealing(
        under: "codes",
        steps: [
            { tx, seals, after, limit in
                guard let seal = seals["codes"] else { return nil }
                let found = try tx.rows("SELECT account_id, sealed FROM access_code WHERE account_id > \(after) ORDER BY account_id LIMIT \(limit)") {
                    row in
                    (account: try row.id("account_id", Account.self), sealed: try row.blob("sealed"))
                }
                for one in found {
                    let sealed = try seal.again(one.sealed, about: Transaction.codeSubject(one.account))
                    try tx.execute("UPDATE access_code SET sealed = \(sealed) WHERE account_id = \(one.account)")
                }
                return found.last?.account.number
            }
        ])

    /// What forms and cursors are signed with.
    package static let signing = [Resealing(under: "csrf"), Resealing(under: "api-cursor")]
}
