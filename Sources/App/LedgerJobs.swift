import Jobs
package import Storage

/// Seals the ledger in batches, so that tampering shows (design §3).
package enum LedgerJobs {
    static let seal = JobKind(name: "ledger-seal", schedule: .every(seconds: 60)) { context in try await sealAll(context.database) }

    /// Seals whatever no late commit can come between any more; commands do so after their work.
    package static func sealAll(_ database: Database) async throws {
        while try await database.write({ try LedgerCheckpoints.append($0, batch: 5000) }) > 0 {}
    }
}
