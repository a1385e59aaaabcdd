package import Kernel
import Synchronization

/// A process number of this program's own, leased from the database, and the identities made under it.
///
/// No identity is ever made twice: everything made under a number lies below the high-water mark that was stored before,
/// and the next holder of the number starts above it, whatever its clock says. The lease is renewed by the writes
/// themselves. A program that slept through its lease notices with its next write, and takes another number.
package final class ProcessLease: Sendable {
    /// How long a lease holds, and how far ahead of the clock the high-water mark is put.
    static let minutes: Int64 = 60
    /// How long after its end a lease that nobody gave back may be taken over.
    static let grace: Int64 = 30

    private let database: Database
    private let state: Mutex<Held>

    struct Held: Sendable {
        var lease: StoredLease
        var ids: IDMaker
        var isRenewing = false
    }

    private init(_ database: Database, _ lease: StoredLease, _ ids: IDMaker) {
        self.database = database
        state = Mutex(Held(lease: lease, ids: ids))
    }

    /// Takes a free number.
    package static func take(on engine: any Engine, clock: Clock) async throws -> ProcessLease {
        let database = Database(engine: engine, clock: clock, ids: IDMaker(process: 0, clock: clock))
        let (lease, floor) = try await database.writeAlone { tx in try StoredLease.take(tx) }
        return ProcessLease(database, lease, IDMaker(process: lease.number, clock: clock, notBefore: floor))
    }

    package var ids: IDMaker { state.withLock(\.ids) }
    /// 0…1023.
    package var number: Int { state.withLock(\.lease.number) }

    /// Renews the lease when half of it has passed; at once when the clock has left it behind.
    package func renewIfDue() async throws {
        let now = database.clock.now()
        let lease: StoredLease? = state.withLock { held in
            guard now >= held.lease.renewal else { return nil }
            guard !held.isRenewing || now >= held.lease.highWater else { return nil }
            held.isRenewing = true
            return held.lease
        }
        guard let lease else { return }
        defer { state.withLock { $0.isRenewing = false } }
        if let renewed = try await database.writeAlone({ tx in try lease.renew(tx) }) {
            state.withLock { if $0.lease.holder == renewed.holder { $0.lease = renewed } }
        } else {
            try await replace(lease)
        }
    }

    /// Gives the number back; nothing may be made afterwards.
    package func release() async {
        let (lease, last) = state.withLock { ($0.lease, Self.moment(of: $0.ids.next(Never.self))) }
        _ = try? await database.writeAlone { tx in try lease.release(tx, usedUpTo: last.adding(seconds: 1)) }
    }

    private func replace(_ old: StoredLease) async throws {
        let (lease, floor) = try await database.writeAlone { tx in try StoredLease.take(tx) }
        let ids = IDMaker(process: lease.number, clock: database.clock, notBefore: floor)
        let isOurs = state.withLock { held in
            guard held.lease.holder == old.holder else { return false }
            (held.lease, held.ids) = (lease, ids)
            return true
        }
        if !isOurs { try await database.writeAlone { tx in try lease.release(tx, usedUpTo: floor) } }
    }

    /// The time part of an identity (see `IDMaker`).
    private static func moment<Noun>(of id: ID<Noun>) -> Instant {
        Instant(microseconds: ((id.number >> 21) + 1_577_836_800_000) * 1000)
    }
}
