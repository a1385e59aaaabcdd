import Access
import Kernel
import Language
import Storage
import Venues

/// What an odometer showed on a day.
struct OdometerReading: Sendable, Hashable {
    /// Why it shows less than before.
    enum Why: String, Sendable, CaseIterable, SQLConvertible {
        /// Another odometer was built in: what the old one had run is carried on.
        case replaced
        /// The one before was read wrongly: this one holds.
        case corrected

        var title: Phrase {
            switch self {
            case .replaced: Phrase("换了里程表", "The odometer was replaced")
            case .corrected: Phrase("上次读错了", "The last one was misread")
            }
        }
    }

    let id: ID<OdometerReading>
    let readOn: Day
    let shown: Int64
    let carried: Int64
    let why: Why?
    let says: String

    /// What the vehicle ran in all.
    var total: Int64 { shown + carried }

    init(_ row: Row) throws {
        (id, readOn, shown, carried) = (try row.id("id"), try row.day("read_on"), try row.int64("shown"), try row.int64("carried"))
        (why, says) = (try row.choiceOrNil("why"), try row.text("says"))
    }

    init(readOn: Day, shown: Int64, carried: Int64, why: Why? = nil, says: String = "") {
        (id, self.readOn, self.shown, self.carried, self.why, self.says) = (ID(0), readOn, shown, carried, why, says)
    }
}

/// A reading as somebody gives it.
struct ReadingDraft: Sendable {
    var readOn: Day
    var shown: Int64
    var why: OdometerReading.Why?
    var says = ""

    /// More no odometer shows.
    static let most: Int64 = 9_999_999

    /// The reading after `last`; refuses one that lies before it, that is lower without a reason, or that nobody can have driven. Pure.
    func following(_ last: OdometerReading?, today: Day) throws(Refusal) -> OdometerReading {
        guard (0...Self.most).contains(shown) else {
            throw Refusal(.invalid, "odometer", "请填写 0 至 9999999 的整数公里。", "Give whole kilometres from 0 to 9,999,999.", field: "shown")
        }
        guard readOn <= today else { throw Refusal(.invalid, "odometer-day", "读数日期还没有到。", "This day is yet to come.", field: "read_on") }
        guard let last else { return OdometerReading(readOn: readOn, shown: shown, carried: 0, says: says) }
        guard readOn >= last.readOn else {
            throw Refusal(
                .invalid, "odometer-order", "已有 \(last.readOn.iso) 的读数，新读数的日期不能更早。", "There is a reading of \(last.readOn.iso) already; a new one is not earlier.", field: "read_on")
        }
        guard shown < last.shown else {
            let days = max(1, last.readOn.days(until: readOn) + 1)
            guard why == .corrected && !says.isEmpty || shown - last.shown <= Int64(days) * 2_000 else {
                throw Refusal(
                    .invalid, "odometer-leap", "自 \(last.readOn.iso) 的 \(last.shown) 公里以来增加了 \(shown - last.shown) 公里，\(days) 天内不可能，请核对。",
                    "That is \(shown - last.shown) km more than the \(last.shown) km of \(last.readOn.iso): not possible in \(days) days. Look again.", field: "shown")
            }
            return OdometerReading(readOn: readOn, shown: shown, carried: last.carried, why: why == .corrected ? .corrected : nil, says: says)
        }
        guard let why else {
            throw Refusal(
                .invalid, "odometer-lower", "读数低于 \(last.readOn.iso) 的 \(last.shown) 公里。里程只增不减；换了里程表或上次读错的，请选择原因。",
                "This is less than the \(last.shown) km of \(last.readOn.iso). A reading only grows; where the odometer was replaced or misread, say so.", field: "why")
        }
        guard !says.isEmpty else { throw Refusal(.invalid, "odometer-says", "读数变小时请说明。", "Say what happened where the reading is lower.", field: "says") }
        return OdometerReading(readOn: readOn, shown: shown, carried: why == .replaced ? last.total : last.carried, why: why, says: says)
    }
}

extension Transaction {
    /// All of them, the newest first; at most 500.
    func readings(of facility: ID<Facility>) throws -> [OdometerReading] {
        try rows("SELECT * FROM mobilefacilities_reading WHERE facility_id = \(facility) ORDER BY id DESC LIMIT 500", OdometerReading.init)
    }

    /// Adds a reading; the distance and the day on which the rule's distance was reached follow from all of them.
    func addReading(_ draft: ReadingDraft, of id: ID<Facility>, by identity: Identity) throws {
        try lock("mobile:\(id.number)")
        let facility = try requireFacility(id, for: identity)
        guard facility.content.kind == .caravan else {
            throw Refusal(.conflict, "odometer-kind", "只有大篷车记里程。", "Only caravans have an odometer.")
        }
        let last = try readings(of: id).first
        let new = try draft.following(last, today: now.day(in: .china))
        let readingID: ID<OdometerReading> = newID()
        try execute(
            """
            INSERT INTO mobilefacilities_reading (facility_id, id, read_on, shown, carried, why, says, account_id, made_at)
            VALUES (\(id), \(readingID), \(new.readOn), \(new.shown), \(new.carried), \(new.why), \(new.says), \(identity.account.id), \(now))
            """)
        // A misreading that had reached the distance does not count once it is put right.
        var reached = facility.reachedOn
        if new.total < RenewalRule.published.leastKilometres { reached = nil } else if reached == nil { reached = new.readOn }
        try execute("UPDATE mobilefacilities_facility SET kilometres = \(new.total), reached_on = \(reached), changed_at = \(now) WHERE id = \(id)")
        try record(LedgerEntry("mobile.read", "facility", id, by: identity.account.id.number, payload: "{\"kilometres\":\(new.total)}", reason: new.says, visibility: .unit))
    }
}
