/// A kind of durable background work that a room registers.
///
/// `run` may be called more than once for one job (a retry, or a program that stopped in the middle), so it must be
/// repeatable; `JobContext.complete(in:)` finishes the job in the transaction of its effect.
package struct JobKind: Sendable {
    package let name: JobName
    /// After so many failures the job is kept as a dead letter.
    package let maxAttempts: Int
    /// When it runs without being asked; nil for work that is enqueued.
    package let schedule: JobSchedule?
    package let run: @Sendable (JobContext) async throws -> Void

    package init(
        name: JobName, maxAttempts: Int = 10, schedule: JobSchedule? = nil, run: @escaping @Sendable (JobContext) async throws -> Void
    ) {
        (self.name, self.maxAttempts, self.schedule, self.run) = (name, maxAttempts, schedule, run)
    }
}

/// Thrown by a job that will never succeed: it becomes a dead letter at once.
package struct HopelessJob: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
