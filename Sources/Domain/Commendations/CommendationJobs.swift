import Jobs
import Kernel
import Storage

/// What happens by itself: at the deadline what counts is taken, and until then the ranking is worked out anew now and then.
enum CommendationJobs {
    /// Seconds between two rankings of one rule.
    private static let often: Int64 = 900

    static let reckoning = JobKind(name: "commendations-reckon", schedule: .every(seconds: 60)) { context in
        for one in try await context.database.read({ try $0.commendationsDue() }) { try await context.database.writeAlone { try $0.takeNumbers(one) } }
        let old = try await context.database.read { try $0.commendationsToReckon(before: $0.now.adding(seconds: -often)) }
        for one in old { try await reckon(one, context.database) }
    }

    /// Works out the ranking of a rule that is being scored.
    static func reckon(_ one: Commendation, _ database: Database) async throws {
        let scores = try await database.read { try $0.scores(in: one) }
        try await database.write { try $0.keep(scores, of: one) }
    }
}
