import Activities
import Bookings
import Campaigns
import Figures
import Kernel
import Participation
import Rooms
import Storage

/// The second part: what happened in the sessions that are over, stated by every method, and one locked edition.
enum DemoClaims {
    static let part = DemoPart(order: 20, Phrase("示例数据：人次、检票和已锁定的一届", "Demonstration: visits, scans, one locked edition")) { _, database in
        let past = try await database.read { try sessions($0) }
        let returned = past.indices.first { $0 % 8 == 7 && !past[$0].isOnline }
        for start in stride(from: 0, to: past.count, by: 200) {
            try await database.writeAlone { tx in
                for place in start..<min(start + 200, past.count) { try state(past[place], place, isReturned: place == returned, tx) }
            }
        }
        try await database.writeAlone { tx in
            guard let week = try tx.campaign(key: DemoProgramme.earlierKey), try tx.figureLock(week.id) == nil else { return }
            try tx.lockFigures(week.id, by: 0)
        }
    }

    private struct Past: Sendable {
        let activity: ID<Activity>
        let session: ID<ActivitySession>
        let capacity: Int?
        let begin: Instant
        let isOnline: Bool
    }

    /// Sessions of the demonstration that are over and of which nothing has been said, in the order of their making.
    private static func sessions(_ tx: Transaction) throws -> [Past] {
        let keys = [DemoProgramme.campaignKey, DemoProgramme.earlierKey]
        return try tx.rows(
            """
            SELECT s.activity_id, s.session_id, s.capacity, s.begin_at, MAX(CASE WHEN c.mode = 'online' THEN 1 ELSE 0 END) AS online
            FROM view_activities_session s JOIN view_activities_counted c ON c.activity_id = s.activity_id
                JOIN view_campaigns_ancestor x ON x.campaign_id = c.campaign_id
                JOIN view_campaigns_campaign k ON k.id = x.ancestor_id
            WHERE k.key IN (\(list: keys)) AND s.end_at <= \(tx.now) AND s.status <> 'cancelled'
            GROUP BY s.activity_id, s.session_id, s.capacity, s.begin_at ORDER BY s.activity_id, s.session_id
            """
        ) { row in
            Past(
                activity: try row.id("activity_id"), session: try row.id("session_id"), capacity: try row.intOrNil("capacity"),
                begin: try row.instant("begin_at"), isOnline: try row.bool("online"))
        }
    }

    private static func state(_ past: Past, _ place: Int, isReturned: Bool, _ tx: Transaction) throws {
        guard try tx.claims(activity: past.activity, session: past.session).allSatisfy({ $0.method == .booked }) else { return }
        var numbers = DemoNumbers(seed: 70_000 + place)
        let visits = Int64(past.capacity.map { max(5, $0 * (55 + numbers.below(45)) / 100) } ?? 150 + numbers.below(900))
        if past.isOnline { return try stream(past, visits * 12, tx) }
        var tickets: [ID<Ticket>]?
        if let capacity = past.capacity, capacity <= 120, place % 3 == 0 {
            let booked = min(capacity, Int(visits) + numbers.below(10))
            tickets = try DemoBookings.fill(past.activity, past.session, booked, begin: past.begin, &numbers, tx)
        }
        switch place % 8 {
        case 0, 1, 2:
            if let tickets { return try scan(tickets, past, &numbers, tx) }
            try tx.measure(
                activity: past.activity, session: past.session, indicator: "visits", value: visits, source: "gate-1", coversWhole: true, by: 0)
        case 3, 4: try report(past, visits, .reported, evidence: "签到表共 \(visits) 人，已存档。（示例）", decide: .accept, tx)
        case 5: try report(past, visits / 10 * 10, .estimated, evidence: "按照片分区清点推算。（示例）", decide: .accept, tx)
        case 6: try report(past, visits, .reported, evidence: "现场清点。（示例）", decide: place % 16 == 6 ? nil : .accept, tx)
        default:
            if isReturned { try report(past, visits * 3, .reported, evidence: "", decide: .return, tx) }
        }
    }

    /// The door read the tickets of those who came: nine in ten of those who booked, within the hour about the begin.
    private static func scan(_ tickets: [ID<Ticket>], _ past: Past, _ numbers: inout DemoNumbers, _ tx: Transaction) throws {
        var scans: [Scan] = []
        for ticket in tickets where numbers.below(10) > 0 {
            let at = past.begin.adding(seconds: Int64(numbers.below(3600)) - 2400)
            let device = numbers.below(3) == 0 ? "西门（示例）" : "东门（示例）"
            scans.append(Scan(activity: past.activity, session: past.session, ticket: ticket.number, at: at, device: device))
        }
        _ = try tx.recordScans(scans.sorted { ($0.at, $0.ticket) < ($1.at, $1.ticket) }, by: 0)
        try tx.closeDoor(activity: past.activity, session: past.session, coveredWhole: true, by: 0)
    }

    private static func report(
        _ past: Past, _ value: Int64, _ method: ClaimMethod, evidence: String, decide: ClaimEvent?, _ tx: Transaction
    ) throws {
        let draft = ClaimDraft(
            activity: past.activity, session: past.session, value: value, method: method,
            evidence: evidence.isEmpty ? nil : Evidence(text: evidence, isPublic: true))
        let claim = try tx.makeClaim(draft, by: 0)
        guard let decide else { return }
        let reason = decide == .accept ? "依据齐全。（示例）" : "人数超过名额，请补充依据。（示例）"
        try tx.decideClaim(claim, in: past.activity, on: decide, reason: reason, by: 0)
    }

    private static func stream(_ past: Past, _ viewers: Int64, _ tx: Transaction) throws {
        let values: [(String, Int64)] = [("viewers", viewers), ("views", viewers * 14 / 10), ("peak", viewers * 4 / 10)]
        for (indicator, value) in values {
            try tx.measure(
                activity: past.activity, session: past.session, indicator: indicator, value: value, source: "player", coversWhole: true, by: 0)
        }
    }
}
