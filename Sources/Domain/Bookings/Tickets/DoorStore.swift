package import Activities
package import Kernel
package import Participation
package import Storage
package import Access
package import Language
import Rooms
import Venues

/// What became of one line at the door.
package enum DoorResult: Sendable, Hashable {
    case scanned(ScanOutcome)
    /// No ticket has this code.
    case unknown
    /// A ticket, but of another session.
    case otherSession(ActivitySession?)
    /// A ticket of another day.
    case otherDay(ActivitySession)
    case cancelled
    /// The signature is not of this installation, or what it signs was changed.
    case forged
    /// Read before the door opens, at that moment.
    case early(Instant)
    /// Read after the last moment at which the rules let somebody in.
    case late(Instant)
    /// The line itself is wrong.
    case wrong(Phrase)

    /// The word that machines read.
    package var word: String {
        switch self {
        case .scanned(.counted): "counted"
        case .scanned(.repeated): "repeated"
        case .scanned(.same): "same"
        case .unknown: "unknown"
        case .otherSession: "other-session"
        case .otherDay: "other-day"
        case .early: "early"
        case .late: "late"
        case .cancelled: "cancelled"
        case .forged: "forged"
        case .wrong: "wrong"
        }
    }
}

/// A session whose door may be kept these days.
package struct NearSession: Sendable {
    package let session: ActivitySession
    package let title: Wording
    package let booked: Int64
    package let ways: BookingWays

    /// More is no list that anybody looks through at a door.
    package static let most = 200
}

extension Transaction {
    /// Takes what a device read, in one transaction; the answers stand in the order of the lines. Sending the same lines with
    /// the same times again changes nothing. Refused whole for a cancelled session and before its door opens; a line whose time
    /// lies outside the session's (`MeasureWindow`) is refused by itself.
    package func takeScans(
        _ lines: [DoorLine], activity: ID<Activity>, session: ID<ActivitySession>, by actor: Int64
    ) throws -> [(line: DoorLine, result: DoorResult)] {
        // A ticket that is being given back is not let in meanwhile, and one that was let in is not given back.
        try lockBookings(of: session)
        guard let held = try self.session(activity, session) else { throw Refusal.notFound(ActivitySession.noun) }
        try MeasureWindow.check(held, now: now)
        let keys = lines.contains { $0.isMeantSigned } ? try ticketKeys() : []
        let lastEntry = try rulesInForce(held)?.lastEntry?.instant(for: held)
        let known = try ticketsRead(lines.compactMap(\.code).filter { $0.activity == activity })
        var results: [DoorResult] = []
        var scans: [Scan] = []
        var places: [Int] = []
        for (place, line) in lines.enumerated() {
            switch try judge(line, held, keys, known, lastEntry: lastEntry) {
            case .ticket(let ticket):
                scans.append(Scan(activity: activity, session: session, ticket: ticket.id.number, at: line.at, device: line.device))
                places.append(place)
                results.append(.unknown)
            case .refused(let result): results.append(result)
            }
        }
        let outcomes = try recordScans(scans, by: actor)
        for (place, outcome) in zip(places, outcomes) { results[place] = .scanned(outcome) }
        try noteVisitors(zip(scans, outcomes).filter { $0.1 == .counted }.map { ID($0.0.ticket) }, of: activity)
        return Array(zip(lines, results)).map { (line: $0.0, result: $0.1) }
    }

    private enum Judgement {
        case ticket(Ticket)
        case refused(DoorResult)
    }

    private func judge(
        _ line: DoorLine, _ session: ActivitySession, _ keys: [TicketKey], _ known: [PublicCode: (ticket: Ticket, isBooked: Bool)], lastEntry: Instant?
    ) throws -> Judgement {
        if line.isMeantSigned {
            guard let signed = line.signed, signed.isGood(keys) else { return .refused(.forged) }
        }
        guard let code = line.code else { return .refused(.unknown) }
        guard let ticket = try known[code]?.ticket ?? ticket(code) else {
            guard try booking(code) != nil else { return .refused(.unknown) }
            return .refused(
                .wrong(
                    Phrase("这是预约码，不是票码；请逐张扫描门票。", "This is the code of a booking, not of a ticket. Scan each ticket.")))
        }
        guard ticket.activity == session.activity, ticket.session == session.id else {
            let other = try self.session(ticket.activity, ticket.session)
            if let other, other.day != session.day { return .refused(.otherDay(other)) }
            return .refused(.otherSession(other))
        }
        guard !ticket.isVoid, known[code]?.isBooked == true else { return .refused(.cancelled) }
        if let problem = line.problem { return .refused(.wrong(problem)) }
        let opens = MeasureWindow.times(of: session).lowerBound
        if line.isTimed, line.at < opens, line.at >= opens.adding(hours: -24) { return .refused(.early(opens)) }
        if let lastEntry, line.at > lastEntry { return .refused(.late(lastEntry)) }
        if let problem = MeasureWindow.problem(of: line.at, in: session) { return .refused(.wrong(problem)) }
        return .ticket(ticket)
    }

    /// Tickets of one activity and whether their bookings stand, a hundred at once. Each code is looked up by itself inside one statement: asked for by
    /// `code IN (…)`, PostgreSQL goes through all tickets of an activity that has more of them than others have.
    private func ticketsRead(_ codes: [PublicCode]) throws -> [PublicCode: (ticket: Ticket, isBooked: Bool)] {
        var known: [PublicCode: (ticket: Ticket, isBooked: Bool)] = [:]
        for begin in stride(from: 0, to: codes.count, by: 100) {
            let activity = codes[begin].activity
            let asked = codes[begin..<min(begin + 100, codes.count)].map { code -> SQL in "(CAST(\(code.letters) AS TEXT))" }
            let its: SQL = "FROM bookings_ticket t WHERE t.activity_id = \(activity) AND t.code = asked.code"
            let found = try rows(
                """
                WITH asked (code) AS (VALUES \(sql: asked.joined(", ")))
                SELECT CAST(\(activity) AS BIGINT) AS activity_id, code, (SELECT t.id \(sql: its)) AS id, (SELECT t.booking_id \(sql: its)) AS booking_id,
                    (SELECT t.session_id \(sql: its)) AS session_id, (SELECT t.is_void \(sql: its)) AS is_void,
                    (SELECT b.state FROM bookings_booking b WHERE b.activity_id = \(activity) AND b.id = (SELECT t.booking_id \(sql: its))) AS booking_state
                FROM asked
                """
            ) { row in
                try row.int64OrNil("id") == nil ? nil : (ticket: try Ticket(row), isBooked: try row.textOrNil("booking_state") == Booking.State.booked.rawValue)
            }
            for case let one? in found { known[one.ticket.code] = one }
        }
        return known
    }

    /// Which of the tickets were read at the door.
    func scanned(_ tickets: [Ticket], of session: ID<ActivitySession>, in activity: ID<Activity>) throws -> Set<ID<Ticket>> {
        let numbers = try scannedTickets(tickets.map(\.id.number), activity: activity, session: session)
        return Set(numbers.map { ID($0) })
    }

    /// What the tickets of a session measured so far; nil before the first scan.
    package func scannedPlaces(activity: ID<Activity>, session: ID<ActivitySession>) throws -> Int64? {
        try claims(activity: activity, session: session).first { $0.indicator == Indicators.visits.key && $0.source == Claim.door }?.value
    }

    /// The tickets of a session with their codes, whether they still let in, and when the first of each was read: what a device keeps.
    package func doorTickets(activity: ID<Activity>, session: ID<ActivitySession>) throws -> [(code: PublicCode, isValid: Bool, isIn: Bool)] {
        let found = try rows(
            """
            SELECT t.id, t.code, t.is_void, b.state FROM bookings_ticket t
                JOIN bookings_booking b ON b.activity_id = t.activity_id AND b.id = t.booking_id
            WHERE t.activity_id = \(activity) AND t.session_id = \(session) ORDER BY t.id LIMIT 50000
            """
        ) { row in
            (id: try row.int64("id"), code: PublicCode(activity, try row.text("code")), isValid: try !row.bool("is_void") && row.text("state") == "booked")
        }
        let entered = try scannedTickets(activity: activity, session: session)
        return found.map { ($0.code, $0.isValid, entered.contains($0.id)) }
    }

    /// The sessions from yesterday to three days ahead over which the door may be kept: those of public activities that people come to, and those
    /// whose own form speaks of bookings. Those nearest to now at most, the earliest first.
    package func doorSessions(for identity: Identity, limit: Int = NearSession.most) throws -> [NearSession] {
        let today = now.local(in: .china).day
        // What an organiser entered is seen by the campaign's people; what was merely submitted to it is not (`entryScopes`).
        let sees = ClaimScope.condition(identity.scopes(of: Bookings.see).filter { $0.segments.first != "campaign" })
        let when: SQL = """
            s.local_day >= \(today.adding(days: -3)) AND s.local_day <= \(today.adding(days: 4))
                AND s.end_at > \(now.adding(hours: -24)) AND s.begin_at < \(now.adding(hours: 72)) AND s.status <> 'cancelled'
            """
        let near = try rows(
            """
            SELECT near.session_id, near.title_zh, near.title_en, near.sees, COALESCE(b.value, 0) AS booked
            FROM (
                SELECT s.activity_id, s.session_id, s.begin_at, t.title_zh, t.title_en, CASE WHEN \(sql: sees) THEN 1 ELSE 0 END AS sees
                FROM (
                    SELECT s.activity_id, s.session_id, s.begin_at, s.end_at
                    FROM view_activities_session s JOIN view_activities_counted c ON c.activity_id = s.activity_id AND c.mode <> 'online' WHERE \(sql: when)
                    UNION SELECT s.activity_id, s.session_id, s.begin_at, s.end_at
                    FROM view_activities_session s JOIN bookings_rule r ON r.activity_id = s.activity_id AND r.session_id = s.session_id WHERE \(sql: when)
                ) s JOIN view_activities_title t ON t.activity_id = s.activity_id
                WHERE \(sql: ClaimScope.condition(identity.scopes(of: Bookings.door)))
                ORDER BY CASE WHEN s.begin_at > \(now) THEN s.begin_at - \(now) WHEN s.end_at > \(now) THEN 0 ELSE \(now) - s.end_at END, s.session_id
                LIMIT \(limit)) near
                LEFT JOIN view_participation_booked b ON b.activity_id = near.activity_id AND b.session_id = near.session_id
            ORDER BY near.begin_at, near.session_id
            """
        ) { row in
            (
                id: try row.id("session_id", ActivitySession.self), title: try row.wording("title"), booked: try row.int64("booked"),
                ways: BookingWays(seesBookings: try row.bool("sees"), keepsDoor: true)
            )
        }
        let sessions = try sessions(near.map(\.id))
        return near.compactMap { one in sessions[one.id].map { NearSession(session: $0, title: one.title, booked: one.booked, ways: one.ways) } }
    }
}
