import Access
import Activities
import Bookings
import Kernel
import Storage
import TestKit
import Testing

@Suite struct SignedTicketTests {
    private func signed(_ world: World, _ booking: Booking) async throws -> SignedTicket {
        try await world.database.write { tx in
            try tx.madeTicketKey(by: 1)
            guard let held = try tx.session(world.activity, world.session), let one = try tx.signedTickets(tx.tickets(of: booking), of: held)?.first else {
                throw Refusal.notFound(Booking.noun)
            }
            return one
        }
    }

    /// What was signed is read as it was; with any one bit of any letter changed it is no true ticket.
    @Test func oneBitIsEnough() async throws {
        let world = try await World.make(.sqlite)
        let ticket = try await signed(world, try await world.book(1))
        let keys = try await world.database.read { try $0.ticketKeys() }
        #expect(SignedTicket(ticket.text) == ticket && ticket.isGood(keys))
        #expect(SignedTicket(ticket.text.lowercased())?.isGood(keys) == true)
        #expect(ticket.text.utf8.count < 178, "it no longer fits a QR code of version 7")
        let bytes = Array(ticket.text.utf8)
        var passed = 0
        for place in bytes.indices {
            for bit in 0..<7 {
                var altered = bytes
                altered[place] ^= 1 << bit
                let text = String(decoding: altered, as: UTF8.self)
                // The same letter, small instead of large, is the same letter.
                guard text.uppercased() != ticket.text else { continue }
                if SignedTicket(text)?.isGood(keys) == true { passed += 1 }
            }
        }
        #expect(passed == 0)
        await world.database.close()
    }

    /// A new key signs; tickets of the old one stay true, and both keys are published.
    @Test(arguments: TestEngine.allCases) func keysAreReplaced(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let booking = try await world.book(1)
        let old = try await signed(world, booking)
        let site = try await world.site()
        let admin = try await Browser.signedIn("admin@example.org", Grant(.administrator, over: .all), at: site)
        try await admin.go("/desk/ticket-keys")
        try await admin.submit("/desk/ticket-keys/rotation")
        #expect(admin.page.status == 200 && admin.page.text.contains("Key 2"))
        let new = try await signed(world, booking), keys = try await world.database.read { try $0.ticketKeys() }
        #expect(new.key == 2 && old.key == 1 && old.isGood(keys) && new.isGood(keys) && !old.isGood(keys.filter { $0.number == 2 }))
        let published = try await Browser(site).go("/.well-known/keys.json").html
        #expect(published.contains("keys.json#ticket-1") && published.contains("keys.json#ticket-2") && !published.contains("\"d\""))
        await world.database.close()
    }

    /// The page and the PDF carry the signature; the door takes it, and refuses what was altered in a sentence.
    @Test(arguments: TestEngine.allCases) func pageAndPaper(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let booking = try await world.book(3)
        let visitor = Browser(try await world.site())
        try await visitor.go("/bookings/\(booking.code.text)")
        #expect(visitor.page.status == 200 && visitor.page.links.contains("/bookings/\(booking.code.text).pdf"))
        #expect(visitor.page.text.contains("brightness"))
        let paper = try await visitor.go("/bookings/\(booking.code.text).pdf")
        #expect(paper.status == 200 && paper.bytes.starts(with: Array("%PDF-".utf8)))
        let ticket = try await signed(world, booking)
        world.clock.set("2023-09-16T01:30:00Z")
        let words = try await world.database.write { tx in
            let lines = [ticket.text.lowercased(), ticket.text.replacing(ticket.session.text, with: world.other.text)].map { DoorLine($0, now: tx.now, device: "") }
            return try tx.takeScans(lines, activity: world.activity, session: world.session, by: 1).map(\.result.word)
        }
        #expect(words == ["counted", "forged"])
        await world.database.close()
    }
}
