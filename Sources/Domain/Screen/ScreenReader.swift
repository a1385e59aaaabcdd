import Campaigns
import Figures
import Kernel
import Language
import Logging
import Regions
import Storage
import Synchronization
import Web

/// Reads one campaign's state for all who watch its screen, for as long as anybody does.
final class ScreenReader: Sendable {
    let broadcasts: [Tongue: Broadcast]
    private let key: String
    private let database: Database
    private let pace: ScreenPace
    private let logger: Logger
    /// The units by which places are named; those that the last watcher to come has seen.
    private let regions: Mutex<RegionTable>

    init(_ key: String, _ database: Database, regions: RegionTable, pace: ScreenPace, logger: Logger) {
        (self.key, self.database, self.pace, self.logger) = (key, database, pace, logger)
        self.regions = Mutex(regions)
        broadcasts = Dictionary(uniqueKeysWithValues: Tongue.allCases.map { ($0, Broadcast()) })
    }

    func know(_ table: RegionTable) { regions.withLock { $0 = table } }

    /// Until it is cancelled. Where the database does not answer it tries again; the watchers hear the beats meanwhile.
    func run() async {
        var progress = Progress()
        while !Task.isCancelled {
            do {
                try await step(&progress)
            } catch is CancellationError {
                return
            } catch {
                logger.warning("screen", metadata: ["campaign": "\(key)", "error": "\(error)"])
                progress.rest(until: .now + .seconds(1))
            }
            try? await Task.sleep(for: pace.look)
        }
    }

    /// What has been read, and when it is to be read again.
    private struct Progress {
        var state: ScreenState?
        var writes: UInt64?
        var mark: Mark?
        var looksAtOthers = ContinuousClock.Instant.now
        var beats = ContinuousClock.Instant.now
        /// Parts that may have changed since they were read, and the moment from which they may be read.
        var stale = Set(ScreenPart.allCases)
        var rests: [ScreenPart: ContinuousClock.Instant] = [:]

        mutating func rest(until moment: ContinuousClock.Instant) { for part in ScreenPart.allCases { rests[part] = moment } }
    }

    private func step(_ progress: inout Progress) async throws {
        // Before anything is read, so that what is committed meanwhile is seen.
        if progress.mark == nil {
            progress.mark = try await database.read { try Mark($0) }
            progress.looksAtOthers = .now + pace.others
        }
        let writes = database.writes.now
        if writes != progress.writes {
            progress.writes = writes
            progress.stale = Set(ScreenPart.allCases)
        } else if progress.looksAtOthers <= .now {
            progress.looksAtOthers = .now + pace.others
            let mark = try await database.read { try Mark($0) }
            if mark != progress.mark { progress.stale = Set(ScreenPart.allCases) }
            progress.mark = mark
        }
        if try await readStale(&progress), let state = progress.state { publish(state) }
        guard progress.beats <= .now, let zone = progress.state?.campaign.zone else { return }
        progress.beats = .now + pace.beat
        for broadcast in broadcasts.values { broadcast.beat(database.clock.now().local(in: zone).clock) }
    }

    private func readStale(_ progress: inout Progress) async throws -> Bool {
        var hasRead = false
        for part in ScreenPart.allCases where progress.stale.contains(part) && (progress.rests[part] ?? .now) <= .now {
            let begin = ContinuousClock.now
            let known = progress.state
            progress.state = try await database.read { [key] tx in
                guard var state = try known ?? ScreenState(key, in: tx) else { return nil }
                try state.read(part, in: tx)
                return state
            }
            progress.stale.remove(part)
            progress.rests[part] = .now + max(pace.least, (.now - begin) * pace.rest)
            hasRead = true
        }
        return hasRead
    }

    private func publish(_ state: ScreenState) {
        let table = regions.withLock { $0 }
        for (language, broadcast) in broadcasts {
            broadcast.publish(ScreenView(state: state, language: language, regions: table).pieces(ScreenPart.allCases))
        }
    }

    /// Another one: some program may have committed something since.
    private struct Mark: Sendable, Equatable {
        let ledger: LedgerPulse
        let claims: Int64

        init(_ tx: Transaction) throws {
            ledger = try tx.ledgerPulse()
            claims = try tx.number("SELECT MAX(h.seq) FROM view_participation_change h") ?? 0
        }
    }
}
