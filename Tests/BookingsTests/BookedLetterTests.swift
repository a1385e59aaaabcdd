import Access
import Activities
import Kernel
import Language
import Storage
import TestKit
import Testing

@testable import Bookings

@Suite("What those who booked are told") struct BookedLetterTests {
    /// How many messages of the kind there are, once everything in the ledger has been read.
    private static func told(in world: World) async throws -> Int64 {
        try await world.database.ledgerSettled()
        while try await world.database.write({ try $0.tellBooked(2) }) {}
        return try await world.database.read { try $0.number("SELECT COUNT(*) FROM outbox_message WHERE kind = 'bookings.changed'") ?? 0 }
    }

    private static func change(_ world: World, _ change: @escaping @Sendable (inout SessionDraft) -> Void) async throws {
        try await world.database.write { tx in
            let old = try #require(try tx.session(world.activity, world.session))
            var draft = SessionDraft(begin: old.begin, end: old.end, zone: old.zone, capacity: old.capacity, hoursAnnounced: old.hoursAnnounced)
            change(&draft)
            try tx.changeSession(old, to: draft, status: old.status, house: World.house, by: 1)
        }
    }

    @Test(arguments: TestEngine.allCases) func aMovedSessionIsToldOnceToWhoBookedIt(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        _ = try await world.book(2)
        _ = try await world.book(1)
        _ = try await world.book(1, in: world.other)
        let gone = try await world.book(1)
        try await world.database.write { _ = try $0.cancelBooking(gone.code, by: 0) }
        #expect(try await Self.told(in: world) == 0)
        // More places are nobody's news.
        try await Self.change(world) { $0.capacity = 200 }
        #expect(try await Self.told(in: world) == 0)
        try await Self.change(world) { ($0.begin, $0.end) = ($0.begin.adding(hours: 1), $0.end.adding(hours: 1)) }
        #expect(try await Self.told(in: world) == 2)
        #expect(try await Self.told(in: world) == 2)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aCancelledActivityIsToldToAllOfItsSessions(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        _ = try await world.book(2)
        _ = try await world.book(1, in: world.other)
        try await world.database.write { try $0.setStatus(.cancelled, of: world.activity, reason: "台风", house: World.house, by: 1) }
        #expect(try await Self.told(in: world) == 2)
        await world.database.close()
    }

    /// A change of words is nobody's news, one of the place everybody's who is still to come.
    @Test(arguments: TestEngine.allCases) func whatMattersIsTold(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        _ = try await world.book(2)
        let (all, host) = (
            Identity(account: Account(id: ID(2), login: "m@example.org", name: "M"), grants: [Grant(.moderator, over: .all)]),
            Identity(account: Account(id: ID(3), login: "h@example.org", name: "H"), grants: [Grant(.host, over: .organisation(world.museum.number))])
        )
        func revise(_ change: @escaping @Sendable (inout ActivityContent) -> Void) async throws {
            try await world.database.write { tx in
                let latest = try #require(try tx.latestVersion(of: world.activity))
                let campaign = try #require(try tx.placements(of: world.activity).first).campaign
                var content = latest.content
                change(&content)
                let number = try tx.revise(world.activity, to: content, seen: latest.number, by: 3)
                try tx.submit(world.activity, to: campaign, by: host)
                guard try tx.placement(of: world.activity, in: campaign)?.state == .toModerate else { return }
                try tx.decide(.publish, on: world.activity, in: campaign, seen: number, by: all)
            }
        }
        try await revise { $0.title = Wording("与航天员见面") }
        #expect(try await Self.told(in: world) == 0)
        try await revise { $0.ageMin = 12 }
        #expect(try await Self.told(in: world) == 1)
        await world.database.close()
    }

    /// Where the program has just learned to tell, or was not running for days, nobody hears old news.
    @Test func oldNewsIsNotTold() async throws {
        let world = try await World.make(.sqlite)
        _ = try await world.book(2)
        try await Self.change(world) { ($0.begin, $0.end) = ($0.begin.adding(hours: 1), $0.end.adding(hours: 1)) }
        world.clock.advance(seconds: (BookedLetter.hours + 1) * 3600)
        #expect(try await Self.told(in: world) == 0)
        await world.database.close()
    }
}
