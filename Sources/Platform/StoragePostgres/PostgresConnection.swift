import Storage

/// One link while a transaction runs on it.
final class PostgresConnection: Connection {
    /// How many rows a stream holds at a time.
    private static let batch = 1000

    let dialect = Dialect.postgres
    private let link: PostgresLink
    private var cursors = 0

    init(_ link: PostgresLink) { self.link = link }

    func execute(_ sql: SQL) throws -> Int { try query(sql).changed }

    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        let result = try query(sql)
        for number in 0..<result.rowCount where try !body(result.row(number)) { return }
    }

    /// A cursor, so that neither side holds the whole answer.
    func stream(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        cursors += 1
        let name = "kepu_stream_\(cursors)"
        _ = try query(.trusted("DECLARE \(name) NO SCROLL CURSOR FOR ") + sql)
        reading: while true {
            let result = try query(.trusted("FETCH \(Self.batch) FROM \(name)"))
            for number in 0..<result.rowCount where try !body(result.row(number)) { break reading }
            if result.rowCount < Self.batch { break }
        }
        _ = try query(.trusted("CLOSE \(name)"))
    }

    func lock(_ subject: String) throws {
        _ = try query("SELECT pg_advisory_xact_lock(\(Self.number(of: link.schema + "/" + subject)))")
    }

    func holdStill(_ tables: [StaticString]) throws {
        _ = try query(.trusted("LOCK TABLE " + tables.map(\.description).joined(separator: ", ") + " IN SHARE MODE"))
    }

    private func query(_ sql: SQL) throws -> PostgresResult {
        let (text, binds) = dialect.print(sql)
        return try link.query(text, binds)
    }

    /// The same number in every program: FNV-1a.
    private static func number(of subject: String) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in subject.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int64(bitPattern: hash)
    }
}
