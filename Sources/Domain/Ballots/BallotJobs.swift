import Jobs
import Kernel
import Storage

/// What happens by itself: the draw, once entries are closed, and what follows from it.
enum BallotJobs {
    static let all = [draw]
    /// So many parties are told in one transaction.
    static let batch = 100

    static let draw = JobKind(name: "ballots-draw", schedule: .every(seconds: 60)) { context in
        for id in try await context.database.read({ try $0.ballotsDue() }) { try await context.database.write { try $0.drawBallot(id) } }
        for id in try await context.database.read({ try $0.ballotsToSettle() }) {
            for drawn in [true, false] { while try await context.database.write({ try $0.settleBallot(id, limit: batch, drawn: drawn) }) > 0 {} }
        }
    }
}
