import Activities
import Ballots
import Bookings
import Campaigns
import Kernel
import Language
import Participation
import People
import Storage
import TestKit
import Venues
import Web

/// One published lecture with two sessions of ten places, a ballot for them, and a clock that a test moves.
struct BallotWorld: Sendable {
    let database: Database
    let museum: ID<Organisation>
    let activity: ID<Activity>
    let one: ID<ActivitySession>
    let two: ID<ActivitySession>
    let ballot: ID<Ballot>
    let clock: TestClock

    static let rooms = TestHouse(
        People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Bookings.module, Ballots.module)
    static let opens = instant("2023-09-02T00:00:00Z")
    static let closes = instant("2023-09-10T00:00:00Z")

    static func make(_ engine: TestEngine, capacity: Int = 10, places: Int = 10) async throws -> BallotWorld {
        let clock = TestClock("2023-09-01T00:00:00Z")
        let database = try await rooms.database(engine, clock: clock.clock)
        return try await database.write { tx in
            let museum = try tx.addOrganisation(key: "museum", name: Wording("校园科技馆", "Campus Museum"), kind: .museum, region: "610113")
            let campaign = try tx.addCampaign(
                key: "city", name: Wording("系列", "Series"), kind: .series, parent: nil, begin: day("2023-09-01"), end: day("2023-10-31"), summary: Wording("简介", "Summary"))
            var draft = ActivityDraft(organiser: museum, title: Wording("与宇航员见面", "Meet the astronauts"), summary: Wording("现场见面", "In person"), kind: .lecture)
            draft.key = "lecture"
            let activity = try tx.addActivity(draft)
            try tx.place(activity, in: campaign, state: .published)
            func session(_ begin: String) throws -> ID<ActivitySession> {
                let begin = instant(begin)
                let id = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2), capacity: capacity), to: activity)
                try tx.openBookings(activity: activity, session: id, mostPerBooking: 4, waitingList: true)
                return id
            }
            let (one, two) = (try session("2023-09-16T01:00:00Z"), try session("2023-09-16T06:00:00Z"))
            let ballot = try tx.openBallot(
                BallotDraft(sessions: [one, two], places: [.individual: places], opens: opens, closes: closes, acceptHours: 24), activity: activity, by: 1)
            return BallotWorld(database: database, museum: museum, activity: activity, one: one, two: two, ballot: ballot, clock: clock)
        }
    }

    @discardableResult
    func enter(_ number: Int, party: Int = 1, waits: Bool = false, _ sessions: [ID<ActivitySession>]? = nil) async throws -> BallotEntry {
        let wish = BookingWish(party: party, person: BookingPerson(name: "王小明", phone: "138001\(10_000 + number)"), waits: waits)
        let chosen = sessions ?? [one]
        return try await database.write { try $0.enterBallot(ballot, wish, sessions: chosen) }
    }

    /// Moves the clock behind the close, draws, and settles everything.
    func draw() async throws {
        clock.set(Self.closes.adding(minutes: 1))
        for id in try await database.read({ try $0.ballotsDue() }) { try await database.write { try $0.drawBallot(id) } }
        try await settle()
    }

    func settle() async throws {
        for id in try await database.read({ try $0.ballotsToSettle() }) {
            while try await database.write({ try $0.settleBallot(id, limit: 7) }) > 0 {}
        }
    }

    func entry(_ entry: BallotEntry) async throws -> BallotEntry { try await database.read { try $0.requireBallotEntry(entry.code) } }

    func taken(_ session: ID<ActivitySession>) async throws -> Int { try await database.read { try $0.session(activity, session)?.taken ?? -1 } }

    func code(_ unit: @escaping @Sendable () async throws -> Void) async throws -> String? {
        do { try await unit() } catch let refusal as Refusal { return refusal.code }
        return nil
    }

    func site() async throws -> Site { try await Self.rooms.site(database) }
}
