import Activities
import Kernel
import Storage

/// Scans become rows many at a time: a batch of a device that was without a network costs few statements, however many tickets it read.
extension Transaction {
    private static let scansAtOnce = 100

    /// Keeps scans of one session, in order, and says what became of each.
    func keep(_ scans: [Scan], of claim: ID<Claim>) throws -> [ScanOutcome] {
        var outcomes: [ScanOutcome] = []
        outcomes.reserveCapacity(scans.count)
        for begin in stride(from: 0, to: scans.count, by: Self.scansAtOnce) {
            outcomes += try keepSome(Array(scans[begin..<min(begin + Self.scansAtOnce, scans.count)]), of: claim)
        }
        return outcomes
    }

    /// Of two scans of one ticket in the same statement the first becomes the row, as of two statements.
    private func keepSome(_ scans: [Scan], of claim: ID<Claim>) throws -> [ScanOutcome] {
        let ids = scans.map { _ in newID(Scan.self) }
        let values = zip(scans, ids).map { scan, id -> SQL in
            "(\(scan.activity), \(id), \(scan.session), \(claim), 'visits', 1, \(scan.at), \(scan.device), \(scan.ticket))"
        }
        let new = Set(
            try rows(
                """
                INSERT INTO participation_row (activity_id, id, session_id, claim_id, indicator, quantity, at, device, ticket)
                VALUES \(sql: values.joined(", ")) ON CONFLICT (activity_id, session_id, ticket) WHERE ticket IS NOT NULL DO NOTHING RETURNING id
                """
            ) { try $0.int64("id") })
        var outcomes = ids.map { new.contains($0.number) ? ScanOutcome.counted : .same }
        let others = scans.indices.filter { !new.contains(ids[$0].number) }
        guard let one = others.first.map({ scans[$0] }) else { return outcomes }
        let firsts = try firstScans(others.map { scans[$0].ticket }, one.activity, one.session)
        var repeats: [Scan] = []
        for place in others {
            guard let first = firsts[scans[place].ticket], first.at != scans[place].at || first.device != scans[place].device else { continue }
            outcomes[place] = .repeated(first: first.at, device: first.device)
            repeats.append(scans[place])
        }
        // A repeat that is kept already, or stands twice in the batch, is the same once more.
        var unnamed = try keepRepeats(repeats)
        for place in others where outcomes[place] != .same && unnamed.remove(scans[place]) == nil { outcomes[place] = .same }
        return outcomes
    }

    private func firstScans(_ tickets: [Int64], _ activity: ID<Activity>, _ session: ID<ActivitySession>) throws -> [Int64: (at: Instant, device: String)] {
        let found = try rows(
            """
            SELECT ticket, at, device FROM participation_row
            WHERE activity_id = \(activity) AND session_id = \(session) AND ticket IN (\(list: tickets)) AND ticket IS NOT NULL
            """
        ) { (try $0.int64("ticket"), (at: try $0.instant("at"), device: try $0.text("device"))) }
        return Dictionary(found) { first, _ in first }
    }

    /// Those that were not known before.
    private func keepRepeats(_ scans: [Scan]) throws -> Set<Scan> {
        guard let one = scans.first else { return [] }
        let values = scans.map { scan -> SQL in "(\(scan.activity), \(scan.session), \(scan.ticket), \(scan.device), \(scan.at), \(now))" }
        let kept = try rows(
            """
            INSERT INTO participation_scan_repeat (activity_id, session_id, ticket, device, at, recorded_at)
            VALUES \(sql: values.joined(", ")) ON CONFLICT (activity_id, session_id, ticket, device, at) DO NOTHING RETURNING ticket, device, at
            """
        ) { row in Scan(activity: one.activity, session: one.session, ticket: try row.int64("ticket"), at: try row.instant("at"), device: try row.text("device")) }
        return Set(kept)
    }
}
