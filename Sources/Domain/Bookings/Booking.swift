package import Activities
package import Kernel
package import Storage

/// One party that asked for places of a session: it gets them whole, waits for them whole, and gives them back whole.
package struct Booking: Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        /// The places are theirs.
        case booked
        /// On the waiting list, without places.
        case waiting
        /// Places are kept for them until `offeredUntil`.
        case offered
        /// Places are kept until `dueAt`, while names or a letter are missing.
        case held
        /// Places are kept; the host has to confirm.
        case requested
        /// The host did not confirm.
        case declined
        case cancelled
        /// The offer was not taken in time.
        case lapsed

        package var title: Phrase {
            switch self {
            case .booked: Phrase("已预约", "Booked")
            case .waiting: Phrase("候补中", "On the waiting list")
            case .offered: Phrase("有名额，待确认", "Places offered")
            case .held: Phrase("名额已保留，资料待补", "Places kept, papers missing")
            case .requested: Phrase("待主办单位确认", "Waiting for the host")
            case .declined: Phrase("未获确认", "Not confirmed")
            case .cancelled: Phrase("已取消", "Cancelled")
            case .lapsed: Phrase("候补已过期", "Offer lapsed")
            }
        }

        /// Whether places of the session are taken for it.
        package var holdsPlaces: Bool { Self.placed.contains(self) }
        /// Whether it can still be cancelled.
        package var isOpen: Bool { holdsPlaces || self == .waiting }

        static let placed: [State] = [.booked, .offered, .held, .requested]
    }

    /// What it is called in a sentence.
    package static let noun = Phrase("该预约", "booking")

    package let activity: ID<Activity>
    package let id: ID<Booking>
    package let session: ID<ActivitySession>
    package let code: PublicCode
    /// How many persons.
    package let party: Int
    package let kind: PartyKind
    package let state: State
    package let person: ID<BookingPerson>
    package let madeAt: Instant
    /// Until when the places offered are kept.
    package let offeredUntil: Instant?
    /// Until when what is missing has to be there.
    package let dueAt: Instant?

    package init(_ row: Row) throws {
        activity = try row.id("activity_id")
        id = try row.id("id")
        session = try row.id("session_id")
        code = PublicCode(activity, try row.text("code"))
        party = try row.int("party")
        state = try row.choice("state")
        person = try row.id("person_id")
        madeAt = try row.instant("made_at")
        offeredUntil = try row.instantOrNil("offered_until")
        (kind, dueAt) = (try row.choice("kind"), try row.instantOrNil("due_at"))
    }
}

/// One place of a booking: what the door scans.
package struct Ticket: Sendable, Hashable {
    package let activity: ID<Activity>
    package let id: ID<Ticket>
    package let booking: ID<Booking>
    package let session: ID<ActivitySession>
    package let code: PublicCode
    /// Its place was given back while others of its party had come.
    package let isVoid: Bool

    package init(_ row: Row) throws {
        activity = try row.id("activity_id")
        id = try row.id("id")
        isVoid = try row.bool("is_void")
        booking = try row.id("booking_id")
        session = try row.id("session_id")
        code = PublicCode(activity, try row.text("code"))
    }
}
