import Activities
import CloudHall
import Kernel
import Participation
import Storage
import TestKit
import Testing

/// Viewers, views and the most at once; and the signed way in.
@Suite struct ViewingTests {
    private let key: [UInt8] = Array("a key of the installation".utf8)
    private let now = instant("2023-09-16T01:00:00Z")

    @Test func aWayInHoldsForOneBrowserOneSessionOnePurposeAndAShortTime() {
        let token = ViewingToken.make(.join, ID(7), browser: "b1", until: now.adding(minutes: 30), key: key)
        func isValid(
            _ token: String, _ purpose: ViewingPurpose = .join, session: Int64 = 7, browser: String = "b1", minutes: Int64 = 0, key other: [UInt8]? = nil
        ) -> Bool {
            ViewingToken.isValid(token, purpose, ID(session), browser: browser, now: now.adding(minutes: minutes), key: other ?? key)
        }
        #expect(isValid(token) && isValid(token, minutes: 30))
        #expect(!isValid(token, minutes: 31))
        #expect(!isValid(token, .watch))
        #expect(!isValid(token, session: 8))
        #expect(!isValid(token, browser: "b2"))
        #expect(!isValid(token, key: [1]))
        for place in token.indices {
            var other = token
            other.replaceSubrange(place...place, with: token[place] == "0" ? "1" : "0")
            #expect(!isValid(other), "\(other)")
        }
        for wrong in ["", "-", "zzzzzzzzzzzzzzz-0", "a-b-c", String(repeating: "9", count: 5000)] { #expect(!isValid(wrong)) }
    }

    @Test func aMarkTellsNothingAcrossSessions() {
        #expect(ViewingToken.mark(ID(7), browser: "b1", key: key) == ViewingToken.mark(ID(7), browser: "b1", key: key))
        #expect(ViewingToken.mark(ID(7), browser: "b1", key: key) != ViewingToken.mark(ID(8), browser: "b1", key: key))
        #expect(ViewingToken.mark(ID(7), browser: "b1", key: key) != ViewingToken.mark(ID(7), browser: "b2", key: key))
    }

    @Test func onlyAddressesOfTheWebAreTaken() {
        for good in ["https://a.example", "http://192.0.2.1:8080/x?y=1#z", "HTTPS://live.example/a"] { #expect(OnlineRoom.isAddress(good), "\(good)") }
        for bad in ["", "javascript:alert(1)", "https://", "https://u:p@host", "https://a b", "ftp://a", "//a", "https://a\n.b", "https:///path", "https://\\a", "data:text/html,x"] {
            #expect(!OnlineRoom.isAddress(bad), "\(bad)")
        }
    }

    private func mark(_ number: UInt8) -> [UInt8] { [number] + [UInt8](repeating: 7, count: 15) }

    @Test(arguments: TestEngine.allCases) func devicesCountOnceAndOpeningsEachTime(_ engine: TestEngine) async throws {
        let world = try await HallWorld.make(engine)
        let room = try #require(try await world.room())
        func join(_ device: UInt8) async throws {
            let mark = mark(device)
            try await world.database.write { try $0.joinRoom(room, mark: mark) }
        }
        world.clock.set(HallWorld.begin)
        for device in 1...20 { try await join(UInt8(device)) }
        try await join(1)
        world.clock.set(HallWorld.begin.adding(seconds: 60))
        for device in 1...5 { try await join(UInt8(device)) }
        // A device that has not joined says nothing.
        let stranger = mark(99)
        #expect(try await world.database.write { try $0.beat(room, mark: stranger) } == false)
        // Device 1 stays for six minutes; device 2 is away in between.
        for minute in 2...7 {
            world.clock.set(HallWorld.begin.adding(minutes: Int64(minute)))
            let (one, two) = (mark(1), mark(2))
            try await world.database.write { tx in
                try tx.beat(room, mark: one)
                if minute == 2 || minute == 7 { try tx.beat(room, mark: two) }
            }
        }
        try await world.database.write { try $0.tallyHall(activity: world.activity, session: world.session) }
        let counted = try #require(try await world.room()).counted
        #expect([counted.viewers, counted.views, counted.peak, counted.watched] == [20, 25, 20, 1])
        #expect(try await world.counted("viewers") == "measured 20")
        #expect(try await world.counted("views") == "measured 25")
        #expect(try await world.counted("watched") == "measured 1")
        #expect(try await world.counted("visits") == nil)
        let before = try await world.database.read { try $0.claims(activity: world.activity, session: world.session) }
        #expect(before.count == 4 && before.allSatisfy { !$0.coversWhole })
        // Once it is over the count of the only way in is one of the whole session; nothing is made twice.
        world.clock.set(HallWorld.begin.adding(hours: 2))
        for _ in 1...2 { try await world.database.write { try $0.tallyHall(activity: world.activity, session: world.session) } }
        let after = try await world.database.read { try $0.claims(activity: world.activity, session: world.session) }
        #expect(after.count == 4 && after.filter(\.coversWhole).map(\.indicator).sorted() == ["viewers", "views"])
    }

    @Test(arguments: TestEngine.allCases) func marksGoAndNumbersStay(_ engine: TestEngine) async throws {
        let world = try await HallWorld.make(engine)
        let room = try #require(try await world.room())
        world.clock.set(HallWorld.begin)
        let (one, two) = (mark(1), mark(2))
        try await world.database.write { tx in
            try tx.joinRoom(room, mark: one)
            try tx.joinRoom(room, mark: two)
        }
        #expect(try await world.database.write { try $0.eraseViewers(before: day("2023-09-16"), limit: 10) } == 0)
        #expect(try await world.database.write { try $0.eraseViewers(before: day("2023-09-17"), limit: 10) } == 1)
        #expect(try await world.database.write { try $0.eraseViewers(before: day("2023-09-17"), limit: 10) } == 0)
        let left = try await world.database.read { try [$0.number("SELECT COUNT(*) FROM cloudhall_viewer"), $0.number("SELECT COUNT(*) FROM cloudhall_minute")] }
        #expect(left == [0, 0])
        try await world.database.write { try $0.tallyHall(activity: world.activity, session: world.session) }
        #expect(try await world.counted("viewers") == "measured 2")
    }
}
