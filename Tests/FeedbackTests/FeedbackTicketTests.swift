import Activities
import Bookings
import Campaigns
import Kernel
import Language
import Participation
import People
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Feedback

/// Where visitors have tickets they are drawn by these: those who came, each once.
@Suite struct FeedbackTicketTests {
    static let rooms = TestHouse(People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Bookings.module, Feedback.module)

    /// A lecture with forty bookings of one place, of which thirty have come in.
    private static func lecture(_ engine: TestEngine, oneIn: Int) async throws -> (database: Database, session: ActivitySession, came: [Booking], others: [Booking]) {
        let clock = TestClock("2023-09-16T01:30:00Z")
        let database = try await rooms.database(engine, clock: clock.clock)
        return try await database.write { tx in
            let museum = try tx.addOrganisation(key: "museum", name: Wording("校园科技馆", "Campus Museum"), kind: .museum, region: "610113")
            let campaign = try tx.addCampaign(
                key: "city", name: Wording("城市系列", "City Series"), kind: .series, parent: nil, begin: day("2023-09-01"), end: day("2023-10-31"), summary: Wording("简介", "Summary"))
            let activity = try tx.addActivity(
                ActivityDraft(organiser: museum, title: Wording("与宇航员见面", "Meet the astronauts"), summary: Wording("现场", "In person"), kind: .lecture))
            try tx.place(activity, in: campaign, state: .published)
            let id = try tx.addSession(SessionDraft(begin: FeedbackWorld.begin, end: FeedbackWorld.begin.adding(hours: 1), capacity: 100), to: activity)
            let bookings = (0..<40).map { EnteredBooking(party: 1, madeAt: FeedbackWorld.begin.adding(minutes: Int64(-6_000 - $0))) }
            let tickets = try #require(try tx.enterBookings(bookings, rule: BookingRule(), activity: activity, session: id))
            let scans = tickets.prefix(30).map { Scan(activity: activity, session: id, ticket: $0.number, at: FeedbackWorld.begin.adding(minutes: 5), device: "east") }
            _ = try tx.recordScans(Array(scans), by: 0)
            try tx.askForFeedback(activity, id, oneIn: oneIn, isOpen: true, isByTicket: true, by: 0)
            let session = try #require(try tx.session(activity, id)), entered = Set(tickets.prefix(30))
            let all = try tx.bookings(activity: activity, session: id)
            let came = try all.filter { try tx.tickets(of: $0).contains { entered.contains($0.id) } }
            return (database, session, came, all.filter { one in !came.contains { $0.id == one.id } })
        }
    }

    @Test(arguments: TestEngine.allCases) func whoCameIsDrawnByChanceAndAnswersOnce(_ engine: TestEngine) async throws {
        let (database, session, came, others) = try await Self.lecture(engine, oneIn: 3)
        #expect(came.count == 30 && others.count == 10)
        let (drawn, absent) = try await database.read { tx in
            (try came.filter { try !tx.drawnTickets(of: $0, in: session).isEmpty }, try others.filter { try !tx.drawnTickets(of: $0, in: session).isEmpty })
        }
        // Thirty tickets, a third of them: by chance none or nearly all would be once in a hundred thousand.
        #expect((1...25).contains(drawn.count) && absent.isEmpty, "\(drawn.count)")
        for one in drawn {
            let token = try await database.write { try $0.beginFeedback(session, with: one.code) }
            try await database.write { try $0.takeFeedback(FeedbackAnswer(FeedbackWorld.fine), by: token, about: session) }
        }
        func code(_ booking: Booking) async throws -> String? {
            do { _ = try await database.write { try $0.beginFeedback(session, with: booking.code) } } catch let refusal as Refusal { return refusal.code }
            return nil
        }
        for one in drawn + others { #expect(try await code(one) == "feedback-not-drawn") }
        let poster = await #expect(throws: Refusal.self) { _ = try await database.write { try $0.beginFeedback(session) } }
        #expect(poster?.code == "feedback-by-ticket")
        let summary = try #require(try await database.read { try $0.feedback(of: session.activity, session.id) })
        #expect(summary.asked == Int64(drawn.count) && summary.answered == Int64(drawn.count))
        let problems = try await database.read { tx in try Feedback.module.checks.flatMap { try $0.run(tx) } }
        #expect(problems.isEmpty)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func theBookingsPageAsks(_ engine: TestEngine) async throws {
        let (database, session, came, others) = try await Self.lecture(engine, oneIn: 1)
        let site = try await Self.rooms.site(database), open = "/feedback/\(session.id.text)"
        let visitor = Browser(site)
        #expect(try await visitor.go(open).text.contains("drawn by their tickets"))
        #expect(visitor.page.form(to: open) == nil)
        #expect(try await visitor.go("/bookings/\(others[0].code.text)").text.contains("You are drawn") == false)
        let page = "/bookings/\(came[0].code.text)", begin = open + "/tickets/\(came[0].code.text)"
        #expect(try await visitor.go(page).text.contains("1 ticket is drawn by chance"))
        let token = visitor.page.token
        try await visitor.submit(begin, [:])
        let path = visitor.page.path
        #expect(path.hasPrefix(open + "/") && visitor.page.status == 200)
        try await visitor.submit(path, ["liking": "great", "change": "learned", "again": "yes"])
        #expect(visitor.page.path == open + "/thanks")
        #expect(try await visitor.go(page).text.contains("You are drawn") == false)
        #expect(try await visitor.post(begin, ["csrf": token]).status == 409)
        #expect(try await visitor.post(open + "/tickets/nonsense", ["csrf": token]).status == 404)
        await database.close()
    }

    @Test func theDrawIsEven() {
        let key = Array("secret of the house".utf8)
        for oneIn in [2, 3, 10] {
            let drawn = (1...6_000).count { FeedbackDraw.isDrawn(FeedbackDraw.mark(ticket: Int64($0), key: key), oneIn: oneIn) }
            // Within five standard deviations of a fair one.
            let mean = 6_000.0 / Double(oneIn), spread = 5 * (mean * (1 - 1 / Double(oneIn))).squareRoot()
            #expect(abs(Double(drawn) - mean) < spread, "\(oneIn): \(drawn)")
        }
        #expect((1...50).allSatisfy { FeedbackDraw.isDrawn(FeedbackDraw.mark(ticket: Int64($0), key: key), oneIn: 1) })
    }
}
