import Access
import Activities
import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// A teacher books a class: number first, names later, by link; the host confirms.
@Suite struct ClassJourneyTests {
    private static let file = """
        kepu: 1
        booking_rules:
          - key: classes
            name: {zh: "班级参观", en: "Visits of classes"}
            activity: lecture
            kinds:
              - {kind: individual, from: 1, to: 4}
              - {kind: school, from: 2, to: 60, names: identified, one_adult_for: 20, approval: true}
            hold_minutes: 1440
        """

    @Test(arguments: TestEngine.allCases) func numberFirstNamesLater(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 60)
        _ = try await World.rooms.apply(Self.file, to: world.database)
        let site = try await world.site()
        let teacher = Browser(site)
        let action = "/activities/\(world.activity.text)/sessions/\(world.session.text)/bookings"
        try await teacher.go("/activities/\(world.activity.text)")
        #expect(teacher.page.text.contains("Book for school classes"))
        try await teacher.go(action + "?kind=school")
        #expect(teacher.page.text.contains("Who leads") && teacher.page.text.contains("They may also follow later"))
        try await teacher.submit(action, ["party": "3", "adults": "0", "unit": "雁塔小学", "name": "李老师", "phone": "13900139000"])
        #expect(teacher.page.status == 422 && teacher.page.text.contains("at least 1"), "\(teacher.page.text)")
        try await teacher.submit(action, ["adults": "1"])
        let mine = teacher.page.path
        #expect(mine.hasPrefix("/bookings/") && teacher.page.text.contains("papers missing"), "\(teacher.page.text)")
        #expect(try await world.places() == [3, 0, -1])

        // A child by its number: the guardians' consent is asked.
        let names = "李老师 110105198001010008\n小红 \(MuseumWorld.identity("11010520150601001"))"
        try await teacher.submit(mine + "/names", ["guests": names])
        #expect(teacher.page.status == 422 && teacher.page.text.contains("their guardians agree"), "\(teacher.page.text)")
        try await teacher.submit(mine + "/names", ["consent": "1"])
        #expect(teacher.page.text.contains("some are still missing"))
        try await teacher.submit(mine + "/names", ["guests": names + "\n小明 \(MuseumWorld.identity("11010520150601002"))", "consent": "1"])
        #expect(teacher.page.text.contains("Waiting for the host"), "\(teacher.page.text)")

        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        try await host.go("/desk")
        #expect(host.page.text.contains("Bookings to confirm"), "\(host.page.text)")
        let list = "/desk" + action
        try await host.go(list)
        #expect(host.page.text.contains("雁塔小学") && host.page.text.contains("waiting for your answer 1"))
        let booking = try #require(try await world.all().first)
        try await host.go("\(list)/\(booking.id.text)")
        #expect(host.page.text.contains("小红") && host.page.text.contains("110***********") && !host.page.text.contains("11010520150601001"))
        try await host.submit("\(list)/\(booking.id.text)/answer", ["confirmed": "1"])
        #expect(host.page.text.contains("Confirmed"), "\(host.page.text)")
        try await teacher.go(mine)
        #expect(teacher.page.text.contains("Ticket 3 of 3"))
        #expect(try await world.places() == [3, 3, 3])

        // Somebody else leads; one child stays at home; the guardians take their consent back.
        try await teacher.submit(mine + "/contact", ["name": "赵老师", "phone": "13700137000"])
        #expect(teacher.page.text.contains("赵老师"))
        try await teacher.submit(mine + "/size", ["party": "2"])
        #expect(teacher.page.text.contains("Ticket 2 of 2"), "\(teacher.page.text)")
        #expect(try await world.places() == [2, 2, 2])
        let ics = try await teacher.go(mine + ".ics")
        #expect(ics.html.contains("BEGIN:VEVENT") && ics.html.contains("STATUS:CONFIRMED"))
        try await teacher.go(mine)
        try await teacher.submit(mine + "/consent-withdrawal")
        #expect(teacher.page.text.contains("names are emptied"))
        #expect(try await world.database.read { try $0.guests(of: booking).isEmpty })
        #expect(try await world.places() == [2, 2, 2])
        await world.database.close()
    }

    /// To another session of the same activity: new tickets, the old ones void, both counters right.
    @Test(arguments: TestEngine.allCases) func aBookingMoves(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 4)
        let booking = try await world.book(3), next = try await world.book(2, waits: true)
        let old = try await world.database.read { try $0.tickets(of: booking) }
        let moved = try await world.database.write { try $0.moveBooking(booking.code, to: world.other) }
        #expect(moved.session == world.other && moved.state == .booked && moved.code == booking.code)
        let (fresh, first, second, voided) = try await world.database.read { tx in
            (
                try tx.tickets(of: moved), try tx.session(world.activity, world.session)?.taken, try tx.session(world.activity, world.other)?.taken,
                try old.allSatisfy { try tx.ticket($0.code)?.isVoid == true }
            )
        }
        #expect(fresh.count == 3 && first == 2 && second == 3 && voided)
        #expect(try await world.state(next) == .offered)
        // Full there: nothing changes here.
        _ = try await world.book(1, in: world.other)
        #expect(try await world.code { _ = try await world.database.write { try $0.acceptOffer(next.code) } } == nil)
        #expect(try await world.code { try await world.database.write { _ = try $0.moveBooking(next.code, to: world.other) } } == "full")
        #expect(try await world.state(next) == .booked)
        #expect(try await world.places() == [2, 2, 2])
        await world.database.close()
    }
}
