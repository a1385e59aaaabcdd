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
final class ListingGate: Sendable {
    private let free: Mutex<Int>
    fileprivate let turns = ListingTurns()

    init(_ places: Int = 16) { free = Mutex(places) }

    /// One of the places; it is free again when this goes away.
    final class Place: Sendable {
        private let gate: ListingGate
        fileprivate var turns: ListingTurns { gate.turns }
        fileprivate init(_ gate: ListingGate) { self.gate = gate }
        deinit { gate.free.withLock { $0 += 1 } }
    }

    func enter() throws(Refusal) -> Place {
        let isFree = free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
        guard isFree else {
            throw Refusal(
                .unavailable, "downloads-busy", "同时下载的人太多。请半分钟后再试。", "Too many downloads are running. Please try again in half a minute.")
        }
        return Place(self)
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
