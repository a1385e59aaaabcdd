package import Activities
package import Kernel
package import Storage
import Rooms

extension Transaction {
    /// Records one scan; the door's measured claim follows. It counts in part until the door is closed.
    @discardableResult
    package func recordScan(_ scan: Scan, by actor: Int64) throws -> ScanOutcome {
        try recordScans([scan], by: actor).first ?? .same
    }

    /// Records a batch of scans of one session, in order, with one change of the claim. Scans of other sessions than the
    /// first one's are refused, and so are those of a cancelled session and those outside its window (`MeasureWindow`).
    package func recordScans(_ scans: [Scan], by actor: Int64) throws -> [ScanOutcome] {
        guard let first = scans.first else { return [] }
        guard scans.allSatisfy({ $0.activity == first.activity && $0.session == first.session }) else {
            throw Refusal(.invalid, "scans-mixed", "一批检票只能属于一个场次。", "A batch of scans belongs to one session.")
        }
        try lockClaims(of: first.activity)
        let session = try measurable(first.activity, first.session, isWhole: false)
        for scan in scans {
            guard let problem = MeasureWindow.problem(of: scan.at, in: session) else { continue }
            throw Refusal(.invalid, "scan-time", problem.zh, problem.en)
        }
        let claim = try doorClaim(first.activity, first.session, by: actor)
        let outcomes = try keep(scans, of: claim)
        let new = outcomes.filter { $0 == .counted }.count
        let kept = outcomes.filter { $0 != .same }.count
        guard kept > 0 else { return outcomes }
        try follow(claim, first.activity, adding: new)
        try recount(first.activity, first.session, Indicators.visits.key)
        let payload = "{\"activity\":\"\(first.activity.text)\",\"counted\":\(new),\"repeats\":\(kept - new)}"
        try record(LedgerEntry("participation.scans-recorded", "session", first.session, by: actor, payload: payload, visibility: .unit))
        return outcomes
    }

    /// States at closing whether the door covered the whole session; then its measured claim stands for the whole of it.
    ///
    /// A whole session without a single scan is a measured 0, which outranks a report: it is taken only where places were booked
    /// and `nobodyCame` says expressly that none of them was used.
    package func closeDoor(
        activity: ID<Activity>, session: ID<ActivitySession>, coveredWhole: Bool, nobodyCame: Bool = false, by actor: Int64
    ) throws {
        try lockClaims(of: activity)
        _ = try measurable(activity, session, isWhole: true)
        // A door that saw nobody and not everything has measured nothing: unknown, not 0.
        let existing = try existingDoorClaim(activity, session)
        guard coveredWhole || existing != nil else { return }
        if coveredWhole, try existing.flatMap({ try self.claim($0, in: activity)?.value }) ?? 0 == 0 {
            try checkNobody(activity, session, isSaid: nobodyCame)
        }
        let claim = try existing ?? doorClaim(activity, session, by: actor)
        try execute("UPDATE participation_claim SET covers_whole = \(coveredWhole) WHERE activity_id = \(activity) AND id = \(claim)")
        let payload = "{\"activity\":\"\(activity.text)\",\"whole\":\(coveredWhole)}"
        try record(LedgerEntry("participation.door-closed", "session", session, by: actor, payload: payload))
        try recount(activity, session, Indicators.visits.key)
    }

    /// All tickets that have been scanned for the session.
    package func scannedTickets(activity: ID<Activity>, session: ID<ActivitySession>) throws -> Set<Int64> {
        Set(
            try rows("SELECT ticket FROM participation_row WHERE activity_id = \(activity) AND session_id = \(session) AND ticket IS NOT NULL") {
                try $0.int64("ticket")
            })
    }

    /// Which of these tickets have been scanned for the session.
    package func scannedTickets(_ tickets: [Int64], activity: ID<Activity>, session: ID<ActivitySession>) throws -> Set<Int64> {
        guard !tickets.isEmpty else { return [] }
        let found = try rows(
            """
            SELECT ticket FROM participation_row
            WHERE activity_id = \(activity) AND session_id = \(session) AND ticket IN (\(list: tickets)) AND ticket IS NOT NULL
            """
        ) { try $0.int64("ticket") }
        return Set(found)
    }

    private func checkNobody(_ activity: ID<Activity>, _ session: ID<ActivitySession>, isSaid: Bool) throws {
        let booked = try bookedClaim(activity: activity, session: session)
        guard booked > 0 else {
            throw Refusal(
                .conflict, "nothing-to-scan", "本场没有预约票，也没有检过票，不能按“全程检票”记为 0 人。请由主办单位上报人数。",
                "No place of this session was booked and no ticket was scanned, so the door has not measured it. The host reports how many came.",
                field: "covered")
        }
        guard isSaid else {
            throw Refusal(
                .conflict, "nobody-came", "本场已预约 \(booked) 个名额，但没有检过一张票。如果确实无人到场，请勾选“无人到场”再结束；否则请先补录检票。",
                "\(booked) places of this session were booked and not one ticket was scanned. If nobody came, tick “Nobody came” and close again; otherwise send the scans first.",
                field: "nobody")
        }
    }

    private func follow(_ claim: ID<Claim>, _ activity: ID<Activity>, adding amount: Int) throws {
        guard amount > 0 else { return }
        try execute("UPDATE participation_claim SET value = value + \(amount) WHERE activity_id = \(activity) AND id = \(claim)")
    }

    private func existingDoorClaim(_ activity: ID<Activity>, _ session: ID<ActivitySession>) throws -> ID<Claim>? {
        try row(
            """
            SELECT id FROM participation_claim
            WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = 'visits' AND source = 'door'
            """
        ) { try $0.id("id", Claim.self) }
    }

    func doorClaim(_ activity: ID<Activity>, _ session: ID<ActivitySession>, by actor: Int64) throws -> ID<Claim> {
        if let claim = try existingDoorClaim(activity, session) { return claim }
        var claim = NewClaim(activity: activity, session: session, indicator: Indicators.visits.key, value: 0, method: .measured)
        claim.source = Claim.door
        return try insert(claim, by: actor)
    }
}

extension Transaction {
    /// Whether the door of a session was closed with the word that it covered the whole of it.
    package func doorCoveredWhole(activity: ID<Activity>, session: ID<ActivitySession>) throws -> Bool {
        try claims(activity: activity, session: session).contains { $0.indicator == Indicators.visits.key && $0.source == Claim.door && $0.coversWhole }
    }
}
