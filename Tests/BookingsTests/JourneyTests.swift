import Access
import Activities
import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// The room through its forms, as people use it.
@Suite struct JourneyTests {
    @Test(arguments: TestEngine.allCases) func bookWaitAcceptErase(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 3)
        let site = try await world.site()
        let (first, second) = (Browser(site), Browser(site))
        let page = "/activities/\(world.activity.text)"
        let action = "\(page)/sessions/\(world.session.text)/bookings"
        try await first.go(page)
        #expect(first.page.status == 200 && first.page.form(to: action) != nil)
        try await first.submit(action, ["party": "9", "name": "Li <b>Na</b>", "phone": "x"])
        #expect(first.page.status == 422 && first.page.text.contains("Give a phone number"))
        try await first.submit(action, ["party": "3", "phone": "13800138000"])
        #expect(first.page.path.hasPrefix("/bookings/") && first.page.text.contains("Booked"))
        #expect(first.page.text.contains("Li <b>Na</b>") && !first.page.html.contains("<b>Na"))
        #expect(first.page.html.components("<svg viewBox=\"0 0 ") == 3)

        try await second.go(page)
        #expect(second.page.text.contains("Join the waiting list"))
        try await second.go(action)
        try await second.submit(action, ["party": "2", "name": "Wang", "phone": "13900139000"])
        #expect(second.page.status == 409 && second.page.text.contains("fully booked"))
        try await second.submit(action, ["waiting": "1"])
        #expect(second.page.text.contains("On the waiting list"))
        let waiting = second.page.path

        let mine = first.page.path
        try await first.submit(mine + "/cancellation")
        #expect(first.page.text.contains("Cancelled"))
        try await second.go(waiting)
        try await second.submit(waiting + "/acceptance")
        #expect(second.page.text.contains("Ticket 2 of 2"))
        #expect(try await world.places() == [2, 2, 2])

        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let list = "/desk/activities/\(world.activity.text)/sessions/\(world.session.text)/bookings"
        try await host.go(list)
        #expect(host.page.text.contains("13900139000") && host.page.figures["booked"] == "2")
        let other = try await Browser.signedIn("other@example.org", Grant(.host, over: .organisation(1)), at: site)
        #expect(try await other.go(list).status == 403)
        try await second.submit(waiting + "/erasure")
        #expect(second.page.text.contains("erased") && !second.page.text.contains("Wang"))
        try await host.go(list)
        #expect(!host.page.text.contains("13900139000") && host.page.text.contains("Erased"))
        await world.database.close()
    }

    /// The host opens bookings on the form of the session.
    @Test(arguments: TestEngine.allCases) func theRuleIsSetAtTheDesk(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await world.site()
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let path = "/desk/activities/\(world.activity.text)/sessions/\(world.session.text)"
        try await host.go(path)
        #expect(host.page.form(to: path)?["bookings"] == "1" && host.page.form(to: path)?["most_per_booking"] == "4")
        try await host.submit(path, ["most_per_booking": "2"])
        #expect(host.page.status == 200)
        let rule = try await world.database.read { try $0.bookingRule(activity: world.activity, session: world.session) }
        #expect(rule == BookingRule(isOpen: true, mostPerBooking: 2, hasWaitingList: true))
        #expect(try await world.code { _ = try await world.book(3) } == "party-too-big")
        await world.database.close()
    }
}

extension String {
    /// How often a piece stands in it.
    func components(_ piece: String) -> Int { ranges(of: piece).count }
}
