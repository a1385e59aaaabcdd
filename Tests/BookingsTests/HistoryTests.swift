import Activities
import BookingHistory
import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// Many clients ask for everything that one may ask of bookings, at once; what they were answered is held against the rows. The long form is
/// `make torture PART=history`.
@Suite struct HistoryTests {
    private struct Game {
        let world: World
        let terms: HistoryTerms
        var history: [HistoryEntry]

        func check() async throws -> [String] {
            let (activity, sessions) = (world.activity, [world.session, world.other])
            let state = try await world.database.read { try HistoryState($0, activity: activity, sessions: sessions) }
            return HistoryCheck(history, state, terms).findings
        }

        /// Behind the program's back, as a fault of ours would leave it.
        func tamper(_ sql: SQL) async throws {
            let changed = try await world.database.write { try $0.execute(sql) }
            try #require(changed > 0)
        }
    }

    private func game(_ engine: TestEngine, seed: UInt64, clients: Int = 8, steps: Int = 30, _ meanwhile: @escaping @Sendable (World) async throws -> Void = { _ in }) async throws -> Game {
        let places = 20
        let world = try await World.make(engine, capacity: places)
        _ = try await World.rooms.apply(HistoryTerms.file(activity: "lecture"), to: world.database)
        let history = try await withThrowingTaskGroup(of: [HistoryEntry].self) { group in
            for client in 0..<clients {
                group.addTask {
                    let player = HistoryPlayer(world.database, activity: world.activity, sessions: [world.session, world.other], client: client)
                    var chance = Seeded(seed &* 1000 &+ UInt64(client))
                    return await player.play(steps: steps, using: &chance)
                }
            }
            group.addTask {
                try await meanwhile(world)
                return []
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return Game(world: world, terms: HistoryTerms([(world.session, places), (world.other, places)]), history: history)
    }

    @Test(.timeLimit(.minutes(10)), arguments: TestEngine.allCases) func everyAnswerStands(_ engine: TestEngine) async throws {
        let game = try await game(engine, seed: 7)
        #expect(try await game.check() == [])
        // It was a game: each thing was done, and refused where somebody was faster or nothing was left.
        for what in [HistoryEntry.What.book, .cancel, .reduce, .move, .confirm] {
            #expect(game.history.contains { $0.what == what && $0.outcome == .done }, "\(what)")
        }
        #expect(game.history.contains { $0.refusal == "full" } && game.history.contains { $0.refusal == "person-limit" })
        #expect(!game.history.contains { $0.outcome == .unknown })
        await game.world.database.close()
    }

    /// The checker bites: each fault, planted alone, is named.
    @Test(.timeLimit(.minutes(10)), arguments: TestEngine.allCases) func plantedFaultsAreFound(_ engine: TestEngine) async throws {
        let faults: [(String, SQL, String)] = [
            ("lost", "DELETE FROM bookings_booking WHERE id = (SELECT MIN(id) FROM bookings_booking WHERE state = 'booked')", "acknowledged and is not there"),
            ("state", "UPDATE bookings_booking SET state = 'cancelled' WHERE id = (SELECT MIN(id) FROM bookings_booking WHERE state = 'booked')", "nobody ended it"),
            ("taken", "UPDATE activities_session SET taken = taken - 1 WHERE taken > 0", "places taken, bookings hold"),
            ("kind", "UPDATE activities_session_kind SET taken = taken + 1", "counted"),
            ("party", "UPDATE bookings_booking SET party = party + 1 WHERE id = (SELECT MIN(id) FROM bookings_booking WHERE state = 'booked')", "were left"),
            ("ticket", "UPDATE bookings_ticket SET is_void = 1 WHERE booking_id = (SELECT MIN(id) FROM bookings_booking WHERE state = 'booked')", "tickets for a party"),
            ("limit", "UPDATE bookings_allowance SET used = used + 1", "bookings use"), ("claim", "UPDATE participation_claim SET value = value + 1 WHERE method = 'booked'", "the claim says"),
        ]
        for (number, (name, sql, words)) in faults.enumerated() {
            let game = try await game(engine, seed: UInt64(20 + number), clients: 4, steps: 25)
            #expect(try await game.check() == [], "\(name)")
            try await game.tamper(sql)
            let findings = try await game.check()
            #expect(findings.contains { $0.contains(words) }, "\(name): \(findings)")
            await game.world.database.close()
        }
    }

    /// A guard that is broken while all are at it: somebody raises the places behind the program's back, and puts them down again.
    @Test(.timeLimit(.minutes(10)), arguments: TestEngine.allCases) func aBrokenGuardIsFound(_ engine: TestEngine) async throws {
        let game = try await game(engine, seed: 3) { world in
            try await world.database.write { _ = try $0.execute("UPDATE activities_session SET capacity = 60") }
        }
        let findings = try await game.check()
        #expect(findings.contains { $0.contains("oversold") || $0.contains("at one moment") || $0.contains("quotas broken") }, "\(findings)")

        // Limits that forget what they have counted.
        let forgetting = try await self.game(engine, seed: 4) { world in
            for _ in 0..<60 { try await world.database.write { _ = try $0.execute("UPDATE bookings_allowance SET used = 0") } }
        }
        #expect(try await forgetting.check().contains { $0.contains("bookings use") })
        for one in [game, forgetting] { await one.world.database.close() }
    }

    /// Answers that cannot both be true are found though the rows agree with each other.
    @Test func answersAgainstEachOther() async throws {
        var game = try await game(.sqlite, seed: 11)
        #expect(try await game.check() == [])
        let cancelled = try #require(game.history.first { $0.what == .cancel && $0.outcome == .done })
        var again = cancelled
        (again.asked, again.answered) = (cancelled.answered + 10, cancelled.answered + 20)
        game.history.append(again)
        #expect(try await game.check().contains { $0.contains("ended 2 times") })
        game.history.removeLast()

        // Told “full” before anybody had booked.
        var early = try #require(game.history.first { $0.what == .book })
        (early.asked, early.answered, early.outcome, early.refusal, early.code) = (1, 2, .refused, "full", "")
        game.history.append(early)
        #expect(try await game.check().contains { $0.contains("refused as full") })
        await game.world.database.close()
    }
}
