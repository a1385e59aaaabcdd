import Access
import Activities
import Bookings
import Files
import Kernel
import Storage
import TestKit
import Testing

/// The letter of a unit: who may send and read it, and what is no letter.
@Suite struct LetterTests {
    private static let file = """
        kepu: 1
        booking_rules:
          - key: groups
            name: {zh: "团体参观", en: "Groups"}
            activity: lecture
            kinds: [{kind: group, from: 2, to: 60, letter: true}]
            hold_minutes: 60
        """

    @Test(arguments: TestEngine.allCases) func whatIsNoLetterIsRefusedAndLiesNowhere(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 60)
        _ = try await World.rooms.apply(Self.file, to: world.database)
        let site = try await world.site()
        let leader = Browser(site), action = "/activities/\(world.activity.text)/sessions/\(world.session.text)/bookings"
        try await leader.go(action)
        try await leader.submit(action, ["party": "3", "unit": "青年宫", "name": "李领队", "phone": "13900139000"])
        let mine = leader.page.path
        #expect(leader.page.text.contains("papers missing"), "\(leader.page.text)")
        let hostile: [(name: String, bytes: [UInt8])] = [
            ("letter.pdf", Array("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".utf8)), ("letter.png", Array("PK\u{3}\u{4}rest of an archive".utf8)),
            ("../../letter.pdf", Array("#!/bin/sh\nrm -rf /\n".utf8)), ("letter.pdf", []), ("letter.jpg", Array("%PDF-1.7 no pages".utf8)),
        ]
        for one in hostile {
            try await leader.go(mine)
            let page = try await leader.submit(mine + "/letter", [:], uploads: [("letter", one.name, one.bytes)])
            #expect(page.status == 422 && page.text.contains("Letter"), "\(one.name): \(page.status)")
        }
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM files_file") } == 0)
        try await leader.go(mine)
        try await leader.submit(mine + "/letter", [:], uploads: [("letter", "../公函 2023.png", SamplePaper.png(width: 20, height: 20))])
        #expect(leader.page.text.contains("Ticket 3 of 3"), "\(leader.page.text)")
        // Only those who see the bookings read it.
        let booking = try #require(try await world.all().first)
        let letter = "/desk\(action)/\(booking.id.text)/letter"
        try await leader.go(letter)
        #expect(leader.page.path.hasPrefix("/sign-in"), "\(leader.page.path)")
        let other = try await Browser.signedIn("other@example.org", Grant(.host, over: .organisation(1)), at: site)
        #expect(try await other.go(letter).status == 403)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        #expect(try await host.go(letter).status == 200)
        await world.database.close()
    }
}
