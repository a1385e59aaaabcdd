import Access
import Calls
import Kernel
import Language
import Storage
import Venues

/// An expert of the pool as somebody who talks: where, when, and until which day they were vetted for it.
struct Speaker: Sendable, Hashable {
    static let noun = Phrase("专家", "expert")

    let id: ID<Expert>
    let accountID: ID<Account>?
    let name: String
    let organisationID: ID<Organisation>?
    /// In the pool still.
    let isActive: Bool
    var about: Wording
    /// Where they travel: codes of provinces, prefectures, counties; empty: anywhere.
    var regions: [String]
    /// When they are free week by week.
    var pattern: WeekPattern
    /// The last day on which they may be offered; nil: never vetted for talks.
    var vettedUntil: Day?
    /// They agreed to stand on public pages with their name.
    var isPublic: Bool

    func isVetted(on day: Day) -> Bool { vettedUntil.map { day <= $0 } ?? false }

    /// Whether everybody may see their card.
    func isShown(on day: Day) -> Bool { isActive && isPublic && isVetted(on: day) && !name.isEmpty }

    init(_ row: Row) throws {
        (id, accountID, name) = (try row.id("id"), try row.idOrNil("account_id"), try row.text("name"))
        (organisationID, isActive) = (try row.idOrNil("organisation_id"), try row.bool("is_active"))
        about = Wording(try row.textOrNil("about_zh") ?? "", try row.textOrNil("about_en"))
        regions = (try row.textOrNil("regions") ?? "").split(separator: " ").map(String.init)
        pattern = WeekPattern(
            weekdays: Set((try row.textOrNil("weekdays") ?? "").split(separator: " ").compactMap { Int($0) }),
            begin: try row.intOrNil("begin_minute") ?? WeekPattern.usual.begin, end: try row.intOrNil("end_minute") ?? WeekPattern.usual.end)
        vettedUntil = try row.dayOrNil("vetted_until")
        isPublic = try row.intOrNil("is_public") == 1
    }

    init(id: ID<Expert>, name: String, isActive: Bool = true, regions: [String] = [], pattern: WeekPattern = .usual, vettedUntil: Day?, isPublic: Bool = true) {
        (self.id, accountID, self.name, organisationID, self.isActive) = (id, nil, name, nil, isActive)
        (about, self.regions, self.pattern, self.vettedUntil, self.isPublic) = (Wording(""), regions, pattern, vettedUntil, isPublic)
    }
}

/// When somebody is free week by week, in local days and minutes of the day.
struct WeekPattern: Sendable, Hashable {
    /// 1 is Monday; empty: nothing was said, so any day.
    var weekdays: Set<Int>
    var begin: Int
    var end: Int

    /// Where nothing was said.
    static let usual = WeekPattern(weekdays: [], begin: 8 * 60, end: 21 * 60)

    /// - Parameter exception: what was said of the very day; it goes before the pattern.
    func isFree(_ day: Day, exception: Bool?) -> Bool { exception ?? (weekdays.isEmpty || weekdays.contains(day.weekday)) }

    func covers(_ first: LocalTime, _ last: LocalTime) -> Bool {
        first.day == last.day && first.hour * 60 + first.minute >= begin && last.hour * 60 + last.minute <= end
    }

    static func clock(_ minute: Int) -> String { String(100 + minute / 60).dropFirst() + ":" + String(100 + minute % 60).dropFirst() }

    /// `09:30` as minutes of the day, `24:00` its end; nil for anything else.
    static func minute(_ clock: String) -> Int? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isNumber } }), let hour = Int(parts[0]), let minute = Int(parts[1]),
            minute < 60, hour < 24 || hour == 24 && minute == 0
        else { return nil }
        return hour * 60 + minute
    }
}
