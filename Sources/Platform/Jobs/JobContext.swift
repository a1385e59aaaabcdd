import Foundation
package import Kernel
package import Logging
package import Storage

/// What a running job is given.
package struct JobContext: Sendable {
    package let id: ID<Job>
    package let name: JobName
    /// JSON, as it was enqueued.
    package let payload: String
    /// 1 for the first.
    package let attempt: Int
    package let database: Database
    package let logger: Logger
    let claimed: ClaimedJob
    let kind: JobKind

    /// The payload as a value.
    package func decode<Payload: Decodable>(_ type: Payload.Type = Payload.self) throws -> Payload {
        do {
            return try JSONDecoder().decode(type, from: Data(payload.utf8))
        } catch {
            throw HopelessJob("the payload cannot be read: \(error)")
        }
    }

    /// Finishes the job in the transaction of its effect, so that the two happen once and together. Throws when another
    /// program has taken the job over meanwhile; the transaction must not commit then.
    package func complete(in tx: Transaction) throws {
        guard try JobQueue.finish(tx, claimed, kind) else { throw JobTakenOver() }
    }
}

/// The lease ran out while the job was running, and another program runs it now.
package struct JobTakenOver: Error, CustomStringConvertible {
    package var description: String { "the job's lease ran out and another program has taken it over" }
}
