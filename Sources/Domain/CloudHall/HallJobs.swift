import Jobs
import Kernel
import Storage

/// What happens by itself: viewers become figures each minute, and their marks go once nobody needs them.
enum HallJobs {
    static let all = [tally, erasure]
    /// Marks of viewers are kept so many days after the session.
    static let keptDays = 7

    static let tally = JobKind(name: "cloudhall-tally", schedule: .every(seconds: 60)) { context in
        // Two hours back: what a pause of the server has left over is counted when it is there again.
        let due = try await context.database.read { try $0.sessionsWatched(since: $0.now.adding(hours: -2)) }
        for one in due { try await context.database.write { try $0.tallyHall(activity: one.activity, session: one.session) } }
    }

    static let erasure = JobKind(name: "cloudhall-erasure", schedule: .daily(hour: 4, minute: 10, .china)) { context in
        while try await context.database.write({ try $0.eraseViewers(before: $0.now.day(in: .china).adding(days: -keptDays), limit: 20) }) > 0 {}
    }
}
