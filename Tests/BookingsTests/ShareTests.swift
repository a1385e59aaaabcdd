import Activities
import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// Kinds of parties that share or split the places of a session.
@Suite struct ShareTests {
    private static func rules(_ kinds: String, more: String = "") -> String {
        """
        kepu: 1
        booking_rules:
          - key: shares
            name: {zh: "规则", en: "Rules"}
            activity: lecture
            kinds:
        \(kinds)
        \(more)
        """
    }

    private func make(_ engine: TestEngine, capacity: Int, _ kinds: String, more: String = "") async throws -> World {
        let world = try await World.make(engine, capacity: capacity)
        _ = try await World.rooms.apply(Self.rules(kinds, more: more), to: world.database)
        return world
    }

    private func book(_ world: World, _ kind: PartyKind, _ party: Int, waits: Bool = false) async throws -> String? {
        var wish = BookingWish(kind, party: party, person: BookingPerson(name: "王小明", phone: "13800138000"), waits: waits)
        if kind.isLed { wish.unit = .init(name: "雁塔小学", adults: 0) }
        do { _ = try await world.database.write { [wish] in try $0.book(wish, activity: world.activity, session: world.session) } } catch let refusal as Refusal { return refusal.code }
        return nil
    }

    /// Sixty places, twenty of them kept for schools: others never take those, schools take no more than those.
    @Test(arguments: TestEngine.allCases) func keptPlacesStayKept(_ engine: TestEngine) async throws {
        let world = try await make(engine, capacity: 60, "      - {kind: individual, from: 1, to: 40}\n      - {kind: school, from: 1, to: 40, places: 20}")
        #expect(try await book(world, .individual, 40) == nil)
        #expect(try await book(world, .individual, 1) == "full")
        #expect(try await book(world, .school, 21) == "full")
        #expect(try await book(world, .school, 15) == nil)
        #expect(try await book(world, .school, 6) == "full")
        #expect(try await book(world, .school, 5) == nil)
        #expect(try await world.places() == [60, 60, 60])
        await world.database.close()
    }

    /// Groups share what all have, up to thirty.
    @Test(arguments: TestEngine.allCases) func aMostIsAPartOfWhatAllShare(_ engine: TestEngine) async throws {
        let world = try await make(engine, capacity: 60, "      - {kind: individual, from: 1, to: 40}\n      - {kind: group, from: 1, to: 40, most: 30}")
        #expect(try await book(world, .group, 30) == nil)
        #expect(try await book(world, .group, 1) == "full")
        #expect(try await book(world, .individual, 30) == nil)
        #expect(try await book(world, .individual, 1) == "full")
        await world.database.close()
    }

    /// Places of a school that are given back are offered to the school that waits, not to the individuals before it.
    @Test(arguments: TestEngine.allCases) func returnsGoToTheirOwnKind(_ engine: TestEngine) async throws {
        let world = try await make(engine, capacity: 30, "      - {kind: individual, from: 1, to: 40}\n      - {kind: school, from: 1, to: 40, places: 20}")
        #expect(try await book(world, .individual, 10) == nil)
        let school = try await world.database.write { tx in
            try tx.book(
                BookingWish(.school, party: 20, person: BookingPerson(name: "李老师", phone: "13900139000"), unit: .init(name: "小学", adults: 2)), activity: world.activity, session: world.session)
        }
        #expect(try await book(world, .individual, 2, waits: true) == nil)
        #expect(try await book(world, .school, 18, waits: true) == nil)
        try await world.database.write { try $0.cancelBooking(school.code) }
        let states = try await world.all().filter { $0.state == .offered }.map { "\($0.kind) \($0.party)" }
        #expect(states == ["school 18"])
        await world.database.close()
    }

    /// Many at once, of three kinds, with returns between: never more than there are, never more of a kind than its share, and the counters
    /// are those of the bookings.
    @Test(.timeLimit(.minutes(10)), arguments: TestEngine.allCases) func manyAtOnceKeepTheShares(_ engine: TestEngine) async throws {
        let world = try await make(
            engine, capacity: 90, "      - {kind: individual, from: 1, to: 6}\n      - {kind: family, from: 1, to: 6, most: 40}\n      - {kind: school, from: 1, to: 30, places: 30}")
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<240 {
                group.addTask {
                    let kind: PartyKind = [.individual, .family, .school][number % 3]
                    var wish = BookingWish(kind, party: number % 5 + 1, person: BookingPerson(name: "某人", phone: "1380013\(1000 + number)"), waits: number % 2 == 0)
                    if kind.isLed { wish.unit = .init(name: "小学", adults: 0) }
                    let made = try? await world.database.write { [wish] in try $0.book(wish, activity: world.activity, session: world.session) }
                    if number % 7 == 0, let made { _ = try? await world.database.write { try $0.cancelBooking(made.code) } }
                }
            }
        }
        let (all, taken, session) = try await world.database.read { tx in
            (
                try tx.bookings(activity: world.activity, session: world.session), try tx.placesTaken(activity: world.activity, session: world.session),
                try #require(try tx.session(world.activity, world.session))
            )
        }
        for kind in [PartyKind.individual, .family, .school] {
            let held = all.filter { $0.kind == kind && $0.state.holdsPlaces }.reduce(0) { $0 + $1.party }
            #expect(taken[kind.rawValue, default: 0] == held, "\(kind)")
        }
        #expect(session.taken <= 90 && taken["family", default: 0] <= 40 && taken["school", default: 0] <= 30)
        #expect(session.taken - taken["school", default: 0] <= 60)
        await world.database.close()
    }
}
