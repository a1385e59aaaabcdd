import Kernel

/// A row of `storage_process` while it is held.
struct StoredLease: Sendable {
    let number: Int
    /// Random, so that a holder knows its own lease again.
    let holder: String
    /// Until when nobody else takes the number.
    let end: Instant
    /// No identity made under this number lies above it.
    let highWater: Instant

    init(number: Int, holder: String, now: Instant, floor: Instant) {
        (self.number, self.holder) = (number, holder)
        end = now.adding(minutes: ProcessLease.minutes)
        highWater = max(now, floor).adding(minutes: ProcessLease.minutes)
    }

    var renewal: Instant { end.adding(minutes: -ProcessLease.minutes / 2) }

    /// A free number, and the moment above which its identities start.
    static func take(_ tx: Transaction) throws -> (StoredLease, floor: Instant) {
        try tx.lock("storage-process")
        let rows = try tx.rows("SELECT number, holder, leased_until, high_water FROM storage_process ORDER BY number", Row.init)
        guard let (number, floor) = choose(rows, now: tx.now) else {
            throw Refusal(
                .unavailable, "too-many-processes", "已有 1024 个程序在使用这个数据库。", "1024 programs use this database already: no process number is free.")
        }
        let lease = StoredLease(
            number: number, holder: String(UInt64.random(in: 1...UInt64.max), radix: 36), now: tx.now, floor: floor)
        try tx.execute(
            """
            INSERT INTO storage_process (number, holder, leased_until, high_water)
            VALUES (\(number), \(lease.holder), \(lease.end), \(lease.highWater))
            ON CONFLICT (number) DO UPDATE
            SET holder = excluded.holder, leased_until = excluded.leased_until, high_water = excluded.high_water
            """)
        return (lease, floor)
    }

    /// Nil when somebody else has taken the number over.
    func renew(_ tx: Transaction) throws -> StoredLease? {
        let floor = highWater.adding(minutes: -ProcessLease.minutes)
        let fresh = StoredLease(number: number, holder: holder, now: tx.now, floor: floor)
        let changed = try tx.execute(
            """
            UPDATE storage_process SET leased_until = \(fresh.end), high_water = \(fresh.highWater)
            WHERE number = \(number) AND holder = \(holder)
            """)
        return changed == 1 ? fresh : nil
    }

    /// Gives the number back, with the newest moment that was used under it.
    func release(_ tx: Transaction, usedUpTo last: Instant) throws {
        try tx.execute(
            """
            UPDATE storage_process SET holder = '', leased_until = 0, high_water = \(last) WHERE number = \(number) AND holder = \(holder)
            """)
    }

    private struct Row {
        let number: Int
        let isFree: Bool
        let until: Instant
        let highWater: Instant

        init(_ row: Storage.Row) throws {
            number = try row.int("number")
            isFree = try row.text("holder").isEmpty
            until = try row.instant("leased_until")
            highWater = try row.instant("high_water")
        }
    }

    /// Best a number whose mark has passed, then one never used, then one whose identities start a little ahead of the
    /// clock; a lease that was not given back only long after its end.
    private static func choose(_ rows: [Row], now: Instant) -> (Int, floor: Instant)? {
        if let rested = rows.first(where: { $0.isFree && $0.highWater <= now }) { return (rested.number, rested.highWater) }
        let used = Set(rows.map(\.number))
        if let fresh = (0..<1024).first(where: { !used.contains($0) }) { return (fresh, Instant(microseconds: 0)) }
        let stale = rows.filter { $0.isFree || $0.until.adding(minutes: ProcessLease.grace) < now }
        return stale.min { $0.highWater < $1.highWater }.map { ($0.number, $0.highWater) }
    }
}
