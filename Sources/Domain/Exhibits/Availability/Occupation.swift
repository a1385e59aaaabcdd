import Kernel

/// On which days things are free: each by the days on which it is held, and until when it is repaired. Pure.
struct Occupation: Sendable {
    /// Days on which one thing is not free, both included.
    struct Span: Sendable, Hashable {
        let from: Day
        /// Nil: nobody knows until when.
        let to: Day?
        func covers(_ day: Day) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }
    }

    /// By thing; a set's are those of everything in it too.
    let spans: [Int64: [Span]]

    /// How many there are.
    var total: Int { spans.count }

    func free(on day: Day) -> Int { spans.values.count { spans in !spans.contains { $0.covers(day) } } }

    /// Which of them are free on each of these days.
    func free(from first: Day, to last: Day) -> [Int64] {
        spans.filter { _, spans in !spans.contains { $0.from <= last && ($0.to.map { first <= $0 } ?? true) } }.keys.sorted()
    }
}

/// The days of a month as weeks from Monday to Sunday, with empty places before its first day and behind its last.
struct MonthGrid: Sendable {
    let first: Day
    let weeks: [[Day?]]

    init(_ day: Day) {
        first = day.adding(days: 1 - day.day)
        var days: [Day?] = Array(repeating: nil, count: first.weekday - 1)
        var next = first
        while next.month == first.month, next.year == first.year {
            days.append(next)
            next = next.adding(days: 1)
        }
        while days.count % 7 != 0 { days.append(nil) }
        weeks = stride(from: 0, to: days.count, by: 7).map { Array(days[$0..<$0 + 7]) }
    }

    var last: Day { first.adding(days: 31 - first.adding(days: 31).day) }
    var before: Day { first.adding(days: -1) }
    var after: Day { last.adding(days: 1) }

    /// `2026-12`
    var text: String { String(first.iso.prefix(7)) }

    init?(month text: String) {
        guard text.count == 7, let day = Day(iso: text + "-01") else { return nil }
        self.init(day)
    }
}
