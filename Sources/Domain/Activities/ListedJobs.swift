import Jobs
import Kernel
import Storage

/// What keeps the public list quick while time goes by.
enum ListedJobs {
    static let all = [
        JobKind(name: "activities-mark-over", schedule: .every(seconds: 600)) { context in
            try await context.database.write { tx in
                try tx.markOver()
                try context.complete(in: tx)
            }
        }
    ]
}
