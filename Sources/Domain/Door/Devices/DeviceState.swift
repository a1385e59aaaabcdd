import Access
import Activities
import Bookings
import Kernel
import Language
import Participation
import Storage
import Web

/// What a device keeps of its day: sessions, tickets as marks with their states, public keys. No name, no telephone, no code.
struct DeviceState: Sendable {
    struct Held: Sendable {
        let session: ActivitySession
        let opens: Instant
        let lastEntry: Instant
        let booked: Int64
        let crowd: Crowd
    }

    let device: DoorDevice
    let title: Wording
    let sessions: [Held]
    /// Nil where they were not asked for.
    let tickets: TicketList?
    let keys: [TicketKey]

    /// The tickets of the day as a device keeps them, under a mark: whoever holds a list with that mark is not sent it again.
    struct TicketList: Sendable {
        let text: String
        let mark: String
        let isHeld: Bool

        init(_ tickets: [String], held: String) {
            text = JSONText.list(tickets)
            mark = Secrets.digest(text).prefix(12).hexadecimal
            isHeld = mark == held
        }
    }

    /// - Parameter held: the mark of the list that the device holds, empty where it holds none; nil where it asks for no tickets.
    init(_ tx: Transaction, _ device: DoorDevice, held mark: String? = nil) throws {
        self.device = device
        title = try tx.activityTitle(device.activity)
        let held = try tx.doorSessions(of: device.activity, on: device.day)
        sessions = try held.map { session in
            let window = MeasureWindow.times(of: session)
            let last = try tx.rulesInForce(session)?.lastEntry?.instant(for: session)
            return Held(
                session: session, opens: window.lowerBound, lastEntry: last ?? window.upperBound,
                booked: try tx.bookedHere(session), crowd: try tx.crowd(session))
        }
        tickets = try mark.map { TicketList(try Self.lets(device, tx.now) ? held.flatMap { try Self.tickets($0, tx) } : [], held: $0) }
        keys = try tx.ticketKeys()
    }

    /// Only a device that may let somebody in is told of tickets.
    private static func lets(_ device: DoorDevice, _ now: Instant) -> Bool { device.duty == .entrance && device.expiresAt > now }

    private static func tickets(_ session: ActivitySession, _ tx: Transaction) throws -> [String] {
        try tx.doorTickets(activity: session.activity, session: session.id).map { ticket in
            JSONText.list([JSONText.quote(mark(ticket.code)), JSONText.quote(session.id.text), JSONText.quote(ticket.isIn ? "in" : ticket.isValid ? "valid" : "void")])
        }
    }

    /// By what a device knows a ticket: the first 24 hexadecimal digits of the SHA-256 of its code.
    static func mark(_ code: PublicCode) -> String {
        Secrets.digest(code.text).prefix(12).hexadecimal
    }

    func fields(_ clock: DeviceClock, _ visit: Visit) -> [(String, String)] {
        var fields = [
            ("now", JSONText.quote(visit.now.iso)), ("skew", String(clock.skew)), ("wrongClock", clock.isWrong ? "true" : "false"), ("name", JSONText.quote(device.name)),
            ("duty", JSONText.quote(device.duty.rawValue)), ("day", JSONText.quote(device.day.iso)), ("expires", JSONText.quote(device.expiresAt.iso)),
            ("activity", JSONText.quote(device.activity.text)), ("title", JSONText.quote(title(visit.language))),
            ("sessions", JSONText.list(sessions.map { json($0, visit) })),
            ("keys", JSONText.list(keys.map { JSONText.object([("number", String($0.number)), ("x", JSONText.quote($0.base64URL))]) })),
        ]
        if let tickets {
            fields.append(("ticketMark", JSONText.quote(tickets.mark)))
            if !tickets.isHeld { fields.append(("tickets", tickets.text)) }
        }
        return fields
    }

    private func json(_ held: Held, _ visit: Visit) -> String {
        JSONText.object([
            ("id", JSONText.quote(held.session.id.text)), ("words", JSONText.quote(held.session.words(visit.language))), ("begin", JSONText.quote(held.session.begin.iso)),
            ("end", JSONText.quote(held.session.end.iso)), ("opens", JSONText.quote(held.opens.iso)), ("lastEntry", JSONText.quote(held.lastEntry.iso)),
            ("isCancelled", held.session.status == .cancelled ? "true" : "false"), ("booked", String(held.booked)), ("cameIn", String(held.crowd.cameIn)),
            ("inside", String(held.crowd.inside)), ("most", JSONText.number(orNull: held.crowd.most)),
        ])
    }
}

extension Transaction {
    /// As the booked claim says it, which every booking keeps in step: a device asks every few seconds, and the bookings may be thousands.
    fileprivate func bookedHere(_ session: ActivitySession) throws -> Int64 {
        try number("SELECT value FROM view_participation_booked WHERE activity_id = \(session.activity) AND session_id = \(session.id)") ?? 0
    }
}
