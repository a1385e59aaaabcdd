package import Logging
package import Storage

/// The server engine: a pool of connections, each unit its own transaction; the server shares the flushes.
package final class PostgresEngine: Engine {
    /// How often a unit that others excluded (40001, 40P01) is run again.
    static let retries = 12

    package let dialect = Dialect.postgres
    private let pool: PostgresPool

    private init(_ pool: PostgresPool) { self.pool = pool }

    /// Connects once, so that whatever is wrong is told now and in one line; the other connections are made when needed.
    package static func open(address: String, logger: Logger? = nil) async throws -> PostgresEngine {
        let address = try PostgresAddress(address)
        let pool = PostgresPool((0..<address.connections).map { PostgresLink(address, number: $0) })
        do {
            let warnings = try await pool.use { link in
                try link.connectIfNeeded()
                return link.warnings
            }
            for warning in warnings { logger?.warning("\(warning)") }
        } catch let error as StorageError {
            throw PostgresOpening.refusal(for: error, address)
        }
        return PostgresEngine(pool)
    }

    package func read<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await retrying { link in try link.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", unit) }
    }

    package func write<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await retrying { link in try link.transaction("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", unit) }
    }

    package func writeAlone<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await write(unit)
    }

    package func close() async { await pool.close() }

    private func retrying<R: Sendable>(_ body: @escaping @Sendable (PostgresLink) throws -> R) async throws -> R {
        for attempt in 0..<Self.retries {
            do {
                return try await pool.use(body)
            } catch let error as StorageError where error.isTransient {
                // Longer each time, and never in step with those who lost with us.
                let ceiling = min(256_000, 1000 << attempt)
                try await Task.sleep(for: .microseconds(Int.random(in: ceiling / 2...ceiling)))
            }
        }
        return try await pool.use(body)
    }
}
