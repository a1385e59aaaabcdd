package import Activities
package import Bookings
package import Kernel
import Storage

/// A draw instead of a race for the places of some sessions of one activity.
package struct Ballot: Sendable, Hashable {
    package static let noun = Phrase("该抽签", "ballot")

    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        /// Takes entries between its times, until the draw.
        case open
        case drawn
        case cancelled
    }

    package let activity: ID<Activity>
    package let id: ID<Ballot>
    package let state: State
    package let opens: Instant
    package let closes: Instant
    /// How long those who are drawn have to accept.
    package let acceptHours: Int
    package let commitment: String
    /// Published with the draw.
    package let seed: String?
    package let digest: String?
    package let entries: Int64
    package let drawnAt: Instant?

    package static let acceptRange: ClosedRange<Int64> = 1...240

    package func takesEntries(at now: Instant) -> Bool { state == .open && opens <= now && now < closes }
    package var zone: Zone { .china }
}

extension Ballot {
    init(_ row: Row) throws {
        (activity, id, state) = (try row.id("activity_id"), try row.id("id"), try row.choice("state"))
        (opens, closes, acceptHours) = (try row.instant("opens_at"), try row.instant("closes_at"), try row.int("accept_hours"))
        (commitment, seed, digest) = (try row.text("commitment"), try row.textOrNil("seed"), try row.textOrNil("digest"))
        (entries, drawnAt) = (try row.int64("entries"), try row.instantOrNil("drawn_at"))
    }
}

/// A party in a ballot.
package struct BallotEntry: Sendable, Hashable {
    package static let noun = Phrase("该抽签报名", "ballot entry")

    package enum State: String, Sendable, SQLConvertible {
        case entered, withdrawn
        /// Places were offered to it as a booking.
        case won
        /// Drawn, but its places could not be given any more.
        case void
        /// Not drawn; on the waiting list.
        case waiting
        case lost
    }

    package let activity: ID<Activity>
    package let ballot: ID<Ballot>
    package let number: Int64
    package let code: PublicCode
    package let kind: PartyKind
    package let party: Int
    package let sessions: [ID<ActivitySession>]
    package let person: ID<BookingPerson>
    package let masked: String
    package let waits: Bool
    package let state: State
    /// In the drawn order; nil before the draw.
    package let place: Int64?
    package let session: ID<ActivitySession>?
    /// The code of its booking, once there is one.
    package let booking: PublicCode?

    init(_ row: Row) throws {
        (activity, ballot, number) = (try row.id("activity_id"), try row.id("ballot_id"), try row.int64("number"))
        let activity = activity
        guard let code = PublicCode("\(activity.text)-\(try row.text("code"))") else { throw Refusal.notFound(BallotEntry.noun) }
        self.code = code
        (kind, party) = (try row.choice("kind"), try row.int("party"))
        sessions = try row.text("sessions").split(separator: ",").compactMap { ID<ActivitySession>($0) }
        (person, masked, waits, state) = (try row.id("person_id"), try row.text("masked"), try row.bool("waits"), try row.choice("state"))
        (place, session) = (try row.int64OrNil("place"), try row.idOrNil("session_id"))
        booking = try row.textOrNil("booking").flatMap { PublicCode("\(activity.text)-\($0)") }
    }
}
