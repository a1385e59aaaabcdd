import Formats
import Kernel
import Regions
import Storage
import Synchronization
import Web

/// What one download holds: the identities were read at once, the records are read a few at a time, in short transactions, at the pace of
/// whoever receives them.
struct ListingSource: Sendable {
    let database: Database
    let ids: [ID<Activity>]
    /// All that fits; more than `ids` where one page of it was asked for.
    let total: Int
    let filter: ActivityFilter
    let regions: RegionTable
    let language: Tongue
    let origin: String
    /// The address within the site, with the question.
    let address: String
    let now: Instant
    let place: ListingGate.Place

    static let batch = 200

    /// Hands over the records, some at a time.
    func each(_ ids: [ID<Activity>], _ body: ([ListedRecord]) async throws -> Void) async throws {
        for start in stride(from: 0, to: ids.count, by: Self.batch) {
            let some = Array(ids[start..<min(start + Self.batch, ids.count)])
            let records = try await place.turns.during { [database, filter] in
                try await database.read { tx in try tx.listedRecords(some, filter.days) }
            }
            try await body(records)
        }
    }

    /// The records that are public still, written one after the other; `end` writes what stands behind them.
    func stream<Writer: FormatWriter>(
        _ writer: Writer, add: @escaping @Sendable (inout Writer, ListedRecord) -> Void,
        end: @escaping @Sendable (inout Writer) async throws -> Void = { _ in }
    ) -> BodyStream {
        BodyStream { sink in
            var writer = writer
            try await each(ids) { records in
                for record in records where !record.isGone {
                    add(&writer, record)
                    if writer.pending > 65_536 { try await sink.send(writer.drain()) }
                }
            }
            try await end(&writer)
            writer.finish()
            try await sink.send(writer.drain())
            withExtendedLifetime(place) {}
        }
    }

    /// The page of an activity.
    func page(_ id: ID<Activity>) -> String { origin + "/activities/" + id.text }

    func say(_ phrase: Phrase) -> String { phrase(language) }
}

/// Lets so many downloads run at once and no more, so that they do not hold up what people do.
///
/// The first half of the places is for whoever comes; of the rest no address holds more than a few, so that one that reads slowly does not
/// keep all of them. (Behind a proxy all have one address and share the first half.)
final class ListingGate: Sendable {
    private struct State {
        var free: Int
        var held: [String: Int] = [:]
    }

    private let state: Mutex<State>
    private let places: Int
    private static let mostOfOne = 4
    fileprivate let turns = ListingTurns()

    init(_ places: Int = 16) {
        self.places = places
        state = Mutex(State(free: places))
    }

    /// One of the places; it is free again when this goes away.
    final class Place: Sendable {
        private let gate: ListingGate
        private let address: String
        fileprivate var turns: ListingTurns { gate.turns }
        fileprivate init(_ gate: ListingGate, _ address: String) { (self.gate, self.address) = (gate, address) }
        deinit { gate.leave(address) }
    }

    /// - address: whose download it is.
    func enter(_ address: String = "local") throws(Refusal) -> Place {
        let isFree = state.withLock { state in
            let mine = state.held[address] ?? 0
            guard state.free > 0, state.free > places / 2 || mine < Self.mostOfOne else { return false }
            state.free -= 1
            state.held[address] = mine + 1
            return true
        }
        guard isFree else {
            throw Refusal(
                .unavailable, "downloads-busy", "同时下载的人太多。请半分钟后再试。", "Too many downloads are running. Please try again in half a minute.")
        }
        return Place(self, address)
    }

    private func leave(_ address: String) {
        state.withLock { state in
            state.free += 1
            let left = (state.held[address] ?? 1) - 1
            state.held[address] = left > 0 ? left : nil
        }
    }
}

/// Of all downloads that run, one at a time reads its next records: the readers of the database are there for people.
fileprivate actor ListingTurns {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Runs `work` in its turn. Nothing is sent meanwhile, so that nobody waits for a slow receiver.
    nonisolated func during<R: Sendable>(_ work: @Sendable () async throws -> R) async throws -> R {
        await take()
        do {
            let result = try await work()
            await give()
            return result
        } catch {
            await give()
            throw error
        }
    }

    private func take() async {
        guard isTaken else { return isTaken = true }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func give() {
        if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
    }
}
