import Activities
import Campaigns
import Kernel
import Participation
import Rooms
package import Storage

extension ScienceDay {
    /// One session and how many rows it is to have.
    struct Course: Sendable {
        let activity: ID<Activity>
        let session: ID<ActivitySession>
        let begin: Instant
        let place: Int
        let rows: Int
    }

    /// What has been taken in, and how long it took.
    package struct Taken: Sendable {
        package var rows = 0
        /// Of them what stood already when it began.
        package var before = 0
        package var seconds = 0.0
        package var reports = 0
    }

    /// The rows: readings of a gate, most of them one visit, batch by batch as gates deliver them. What stands is not taken again.
    ///
    /// - pace: so many rows a second at most, in parts of a tenth of a second, as gates of a real day deliver; nil for as fast as they are taken.
    package func take(into database: Database, pace: Int? = nil, progress: @escaping @Sendable (Taken, Double) -> Void) async throws -> Taken {
        let courses = try await self.courses(database)
        var taken = Taken()
        let clock = ContinuousClock(), first = clock.now
        let most = pace.map { max(1, $0 / 10) } ?? Self.rowsAtOnce
        var start = 0
        while start < courses.count {
            var end = start, rows = 0
            while end < courses.count, rows < most || end == start {
                rows += courses[end].rows
                end += 1
            }
            let part = Array(courses[start..<end]), begin = clock.now
            let (new, old, reports) = try await database.writeAlone { tx in try Self.take(part, tx) }
            let passed = begin.duration(to: clock.now).components
            taken.seconds += Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
            (taken.rows, taken.before, taken.reports) = (taken.rows + new, taken.before + old, taken.reports + reports)
            progress(taken, Double(end) / Double(courses.count))
            start = end
            if let pace { try await Task.sleep(until: first + .seconds(Double(taken.rows) / Double(pace)), clock: clock) }
        }
        return taken
    }

    /// Rows of one transaction: the roll-ups and visitors come in between.
    private static let rowsAtOnce = 20_000
    private static let batch = 500

    private func courses(_ database: Database) async throws -> [Course] {
        let found = try await database.read { tx in
            try tx.rows(
                """
                SELECT DISTINCT s.activity_id, s.session_id, s.begin_at FROM view_activities_session s
                    JOIN view_activities_counted n ON n.activity_id = s.activity_id JOIN view_campaigns_campaign c ON c.id = n.campaign_id
                WHERE c.key LIKE 'replay-%' ORDER BY s.activity_id, s.session_id
                """
            ) { (try $0.id("activity_id", Activity.self), try $0.id("session_id", ActivitySession.self), try $0.instant("begin_at")) }
        }
        // Some sessions have ten times the visits of others; those without a gate have no rows.
        let weights = found.indices.map { Self.hasGate($0) ? 1 + ($0 * 7919) % 19 : 0 }
        let whole = weights.reduce(0, +)
        var sofar = 0, given = 0
        return zip(found, weights).enumerated().map { place, one in
            sofar += one.1
            let until = Int(Double(rows) * Double(sofar) / Double(max(1, whole)))
            defer { given = until }
            return Course(activity: one.0.0, session: one.0.1, begin: one.0.2, place: place, rows: until - given)
        }
    }

    private static func take(_ courses: [Course], _ tx: Transaction) throws -> (new: Int, old: Int, reports: Int) {
        var sum = (new: 0, old: 0, reports: 0)
        for course in courses {
            guard hasGate(course.place) else {
                sum.reports += try report(course, tx) ? 1 : 0
                continue
            }
            let stands = try tx.lastReading(activity: course.activity, session: course.session, indicator: Indicators.visits.key, source: "gate") ?? 0
            sum.old += min(Int(stands), course.rows)
            for begin in stride(from: Int(stands), to: course.rows, by: batch) {
                let some = (begin..<min(begin + batch, course.rows)).map { number in
                    reading(number, of: course)
                }
                sum.new += try tx.takeReadings(some, of: course.activity, by: 0).filter { $0 == .taken }.count
            }
            // A third of the gates read tickets: who comes by is known to be somebody else, or the same as elsewhere in the county.
            if course.place % 3 == 0, Int(stands) < course.rows { try tx.noteVisitors((0..<course.rows).map { visitor($0, of: course) }, of: course.activity) }
        }
        return sum
    }

    /// One in twelve has none: its host reports, one in thirty-six estimates.
    private static func hasGate(_ place: Int) -> Bool { place % 12 != 5 }

    private static func reading(_ number: Int, of course: Course) -> Reading {
        let quantity: Int64 = number % 5 == 0 ? Int64(2 + number % 19) : 1
        let at = course.begin.adding(seconds: Int64(number % 10_000))
        return Reading(session: course.session, source: "gate", sequence: Int64(number + 1), at: .moment(at), quantity: quantity, coversWhole: true)
    }

    /// One in five has been at the session before in the list, too.
    private static func visitor(_ number: Int, of course: Course) -> UInt64 {
        let place = number % 5 == 0 ? course.place - 3 : course.place
        var mixed = UInt64(truncatingIfNeeded: place * 1_000_003 + number) &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private static func report(_ course: Course, _ tx: Transaction) throws -> Bool {
        guard try tx.claims(activity: course.activity, session: course.session).isEmpty else { return false }
        let method: ClaimMethod = course.place % 36 == 5 ? .estimated : .reported
        let claim = try tx.makeClaim(
            ClaimDraft(activity: course.activity, session: course.session, value: Int64(50 + course.place % 400), method: method, reason: "演练"), by: 0)
        try tx.decideClaim(claim, in: course.activity, on: .accept, reason: "演练", by: 0)
        return true
    }
}
