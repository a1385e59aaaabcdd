import Activities
import Bookings
import Campaigns
import Kernel
import Participation
import Rooms
import Storage

/// The third part: who has booked the sessions to come; `DemoClaims` has those that are over booked by `fill` too.
enum DemoBookings {
    static let part = DemoPart(order: 30, Phrase("示例数据：预约和候补", "Demonstration: bookings and waiting lists")) { _, database in
        let (coming, trial) = try await database.read { (try sessions($0), try DemoTrial.item.activity($0)) }
        for start in stride(from: 0, to: coming.count, by: 200) {
            try await database.writeAlone { tx in
                for place in start..<min(start + 200, coming.count) { try book(coming[place], place, isTrial: coming[place].activity == trial, tx) }
            }
        }
    }

    /// As far ahead as people book, in seconds.
    private static let ahead: Int64 = 10 * 24 * 3600

    private struct Coming: Sendable {
        let activity: ID<Activity>
        let session: ID<ActivitySession>
        let capacity: Int
        let begin: Instant
    }

    /// The demonstration's sessions to come that have a limit, in the order of their making.
    private static func sessions(_ tx: Transaction) throws -> [Coming] {
        try tx.rows(
            """
            SELECT s.activity_id, s.session_id, s.capacity, s.begin_at
            FROM view_activities_session s JOIN view_activities_counted c ON c.activity_id = s.activity_id
                JOIN view_campaigns_ancestor x ON x.campaign_id = c.campaign_id
                JOIN view_campaigns_campaign k ON k.id = x.ancestor_id
            WHERE k.key = \(DemoProgramme.campaignKey) AND s.begin_at > \(tx.now) AND s.capacity > 0 AND s.taken = 0 AND s.status <> 'cancelled'
            GROUP BY s.activity_id, s.session_id, s.capacity, s.begin_at ORDER BY s.activity_id, s.session_id
            """
        ) { row in
            Coming(
                activity: try row.id("activity_id"), session: try row.id("session_id"), capacity: try row.int("capacity"),
                begin: try row.instant("begin_at"))
        }
    }

    /// One in five takes bookings: small ones are often full, with a list of those who wait; large ones have places left.
    private static func book(_ one: Coming, _ place: Int, isTrial: Bool, _ tx: Transaction) throws {
        guard place % 5 == 0 || isTrial else { return }
        var numbers = DemoNumbers(seed: 80_000 + place)
        let isFull = !isTrial && one.capacity <= 40 && numbers.below(2) == 0
        let places = isFull ? one.capacity : min(one.capacity * (10 + numbers.below(70)) / 100, 60)
        try fill(one.activity, one.session, places, waiting: isFull ? 1 + numbers.below(6) : 0, begin: one.begin, &numbers, tx)
    }

    /// Enters bookings for exactly so many places; the tickets, or nil where the session has its bookings already.
    ///
    /// Those of a session that is over are forgotten already, as the house forgets everybody in time.
    @discardableResult
    static func fill(
        _ activity: ID<Activity>, _ session: ID<ActivitySession>, _ places: Int, waiting: Int = 0, begin: Instant, _ numbers: inout DemoNumbers,
        _ tx: Transaction
    ) throws -> [ID<Ticket>]? {
        let latest = min(tx.now, begin.adding(hours: -1))
        var moment = latest.adding(seconds: -ahead)
        let isOver = begin <= tx.now
        var bookings: [EnteredBooking] = []
        func add(_ party: Int, _ state: EnteredBooking.State) {
            let step = latest.seconds(since: moment) / 20
            moment = moment.adding(seconds: step > 0 ? Int64(numbers.below(Int(step))) : 0)
            let person = isOver ? nil : person(&numbers)
            bookings.append(EnteredBooking(party: party, state: state, madeAt: moment, person: person))
        }
        var left = places
        while left > 0 {
            let party = min(left, 1 + numbers.below(BookingRule.usualMost))
            add(party, .booked)
            left -= party
            if numbers.below(12) == 0 { add(1 + numbers.below(3), .cancelled) }
        }
        for _ in 0..<waiting { add(1 + numbers.below(3), .waiting) }
        return try tx.enterBookings(bookings, rule: BookingRule(), activity: activity, session: session)
    }

    private static func person(_ numbers: inout DemoNumbers) -> BookingPerson {
        let name = surnames[numbers.below(surnames.count)] + (numbers.below(2) == 0 ? "女士" : "先生")
        // No telephone begins with 000.
        return BookingPerson(name: name + "（示例）", phone: "000" + String(10_000_000 + numbers.below(90_000_000)))
    }

    private static let surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "林", "郭", "何", "高", "罗"]
}
