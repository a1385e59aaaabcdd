import Foundation
package import Kernel
package import Storage

extension Transaction {
    /// Puts a job into the queue, in this transaction: it runs if and only if the transaction commits.
    ///
    /// - Parameters:
    ///   - payload: JSON; no personal data, only references.
    ///   - at: not before this moment; now when it is nil.
    ///   - key: at most one job of this kind with this key waits at a time; asking again may only bring it forward. One
    ///     that runs already does not count, since it may have read what has changed now.
    package func enqueue(_ name: JobName, payload: String = "{}", at: Instant? = nil, key: String? = nil) throws {
        let id: ID<Job> = newID()
        try execute(
            """
            INSERT INTO job (id, kind, payload, dedupe, waiting, due, claim, attempts, dead, last_error, created_at)
            VALUES (\(id), \(name.rawValue), \(payload), \(key), \(key), \(at ?? now), 0, 0, 0, '', \(now))
            ON CONFLICT (kind, waiting) DO UPDATE SET due = \(.least)(job.due, excluded.due)
            """)
    }

    /// As above, with a value as the payload.
    package func enqueue(_ name: JobName, _ payload: some Encodable, at: Instant? = nil, key: String? = nil) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try enqueue(name, payload: String(decoding: try encoder.encode(payload), as: UTF8.self), at: at, key: key)
    }
}

/// The noun of a job's identity.
package enum Job {}
