import Kernel
import Storage

/// One link while a transaction runs on it.
final class PostgresConnection: Connection {
    /// How many rows a stream holds at a time.
    private static let batch = 1000
    /// And of rows of numbers, which are small.
    private static let numberBatch = 10_000

    let dialect = Dialect.postgres
    private let link: PostgresLink
    private var cursors = 0

    init(_ link: PostgresLink) { self.link = link }

    func execute(_ sql: SQL) throws -> Int { try query(sql).changed }

    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        let result = try query(sql)
        for number in 0..<result.rowCount where try !body(result.row(number)) { return }
    }

    func stream(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        try fetch(sql, Self.batch) { result, number in try body(result.row(number)) }
    }

    func numbers(_ sql: SQL, _ body: (NumberRow) throws -> Bool) throws {
        try fetch(sql, Self.numberBatch) { result, number in try result.withNumbers(number, body) }
    }

    /// A cursor, so that neither side holds the whole answer.
    private func fetch(_ sql: SQL, _ batch: Int, _ body: (PostgresResult, CInt) throws -> Bool) throws {
        cursors += 1
        let name = "kepu_stream_\(cursors)"
        _ = try query(.trusted("DECLARE \(name) NO SCROLL CURSOR FOR ") + sql)
        reading: while true {
            let result = try query(.trusted("FETCH \(batch) FROM \(name)"))
            for number in 0..<result.rowCount where try !body(result, number) { break reading }
            if result.rowCount < batch { break }
        }
        _ = try query(.trusted("CLOSE \(name)"))
    }

    func lock(_ subject: String) throws {
        let number = Int64(bitPattern: Fingerprint.of(link.schema + "/" + subject))
        _ = try query("SELECT pg_advisory_xact_lock(\(number))")
    }

    func holdStill(_ tables: [StaticString]) throws {
        _ = try query(.trusted("LOCK TABLE " + tables.map(\.description).joined(separator: ", ") + " IN SHARE MODE"))
    }

    private func query(_ sql: SQL) throws -> PostgresResult {
        let (text, binds) = dialect.print(sql)
        return try link.query(text, binds)
    }
}
