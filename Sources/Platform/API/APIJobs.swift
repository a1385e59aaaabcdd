package import Jobs
import Storage

/// What the API does by itself.
package enum APIJobs {
    /// Once an hour: forgets answers that are kept no longer.
    package static let forgetOld = JobKind(name: "api-forget-old", schedule: .every(seconds: 3600)) { context in
        try await context.database.write { tx in
            try tx.forgetOldAnswers()
            try context.complete(in: tx)
        }
    }
}
