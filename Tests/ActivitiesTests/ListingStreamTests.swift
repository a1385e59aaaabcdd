import Kernel
import Language
import Regions
import Storage
import Synchronization
import TestKit
import Testing

@testable import Activities
@testable import Web

/// Downloads hold nobody up: no transaction while somebody receives, and so many at once.
@Suite struct ListingStreamTests {
    @Test(arguments: TestEngine.allCases) func aReceiverThatTakesNothingHoldsNoWriter(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let text = String(repeating: "科普", count: 200)
        let ids = try await world.database.write { tx in
            try (0..<450).map { number in
                var draft = world.draft("活动 \(number)")
                draft.content.description = Wording(text)
                let id = try tx.addActivity(draft)
                try tx.place(id, in: world.city)
                return id
            }
        }
        let gate = ListingGate(1)
        let pieces = Pieces()
        let download = Task {
            let source = Self.source(world, ids, try gate.enter())
            let stream = try #require(source.json().stream)
            try await stream.produce(
                BodySink { bytes in
                    pieces.add(bytes)
                    while !pieces.mayGoOn { try await Task.sleep(for: .milliseconds(5)) }
                })
        }
        while pieces.count == 0 { try await Task.sleep(for: .milliseconds(5)) }
        // The first piece waits for its receiver: whoever writes, and whoever reads, does not.
        #expect(throws: Refusal.self) { _ = try gate.enter() }
        try await world.database.write { tx in try tx.touch(ids[449]) }
        try await world.database.writeAlone { tx in try tx.touch(ids[448]) }
        _ = try await world.database.read { try $0.listed(ActivityFilter()).total }
        #expect(pieces.count == 1)
        pieces.goOn()
        try await download.value
        #expect(pieces.text.contains("\"count\":450"))
        #expect(pieces.largest < 400_000)
        _ = try gate.enter()
        await world.database.close()
    }

    @Test func aPlaceIsFreeAgainWhenTheAnswerIsDropped() throws {
        let gate = ListingGate(2)
        var places = [try gate.enter(), try gate.enter()]
        #expect(throws: Refusal.self) { _ = try gate.enter() }
        places.removeLast()
        _ = try gate.enter()
        #expect(places.count == 1)
    }

    @Test func oneAddressDoesNotHoldAllPlaces() throws {
        let gate = ListingGate(16)
        var greedy: [ListingGate.Place] = []
        while let place = try? gate.enter("192.0.2.1") { greedy.append(place) }
        #expect(greedy.count == 8)
        let others = try ["192.0.2.2", "192.0.2.3", "192.0.2.2"].map { try gate.enter($0) }
        #expect(others.count == 3)
        greedy.removeLast(5)
        #expect(throws: Never.self) { _ = try gate.enter("192.0.2.1") }
    }

    private static func source(_ world: World, _ ids: [ID<Activity>], _ place: ListingGate.Place) -> ListingSource {
        ListingSource(
            database: world.database, ids: ids, total: ids.count, filter: ActivityFilter(), regions: .china2023, language: .zh, origin: "http://kepu.example",
            address: "/activities.json", now: World.now, place: place)
    }

    /// What has come, and whether the receiver takes more.
    private final class Pieces: Sendable {
        private let state = Mutex((bytes: [UInt8](), count: 0, largest: 0, mayGoOn: false))
        var count: Int { state.withLock { $0.count } }
        var largest: Int { state.withLock { $0.largest } }
        var mayGoOn: Bool { state.withLock { $0.mayGoOn } }
        var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }
        func goOn() { state.withLock { $0.mayGoOn = true } }
        func add(_ bytes: [UInt8]) {
            state.withLock { state in
                state.bytes += bytes
                state.count += 1
                state.largest = max(state.largest, bytes.count)
            }
        }
    }
}
