import Activities
import Bookings
import Campaigns
import Foundation
import Kernel
import Language
import Participation
import People
import Rooms
import Storage
import TestKit
import Testing
import Venues

/// One museum whose booking rules are those of its file, an exhibition there, and sessions that a test adds.
struct MuseumWorld: Sendable {
    let database: Database
    let activity: ID<Activity>
    let clock: TestClock

    static let house = TestHouse(People.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Bookings.module)

    /// - files: names in `booking-rules`.
    static func make(_ engine: TestEngine, _ files: String...) async throws -> MuseumWorld {
        let clock = TestClock("2023-08-01T00:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../booking-rules").standardized
        try await database.write { tx in
            // As the campaign files have it.
            try tx.addVenue(key: "china-science-and-technology-museum", name: Wording("中国科学技术馆", "China Science and Technology Museum"), kind: .museum, region: "110105", organisation: nil)
        }
        for file in ["venues"] + files {
            _ = try await house.apply(String(contentsOf: folder.appendingPathComponent(file + ".yaml"), encoding: .utf8), as: file, to: database)
        }
        let activity = try await database.write { tx -> ID<Activity> in
            let owner = try tx.addOrganisation(key: "owner", name: Wording("主办单位", "Host"), kind: .museum, region: "110105")
            let subject = try tx.number("SELECT subject_id FROM bookings_rules WHERE level = 'venue' LIMIT 1")
            let venue = ID<Venue>(try #require(subject))
            let campaign = try tx.addCampaign(
                key: "season", name: Wording("常年开放", "All year"), kind: .series, parent: nil, begin: day("2023-01-01"), end: day("2024-12-31"), summary: Wording("参观", "Visits"))
            var draft = ActivityDraft(organiser: owner, title: Wording("常设展览", "Exhibition"), summary: Wording("参观", "Visit"), kind: .exhibition)
            draft.content.venue = venue
            let activity = try tx.addActivity(draft)
            try tx.place(activity, in: campaign, state: .published)
            return activity
        }
        return MuseumWorld(database: database, activity: activity, clock: clock)
    }

    /// A session that takes bookings, from a clock time of China for so many hours.
    func session(_ day: String, _ clock: String = "09:00", hours: Int64 = 3, capacity: Int? = nil) async throws -> ID<ActivitySession> {
        try await database.write { tx in
            let begin = try #require(LocalTime(iso: "\(day)T\(clock)")).instant(in: .china)
            let id = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: hours), capacity: capacity), to: activity)
            try tx.openBookings(activity: activity, session: id, waitingList: false)
            return id
        }
    }

    /// It is that clock time in China.
    func at(_ local: String) { clock.set(local + "+08:00") }

    /// The word of the refusal; nil where it was booked.
    func book(
        _ session: ID<ActivitySession>, _ party: Int = 1, _ kind: PartyKind = .individual, phone: String = "13800138000", guests: String = "", adults: Int? = nil,
        isPreschool: Bool = false
    ) async throws -> String? {
        do { try await booking(session, party, kind, phone: phone, guests: guests, adults: adults, isPreschool: isPreschool) } catch let refusal as Refusal { return refusal.code }
        return nil
    }

    @discardableResult
    func booking(
        _ session: ID<ActivitySession>, _ party: Int = 1, _ kind: PartyKind = .individual, phone: String = "13800138000", guests: String = "", adults: Int? = nil,
        isPreschool: Bool = false
    ) async throws -> Booking {
        var wish = BookingWish(kind, party: party, person: BookingPerson(name: "王小明", phone: phone), guests: guests, hasConsent: true)
        if kind.isLed { wish.unit = .init(name: "雁塔小学", adults: adults ?? 0, isPreschool: isPreschool) }
        return try await database.write { [wish] in try $0.book(wish, activity: activity, session: session) }
    }

    /// So many people with identity numbers that differ, born on 1 January 1980.
    static func people(_ count: Int, from first: Int = 0) -> String {
        (first..<(first + count)).map { number in "参观者 " + identity("1101051980010" + "1" + String(format: "%03d", number)) }.joined(separator: "\n")
    }

    /// With its check letter.
    static func identity(_ digits: String) -> String {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 } % 11
        return digits + String(Array("10X98765432")[sum])
    }

    func code(_ unit: @escaping @Sendable (Transaction) throws -> Void) async throws -> String? {
        do { try await database.write(unit) } catch let refusal as Refusal { return refusal.code }
        return nil
    }

    /// Whoever booked did not come: the door covered the session and read other tickets only.
    func nobodyCame(_ session: ID<ActivitySession>) async throws {
        let found = try await database.read { try #require(try $0.session(activity, session)) }
        clock.set(found.end.iso)
        try await database.write { try $0.closeDoor(activity: activity, session: session, coveredWhole: true, nobodyCame: true, by: 1) }
        clock.advance(seconds: 13 * 3600)
        _ = try await database.write { try $0.reckonNoShows(activity: activity, session: session) }
    }
}
