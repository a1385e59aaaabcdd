import Kernel
package import Storage
import Synchronization

/// The table of regions in memory, for everything that names or knows units: one value for a whole page, without a query.
///
/// An edition may be loaded by another program while the server runs. So the shelf asks now and then whether the database
/// holds more units (none is ever taken away), and reads them anew only where it does.
package final class RegionShelf: Sendable {
    private struct Kept {
        var table: RegionTable
        var asked: ContinuousClock.Instant
    }
    private let kept: Mutex<Kept>
    private let database: Database
    private let pause: Duration

    /// Reads the table.
    /// - Parameter pause: how long a new edition may go unnoticed.
    package init(_ database: Database, pause: Duration = .seconds(1)) async throws {
        (self.database, self.pause) = (database, pause)
        kept = Mutex(Kept(table: try await database.read { try $0.regions() }, asked: .now))
    }

    /// The table as it was last read.
    package var table: RegionTable { kept.withLock(\.table) }

    /// The table of today. Where the database does not answer it is the last one: the page itself will say what is wrong.
    package func today() async -> RegionTable {
        let (known, isDue) = kept.withLock { kept in
            let isDue = kept.asked.duration(to: .now) >= pause
            if isDue { kept.asked = .now }
            return (kept.table, isDue)
        }
        guard isDue, let fresh = try? await reread(known.regions.count) else { return known }
        kept.withLock { kept in
            if fresh.regions.count > kept.table.regions.count { kept.table = fresh }
        }
        return fresh
    }

    /// Nil where there are as many units as are known.
    private func reread(_ known: Int) async throws -> RegionTable? {
        try await database.read { tx in
            let count = try tx.number("SELECT COUNT(*) FROM region") ?? 0
            return count == Int64(known) ? nil : try tx.regions()
        }
    }
}
