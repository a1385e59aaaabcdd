import Activities
import Bookings
import Declaration
import Kernel
import Rooms
import Storage

/// The fourth part: a house whose rules take school classes, with a class that waits for the host's word.
enum DemoBookingRules {
    static let key = "demo-classes"

    static let part = DemoPart(order: 31, Phrase("示例数据：预约规则和班级预约", "Demonstration: booking rules and a school class")) { _, database in
        guard let session = try await database.read({ try session($0) }) else { return }
        try await database.write { tx in
            guard try tx.namedRules(key: key) == nil else { return }
            try tx.putRules(rules, at: (.activity, session.activity.number), by: 0)
            let teacher = BookingPerson(name: "示例老师", phone: "13800000000")
            let wish = BookingWish(.school, party: 22, person: teacher, unit: .init(name: "示例小学四年级二班", adults: 2))
            _ = try? tx.book(wish, activity: session.activity, session: session.id)
        }
    }

    private static let rules = DeclaredRecord(
        DeclaredValue.record(of: [
            "key": key, "name": Phrase("示例：个人和班级预约", "Sample: visitors and school classes"),
            "summary": Phrase("个人最多四人；班级由老师预约，先报人数，后补名单，由主办单位确认。", "Up to four persons; classes are booked by their teacher, number first, names later, and confirmed by the host."),
            "waiting_list": true, "hold_minutes": 2880, "walk_ins": 2,
        ]).with([
            "kinds": .list([
                .record(of: ["kind": "individual", "from": 1, "to": 4]),
                .record(of: ["kind": "school", "from": 10, "to": 60, "names": "each", "one_adult_for": 15, "approval": true, "days": "any"]),
            ]),
            "change_until": .record(of: ["days": 1, "at": "18:00"]), "no_shows": .record(of: ["times": 3, "bar_days": 30]),
        ]))

    /// A session to come that takes bookings and has room for a class.
    private static func session(_ tx: Transaction) throws -> ActivitySession? {
        let id = try tx.row(
            """
            SELECT r.session_id FROM bookings_rule r JOIN view_activities_session s ON s.activity_id = r.activity_id AND s.session_id = r.session_id
            WHERE r.is_open = 1 AND s.begin_at > \(tx.now.adding(hours: 72)) AND s.status <> 'cancelled' AND s.capacity - s.taken >= 30
            ORDER BY s.begin_at, s.session_id LIMIT 1
            """) { try $0.id("session_id", ActivitySession.self) }
        return try id.flatMap { try tx.session(anywhere: $0) }
    }
}

extension DeclaredValue {
    /// The same record with more fields.
    fileprivate func with(_ more: [String: DeclaredValue]) -> DeclaredValue {
        guard case .record(let fields) = self else { return self }
        return .record(fields.merging(more) { $1 })
    }
}
