import Kernel
import Storage

/// A job that this program may run until its lease ends.
struct ClaimedJob: Sendable {
    let id: ID<Job>
    let name: JobName
    let payload: String
    let attempt: Int
    /// The number of the claim: whoever claims later makes another.
    let claim: Int64
}

/// The queue's statements. A job that nobody claims is due at `due`; one that is claimed falls due again when its lease
/// ends. So a program that stopped in the middle needs no cleaning up.
enum JobQueue {
    /// How long a claim holds without being renewed, in seconds.
    static let lease: Int64 = 300

    /// Whether anything is due: a read, so that an idle program does not write.
    static func hasDue(_ tx: Transaction, _ kinds: [JobName], now: Instant) throws -> Bool {
        try tx.number(
            "SELECT id FROM job WHERE dead = 0 AND due <= \(now) AND kind IN (\(list: kinds.map(\.rawValue))) ORDER BY due, id LIMIT 1") != nil
    }

    static func claim(_ tx: Transaction, _ kinds: [JobName], limit: Int, now: Instant) throws -> [ClaimedJob] {
        let claim = tx.newID(Job.self).number
        return try tx.rows(
            """
            WITH next AS MATERIALIZED (
                SELECT id FROM job WHERE dead = 0 AND due <= \(now) AND kind IN (\(list: kinds.map(\.rawValue)))
                ORDER BY due, id LIMIT \(limit) \(.forUpdateSkipLocked))
            UPDATE job SET claim = \(claim), waiting = NULL, attempts = attempts + 1, due = \(now.adding(seconds: lease))
            WHERE id IN (SELECT id FROM next)
            RETURNING id, kind, payload, attempts
            """
        ) { row in
            ClaimedJob(
                id: try row.id("id"), name: JobName(rawValue: try row.text("kind")), payload: try row.text("payload"),
                attempt: try row.int("attempts"), claim: claim)
        }.sorted { $0.id < $1.id }
    }

    /// False when the claim was lost.
    static func renew(_ tx: Transaction, _ job: ClaimedJob) throws -> Bool {
        try tx.execute("UPDATE job SET due = \(tx.now.adding(seconds: lease)) WHERE id = \(job.id) AND claim = \(job.claim)") == 1
    }

    /// Takes the job out of the queue and, when it is periodic, puts in the next; false when the claim was lost.
    static func finish(_ tx: Transaction, _ job: ClaimedJob, _ kind: JobKind) throws -> Bool {
        guard try tx.execute("DELETE FROM job WHERE id = \(job.id) AND claim = \(job.claim)") == 1 else { return false }
        try schedule(tx, kind)
        return true
    }

    /// Puts the job back until later, or keeps it as a dead letter.
    static func fail(_ tx: Transaction, _ job: ClaimedJob, _ kind: JobKind, error: String, hopeless: Bool) throws {
        let error = String(error.prefix(2000).filter { $0 != "\0" })
        guard !hopeless, job.attempt < kind.maxAttempts else {
            try tx.execute("UPDATE job SET dead = 1, claim = 0, last_error = \(error) WHERE id = \(job.id) AND claim = \(job.claim)")
            return try schedule(tx, kind)
        }
        try putBack(tx, job, at: tx.now.adding(seconds: backoff(job.attempt)), error: error)
    }

    /// Gives an unfinished job back at once: the program is stopping.
    static func giveBack(_ tx: Transaction, _ job: ClaimedJob) throws {
        try tx.execute("UPDATE job SET attempts = attempts - 1 WHERE id = \(job.id) AND claim = \(job.claim)")
        try putBack(tx, job, at: tx.now, error: "")
    }

    /// Seconds until the next attempt: 10, 20, 40 … an hour.
    static func backoff(_ attempt: Int) -> Int64 { min(3600, 10 << Int64(min(attempt - 1, 20))) }

    /// The next run of a periodic kind, if it does not wait already.
    static func schedule(_ tx: Transaction, _ kind: JobKind) throws {
        guard let schedule = kind.schedule else { return }
        try tx.enqueue(kind.name, at: schedule.next(after: tx.now), key: "periodic")
    }

    private static func putBack(_ tx: Transaction, _ job: ClaimedJob, at due: Instant, error: String) throws {
        do {
            try tx.attempt {
                try tx.execute(
                    """
                    UPDATE job SET claim = 0, due = \(due), waiting = dedupe, last_error = \(error)
                    WHERE id = \(job.id) AND claim = \(job.claim)
                    """)
            }
        } catch StorageError.unique {
            // Meanwhile the same work was asked for anew: that one does it.
            try tx.execute("DELETE FROM job WHERE id = \(job.id) AND claim = \(job.claim)")
        }
    }
}
