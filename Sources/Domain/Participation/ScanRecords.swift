import Activities
import Kernel
import Storage

/// What lies behind the door's claim.
struct ScanRecords: Sendable {
    struct Quarter: Sendable, Hashable {
        let begin: Instant
        let scans: Int64
    }
    struct Single: Sendable, Hashable {
        let at: Instant
        let device: String
    }
    struct Repeat: Sendable, Hashable {
        let at: Instant
        let device: String
        let first: Instant
        let firstDevice: String
    }

    let total: Int64
    let repeats: Int64
    let quarters: [Quarter]
    /// Empty for those who may not see single scans; 2,000 at most.
    var singles: [Single] = []
    var named: [Repeat] = []

    static let most = 2_000
    static let quarter: Int64 = 15 * 60 * 1_000_000
}

extension Transaction {
    func scanRecords(of claim: Claim, singly: Bool) throws -> ScanRecords {
        let (activity, session) = (claim.activity, claim.session)
        let quarter = ScanRecords.quarter
        let quarters = try rows(
            """
            SELECT d.part, SUM(d.quantity) AS scans
            FROM (SELECT r.at / \(quarter) AS part, r.quantity FROM participation_row r
                    LEFT JOIN participation_walk_in w ON w.activity_id = r.activity_id AND w.row_id = r.id
                WHERE r.activity_id = \(activity) AND r.claim_id = \(claim.id) AND w.undone_at IS NULL) d
            GROUP BY d.part ORDER BY d.part
            """
        ) { ScanRecords.Quarter(begin: Instant(microseconds: try $0.int64("part") * quarter), scans: try $0.int64("scans")) }
        let repeats = try number(
            "SELECT COUNT(*) FROM participation_scan_repeat WHERE activity_id = \(activity) AND session_id = \(session)")
        var records = ScanRecords(total: quarters.reduce(0) { $0 + $1.scans }, repeats: repeats ?? 0, quarters: quarters)
        guard singly else { return records }
        records.singles = try rows(
            """
            SELECT at, device FROM participation_row
            WHERE activity_id = \(activity) AND claim_id = \(claim.id) ORDER BY at, id LIMIT \(ScanRecords.most)
            """
        ) { ScanRecords.Single(at: try $0.instant("at"), device: try $0.text("device")) }
        records.named = try rows(
            """
            SELECT r.at, r.device, f.at AS first_at, f.device AS first_device
            FROM participation_scan_repeat r JOIN participation_row f
                ON f.activity_id = r.activity_id AND f.session_id = r.session_id AND f.ticket = r.ticket AND f.ticket IS NOT NULL
            WHERE r.activity_id = \(activity) AND r.session_id = \(session) ORDER BY r.at, r.ticket LIMIT \(ScanRecords.most)
            """
        ) { row in
            ScanRecords.Repeat(
                at: try row.instant("at"), device: try row.text("device"), first: try row.instant("first_at"), firstDevice: try row.text("first_device"))
        }
        return records
    }
}
