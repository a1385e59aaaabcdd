package import Kernel
package import Storage

/// A job that failed for good and waits for a person.
package struct DeadLetter: Sendable {
    package let id: ID<Job>
    package let name: JobName
    package let payload: String
    package let attempts: Int
    package let lastError: String
    package let createdAt: Instant

    /// The newest first.
    package static func all(_ tx: Transaction, limit: Int = 100) throws -> [DeadLetter] {
        try tx.rows("SELECT id, kind, payload, attempts, last_error, created_at FROM job WHERE dead = 1 ORDER BY id DESC LIMIT \(limit)") { row in
            DeadLetter(
                id: try row.id("id"), name: JobName(rawValue: try row.text("kind")), payload: try row.text("payload"),
                attempts: try row.int("attempts"), lastError: try row.text("last_error"), createdAt: try row.instant("created_at"))
        }
    }

    /// Puts it back into the queue with all its attempts; false when it is gone.
    package static func retry(_ tx: Transaction, _ id: ID<Job>) throws -> Bool {
        try tx.execute("UPDATE job SET dead = 0, claim = 0, attempts = 0, due = \(tx.now) WHERE id = \(id) AND dead = 1") == 1
    }

    /// Forgets it; false when it is gone.
    package static func discard(_ tx: Transaction, _ id: ID<Job>) throws -> Bool {
        try tx.execute("DELETE FROM job WHERE id = \(id) AND dead = 1") == 1
    }
}
