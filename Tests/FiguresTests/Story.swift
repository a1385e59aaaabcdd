import Activities
import Kernel
import Participation
import Storage

/// Steps 2 to 9 of the golden thread, as far as they make figures, by verbs alone.
struct Story: Sendable {
    let first: ID<Activity>
    let second: ID<Activity>
    let sessions: [ID<ActivitySession>]
    let late: ID<ActivitySession>
    /// The report of 64.
    let report: ID<Claim>

    init(_ world: World, _ tx: Transaction) throws {
        let (first, sessions) = try world.activity("Astronauts", at: world.hall, in: [world.city, world.joint], days: ["2023-09-16", "2023-09-17"], tx)
        try tx.keepBooked(activity: first, session: sessions[0], value: 100)
        try tx.measure(activity: first, session: sessions[0], indicator: "visits", value: 80, source: "gate", coversWhole: true, by: 1)
        // Reports of 120 that are returned never count.
        let wrong = try tx.makeClaim(ClaimDraft(activity: first, session: sessions[0], value: 120), by: 1)
        try tx.decideClaim(wrong, in: first, on: .return, reason: "与检票不符", by: 2)
        report = try world.report(first, sessions[1], 64, .reported, tx)
        for (indicator, value) in [("viewers", 1900), ("views", 2600), ("peak", 700)] {
            try tx.measure(activity: first, session: sessions[0], indicator: indicator, value: Int64(value), source: "player", coversWhole: true, by: 1)
        }
        let (second, late) = try world.activity("Rockets", at: world.school, in: [world.city], days: ["2023-09-18"], tx)
        (self.first, self.second, self.sessions, self.late) = (first, second, sessions, late[0])
    }

    /// What comes in after the lock: ten late visits in B, and 64 corrected to 46.
    func afterTheLock(_ tx: Transaction) throws {
        try tx.measure(activity: second, session: late, indicator: "visits", value: 10, source: "gate", coversWhole: true, by: 1)
        try tx.correctClaim(report, in: first, value: 46, reason: "重新清点", by: 2)
    }
}
