import Jobs
import Storage

/// Seals the ledger in batches, so that tampering shows (design §3).
enum LedgerJobs {
    static let seal = JobKind(name: "ledger-seal", schedule: .every(seconds: 60)) { context in
        while try await context.database.write({ try LedgerCheckpoints.append($0, batch: 5000) }) > 0 {}
    }
}
