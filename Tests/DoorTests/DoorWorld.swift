import Activities
import Bookings
import Campaigns
import Door
import Kernel
import Language
import Participation
import People
import Rooms
import Storage
import TestKit
import Venues
import Web

/// One published lecture with sessions, and a clock that a test moves.
struct DoorWorld: Sendable {
    let database: Database
    let museum: ID<Organisation>
    let activity: ID<Activity>
    let session: ID<ActivitySession>
    let other: ID<ActivitySession>
    let clock: TestClock

    static let rooms = TestHouse(
        People.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Bookings.module, Door.module)
    static let house = rooms.house

    static func make(_ engine: TestEngine, capacity: Int? = 100, most: Int = 4, waitingList: Bool = true) async throws -> DoorWorld {
        let clock = TestClock("2023-09-01T00:00:00Z")
        let database = try await rooms.database(engine, clock: clock.clock)
        return try await database.write { tx in
            let museum = try tx.addOrganisation(key: "museum", name: Wording("校园科技馆", "Campus Museum"), kind: .museum, region: "610113")
            let venue = try tx.addVenue(
                key: "hall", name: Wording("雁塔科技馆", "Yanta Hall"), kind: .museum, region: "610113", organisation: museum)
            let first = day("2023-09-01")
            let campaign = try tx.addCampaign(
                key: "city-series", name: Wording("系列", "Series"), kind: .series, parent: nil, begin: first, end: first.adding(days: 60),
                summary: Wording("简介", "Summary"))
            var draft = ActivityDraft(
                organiser: museum, title: Wording("与宇航员见面", "Meet the astronauts"), summary: Wording("现场见面", "Meet in person"), kind: .lecture)
            (draft.content.venue, draft.key) = (venue, "lecture")
            let activity = try tx.addActivity(draft)
            try tx.place(activity, in: campaign, state: .published)
            func session(_ begin: String) throws -> ID<ActivitySession> {
                let begin = instant(begin)
                let id = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2), capacity: capacity), to: activity)
                try tx.openBookings(activity: activity, session: id, mostPerBooking: most, waitingList: waitingList)
                return id
            }
            let one = try session("2023-09-16T01:00:00Z"), two = try session("2023-09-16T06:00:00Z")
            return DoorWorld(database: database, museum: museum, activity: activity, session: one, other: two, clock: clock)
        }
    }

    func book(_ party: Int, waits: Bool = false, in session: ID<ActivitySession>? = nil) async throws -> Booking {
        let wish = BookingWish(party: party, person: BookingPerson(name: "王小明", phone: "13800138000"), waits: waits)
        let id = session ?? self.session
        return try await database.write { try $0.book(wish, activity: activity, session: id) }
    }

    func all() async throws -> [Booking] { try await database.read { try $0.bookings(activity: activity, session: session) } }

    func state(_ booking: Booking) async throws -> Booking.State? { try await database.read { try $0.booking(booking.code)?.state } }

    /// Places taken, places booked, and the booked claim.
    func places() async throws -> [Int64] {
        try await database.read { tx in
            let claim = try tx.number(
                "SELECT value FROM view_participation_booked WHERE activity_id = \(activity) AND session_id = \(session)")
            return [
                Int64(try tx.session(activity, session)?.taken ?? -1), try tx.bookedPlaces(activity: activity, session: session), claim ?? -1,
            ]
        }
    }

    func code(_ unit: @escaping @Sendable () async throws -> Void) async throws -> String? {
        do { try await unit() } catch let refusal as Refusal { return refusal.code }
        return nil
    }

    func site() async throws -> Site { try await Self.rooms.site(database) }
}
