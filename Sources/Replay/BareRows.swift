import Kernel
package import Storage

/// The limit that a replay is measured beside: the same rows put into an empty table of the same shape with nothing else around them, as many at once as the
/// program puts, by the same connection.
package struct BareRows: Sendable {
    package let rows: Int
    package let seconds: Double

    /// - rows: how many; they are thrown away at the end.
    package init(_ rows: Int, in database: Database) async throws {
        let clock = ContinuousClock()
        try await database.writeAlone { tx in for statement in Self.table { try tx.execute(statement) } }
        let begin = clock.now
        for start in stride(from: 0, to: rows, by: Self.rowsOfTransaction) {
            let end = min(start + Self.rowsOfTransaction, rows)
            try await database.writeAlone { tx in
                for first in stride(from: start, to: end, by: Self.rowsAtOnce) { try Self.put(first..<min(first + Self.rowsAtOnce, end), tx) }
            }
        }
        let passed = begin.duration(to: clock.now).components
        try await database.writeAlone { tx in try tx.execute("DROP TABLE replay_bare") }
        self.rows = rows
        seconds = Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
    }

    private static let rowsOfTransaction = 20_000
    private static let rowsAtOnce = 100
    private static let rowsOfClaim = 200

    private static let table: [SQL] = [
        "DROP TABLE IF EXISTS replay_bare",
        """
        CREATE TABLE replay_bare (
            activity_id BIGINT NOT NULL, claim_id BIGINT NOT NULL, at BIGINT NOT NULL, id BIGINT NOT NULL, session_id BIGINT NOT NULL,
            indicator TEXT NOT NULL, quantity BIGINT NOT NULL, device TEXT NOT NULL, ticket BIGINT, sequence BIGINT,
            PRIMARY KEY (activity_id, claim_id, at, id), CHECK (quantity >= 0)) \(.byKey)
        """,
        "CREATE UNIQUE INDEX replay_bare_ticket ON replay_bare (activity_id, session_id, ticket) WHERE ticket IS NOT NULL",
        "CREATE UNIQUE INDEX replay_bare_sequence ON replay_bare (activity_id, claim_id, sequence) WHERE sequence IS NOT NULL",
    ]

    private static func put(_ numbers: Range<Int>, _ tx: Transaction) throws {
        let values = numbers.map { number -> SQL in
            let claim = Int64(1_000_000 + number / rowsOfClaim), place = Int64(number % rowsOfClaim)
            return "(\(claim), \(claim + 1), \(place * 1_000_000), \(Int64(number)), \(claim + 2), \("visits"), \(Int64(1)), \("gate"), NULL, \(place + 1))"
        }
        try tx.execute("INSERT INTO replay_bare (activity_id, claim_id, at, id, session_id, indicator, quantity, device, ticket, sequence) VALUES \(sql: values.joined(", "))")
    }
}
