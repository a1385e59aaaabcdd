import Access
package import Activities
import Kernel
package import Storage
import Participation
import Rooms
import Signing

extension Transaction {
    /// Every key that ever signed a ticket, the newest first.
    package func ticketKeys() throws -> [TicketKey] { try rows("SELECT * FROM bookings_ticket_key ORDER BY number DESC", TicketKey.init) }

    /// The one that signs today; nil before the first ticket was shown.
    package func ticketKey() throws -> TicketKey? {
        try row("SELECT * FROM bookings_ticket_key ORDER BY number DESC LIMIT 1", TicketKey.init)
    }

    /// The installation's key, made on first use and the same until it is rotated.
    @discardableResult
    package func madeTicketKey(by actor: Int64) throws -> TicketKey {
        if let key = try ticketKey() { return key }
        try lock("bookings.ticket-keys")
        if let key = try ticketKey() { return key }
        return try makeTicketKey(after: nil, by: actor)
    }

    /// Another key signs from now on. The old one stays published: tickets that were printed stay true.
    @discardableResult
    package func rotateTicketKey(by actor: Int64) throws -> TicketKey {
        try lock("bookings.ticket-keys")
        return try makeTicketKey(after: ticketKey(), by: actor)
    }

    private func makeTicketKey(after old: TicketKey?, by actor: Int64) throws -> TicketKey {
        let number = (old?.number ?? 0) + 1, pair = Ed25519.newPair()
        let sealed = try Sealing.seal(pair.secret, with: try secret(TicketKeySeal.name), about: TicketKeySeal.subject(number))
        try execute("UPDATE bookings_ticket_key SET retired_at = \(now) WHERE retired_at IS NULL")
        try execute(
            """
            INSERT INTO bookings_ticket_key (number, public_key, sealed, made_at, retired_at) VALUES (\(number), \(pair.open), \(sealed), \(now), NULL)
            """)
        try record(LedgerEntry("bookings.ticket-key-made", "ticket-key", ID<TicketKey>(Int64(number)), by: actor, visibility: .office))
        guard let made = try ticketKey() else { throw Refusal.notFound(TicketKey.noun) }
        return made
    }

    /// The tickets of one session as their QR codes carry them; nil where there is no key yet (`madeTicketKey`).
    package func signedTickets(_ tickets: [Ticket], of session: ActivitySession) throws -> [SignedTicket]? {
        let found = try row("SELECT number, sealed FROM bookings_ticket_key ORDER BY number DESC LIMIT 1") { row in
            (number: try row.int("number"), sealed: try row.blob("sealed"))
        }
        guard let found, let seal = try keptSecret(TicketKeySeal.name) else { return nil }
        let secret = try Sealing.open(found.sealed, with: seal, about: TicketKeySeal.subject(found.number))
        let window = MeasureWindow.times(of: session)
        return try tickets.map { try SignedTicket($0.code, of: session.id, within: window, key: found.number, by: secret) }
    }
}

/// The private parts, under a secret of the installation (`kepu secret rotate`). The keys themselves stay.
enum TicketKeySeal {
    static let name = "bookings-tickets"

    static func subject(_ number: Int) -> String { "ticket-key/\(number)" }

    static let published = PublishedKeys { tx, origin in try tx.ticketKeys().map { $0.jwk(origin) } }

    static let resealing = Resealing(
        under: name,
        steps: [
            { tx, seals, after, limit in
                guard let seal = seals[name] else { return nil }
                let found = try tx.rows("SELECT number, sealed FROM bookings_ticket_key WHERE number > \(after) ORDER BY number LIMIT \(limit)") { row in
                    (number: try row.int("number"), sealed: try row.blob("sealed"))
                }
                for one in found {
                    let sealed = try seal.again(one.sealed, about: subject(one.number))
                    try tx.execute("UPDATE bookings_ticket_key SET sealed = \(sealed) WHERE number = \(one.number)")
                }
                return found.last.map { Int64($0.number) }
            }
        ])
}
