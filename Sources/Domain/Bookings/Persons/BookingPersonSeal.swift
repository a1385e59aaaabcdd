import Access
import Kernel
import Storage

/// What seals the persons behind bookings: a key for each person, which forgetting destroys, itself sealed under a secret of the
/// installation; and the mark by which a telephone number is found again.
struct BookingPersonSeal {
    private let secret: [UInt8]
    /// What was kept before keys were sealed.
    private static let openKeyLength = 32

    private static let name = "bookings-persons"

    private init(secret: [UInt8]) { self.secret = secret }

    init(_ tx: Transaction) throws { secret = try tx.secret(Self.name) }

    /// Nil where nobody was ever sealed: for readers.
    init?(known tx: Transaction) throws {
        guard let secret = try tx.keptSecret(Self.name) else { return nil }
        self.secret = secret
    }

    func seal(key: [UInt8], of id: ID<BookingPerson>) throws -> [UInt8] { try Sealing.seal(key, with: secret, about: Self.subject(id)) }

    /// The person's key, from what is kept of it.
    static func key(_ kept: [UInt8], of id: ID<BookingPerson>, in tx: Transaction) throws -> [UInt8] {
        guard kept.count != openKeyLength, let seal = try BookingPersonSeal(known: tx) else { return kept }
        return try Sealing.open(kept, with: seal.secret, about: subject(id))
    }

    /// The same for the same number however it is written, and no way back without the secret.
    func mark(phone: String) -> [UInt8] {
        Secrets.mark("phone/\(Self.bare(phone))", under: secret)
    }

    /// The digits of a number without what may stand before them in China: 0 or 00, +86, and the 0 of an area code.
    static func bare(_ phone: String) -> String {
        var digits = LoginName.folded(phone).filter { $0.isASCII && $0.isNumber }.drop { $0 == "0" }
        if digits.hasPrefix("86"), digits.count >= 11 { digits = digits.dropFirst(2).drop { $0 == "0" } }
        return String(digits)
    }

    /// The same for the same identity number.
    func mark(identity: String) -> [UInt8] { Secrets.mark("identity/\(identity)", under: secret) }

    /// The keys of persons and the marks of their numbers under a new secret; what persons' keys seal stays as it is.
    static let resealing = Resealing(
        under: name,
        steps: [
            { tx, seals, after, limit in
                guard let seal = seals[name] else { return nil }
                let found = try tx.rows(
                    """
                    SELECT id, person_key, sealed, phone_mark FROM bookings_person WHERE id > \(after) AND person_key IS NOT NULL ORDER BY id LIMIT \(limit)
                    """
                ) { row in
                    (id: try row.id("id", BookingPerson.self), key: try row.blob("person_key"), sealed: try row.blob("sealed"), mark: try row.blobOrNil("phone_mark"))
                }
                let new = BookingPersonSeal(secret: seal.new)
                for one in found {
                    let key = one.key.count == openKeyLength ? one.key : try seal.open(one.key, about: subject(one.id)).plain
                    let person = try BookingPerson.open(one.sealed, with: key)
                    try tx.execute(
                        """
                        UPDATE bookings_person SET person_key = \(new.seal(key: key, of: one.id)), phone_mark = \(new.mark(phone: person.phone))
                        WHERE id = \(one.id)
                        """)
                    if let old = one.mark { try tx.carryMark(old, to: new.mark(phone: person.phone), of: one.id) }
                    try tx.markGuests(of: one.id, key: key, new)
                }
                return found.last?.id.number
            }
        ])

    private static func subject(_ id: ID<BookingPerson>) -> String { "person/\(id.text)" }
}
