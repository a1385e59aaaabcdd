import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On a host's desk: which of their sessions are about to begin.
enum HostCards {
    /// Within so many hours.
    private static let hours: Int64 = 48

    static let soon = DeskCard(for: [.host], order: 20) { tx, identity in
        let found = try tx.rows(
            """
            SELECT s.activity_id, s.id, s.begin_at, s.end_at, s.zone, s.taken, s.capacity, v.title_zh, v.title_en, COUNT(*) OVER () AS total
            FROM activities_session s JOIN activities_activity a ON a.id = s.activity_id
                JOIN activities_version v ON v.activity_id = a.id AND v.number = a.shown_number
            WHERE s.end_at > \(tx.now) AND s.begin_at <= \(tx.now.adding(hours: hours)) AND s.status <> 'cancelled'
                AND \(sql: DeskScope.condition(units(of: identity), organisers: true))
            ORDER BY s.begin_at, s.id LIMIT \(DeskCard.most)
            """
        ) { row -> (line: DeskCard.Line, total: Int) in
            let zone = Zone(try row.text("zone")) ?? .china
            let (begin, taken, capacity) = (try row.instant("begin_at"), try row.int("taken"), try row.intOrNil("capacity"))
            let places = capacity.map { Phrase("，已约 \(taken)/\($0)", ", \(taken) of \($0) places booked") } ?? Phrase(same: "")
            let time = begin.local(in: zone)
            let when = Phrase("\(Dates.day(time.day, .zh)) \(time.clock)", "\(Dates.day(time.day, .en)), \(time.clock)")
            let path = "/desk/activities/\(try row.id("activity_id", Activity.self))/sessions/\(try row.id("id", ActivitySession.self))"
            return (DeskCard.Line(try row.wording("title").phrase, meta: when + places, path: path), try row.int("total"))
        }
        guard let total = found.first?.total else { return nil }
        return DeskCard.Content(Phrase("今明两天的场次", "Today's and tomorrow's sessions"), total: total, path: "/desk/activities", lines: found.map(\.line))
    }

    /// What somebody enters for: organisations and lines. A role over a country's activities is no host's.
    static func units(of identity: Identity) -> [Scope] {
        identity.grants.filter { $0.role == .host }.map(\.scope)
    }
}
