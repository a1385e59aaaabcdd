import Dispatch
import Foundation
import GRDB
import GRDBSQLite
import Kernel
import Storage

extension SQLiteEngine {
    /// How long a write waits for another program that holds the file.
    static let patience: TimeInterval = 15

    /// Opens (and where it is missing, creates) the database file. Whatever is in the way is told in one line.
    ///
    /// - mark: a table that all databases of the program hold. A file with tables, and without this one, is another program's: it is
    ///   refused before anything of it is changed.
    package static func open(path: String, holding mark: String? = nil) async throws -> SQLiteEngine {
        try await withCheckedThrowingContinuation { done in
            DispatchQueue.global().async { done.resume(with: Result { try openNow(path: path, mark) }) }
        }
    }

    private static func openNow(path: String, _ mark: String?) throws -> SQLiteEngine {
        try SQLiteOpening.prepareFolder(for: path)
        if let mark { try SQLiteOpening.refuseOthers(path, without: mark) }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB puts a pool's writer on NORMAL while it opens, whatever `prepareDatabase` said: this comes after.
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try require(database, "synchronous", is: 2)
                try require(database, "foreign_keys", is: 1)
            }
            return SQLiteEngine(pool: pool)
        } catch let error as DatabaseError {
            throw SQLiteOpening.refusal(for: error, path: path)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(patience)
        configuration.maximumReaderCount = max(4, ProcessInfo.processInfo.activeProcessorCount * 2)
        configuration.label = "kepu.sqlite"
        configuration.prepareDatabase { database in
            // GRDB notes what each statement touches, for its observers. Nobody observes here, and the statements are our own: the notes would grow with each of
            // them, and cost more than to prepare it.
            sqlite3_set_authorizer(database.sqliteConnection, nil, nil)
            // No memory map: a read error would end the program instead of one request.
            try database.execute(sql: "PRAGMA mmap_size = 0")
            try database.execute(sql: "PRAGMA cache_size = -16000")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            guard !database.configuration.readonly else { return }
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
            try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
        }
        return configuration
    }

    private static func require(_ database: GRDB.Database, _ pragma: String, is wanted: Int) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA \(pragma)")
        guard found == wanted else {
            throw Refusal(
                .unavailable, "database-setting", "数据库设置不正确：PRAGMA \(pragma) 应为 \(wanted)，实为 \(found.map(String.init) ?? "空")。",
                "The database does not take a setting: PRAGMA \(pragma) should be \(wanted) and is \(found.map(String.init) ?? "empty").")
        }
    }
}
