import Access
import Activities
import Bookings
import Kernel
import Storage
import TestKit
import Testing

@Suite struct DoorPageTests {
    /// Steps 3 and 4 of the story through the forms: 83 scans, 3 of them repeats from a device that was offline.
    @Test(arguments: TestEngine.allCases) func eightyThreeScansAreEightyVisits(_ engine: TestEngine) async throws {
        let world = try await DoorWorld.make(engine)
        for _ in 0..<25 { _ = try await world.book(4) }
        let away = try await world.book(1, in: world.other)
        let tickets = try await world.database.read { try world.allTickets($0).map(\.code.text) }
        let foreign = try await world.database.read { try $0.tickets(of: away)[0].code.text }
        let site = try await world.site()
        world.clock.set("2023-09-16T01:30:00Z")
        let door = try await Browser.signedIn("door@example.org", Grant(.door, over: .organisation(world.museum.number)), at: site)
        let stranger = try await Browser.signedIn("far@example.org", Grant(.door, over: .region(["110000"])), at: site)
        let path = "/door/\(world.activity.text)/\(world.session.text)"
        #expect(try await stranger.go(path).status == 403)
        try await door.go("/door")
        #expect(door.page.links.contains(path))
        try await door.go(path)
        #expect(door.page.figures["booked"] == "100" && door.page.figures["measured"] == nil)
        try await door.submit(path + "/scans", ["tickets": tickets[0..<80].joined(separator: "\n"), "device": "East gate"])
        #expect(door.page.status == 200 && door.page.figures["measured"] == "80")
        let late = tickets[0..<3].map { "\($0.lowercased()) 2023-09-16T09:10:00+08:00 West gate 2" }.joined(separator: "\r\n")
        for _ in 0..<2 {
            try await door.submit(path + "/scans", ["tickets": late])
            #expect(door.page.figures["measured"] == "80")
        }
        #expect(door.page.text.contains("Received already"))
        // The same ticket again a minute later is another scan, and a repeat.
        world.clock.set("2023-09-16T01:31:00Z")
        try await door.submit(path + "/scans", ["tickets": "rubbish\n\(foreign)\n\(tickets[0])\n\(tickets[90]) 2031-01-01T00:00:00Z x\n\(tickets[91]) noon"])
        for words in ["Unknown", "Of another session", "First seen 16 Sep 2023, 09:30, East gate", "lies in the future", "cannot be read"] {
            #expect(door.page.text.contains(words), "\(words)")
        }
        #expect(door.page.figures["measured"] == "80")
        #expect(try await door.submit(path + "/scans", ["tickets": " "]).status == 422)
        try await door.submit(path + "/closing", ["covered": "1"])
        let counted = try await world.database.read { tx in
            try tx.number(
                "SELECT value FROM view_participation_counted WHERE activity_id = \(world.activity) AND session_id = \(world.session) AND method = 'measured'")
        }
        #expect(counted == 80)
        await world.database.close()
    }

    /// A cancelled booking's ticket is no ticket, and the code of a booking is none either.
    @Test(arguments: TestEngine.allCases) func cancelledTicketsAreRefused(_ engine: TestEngine) async throws {
        let world = try await DoorWorld.make(engine)
        let booking = try await world.book(1), kept = try await world.book(1)
        let ticket = try await world.database.read { try $0.tickets(of: booking)[0] }
        try await world.database.write { try $0.cancelBooking(booking.code) }
        world.clock.set("2023-09-16T00:30:00Z")
        let words = try await world.database.write { tx in
            let lines = [ticket.code.text, kept.code.text].map { DoorLine($0, now: tx.now, device: "") }
            return try tx.takeScans(lines, activity: world.activity, session: world.session, by: 1).map(\.result.word)
        }
        #expect(words == ["cancelled", "wrong"])
        await world.database.close()
    }
}
