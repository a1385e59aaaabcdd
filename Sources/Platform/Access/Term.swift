package import Kernel

/// From when, and until when (excluded), something holds; nil is open.
package struct Term: Sendable, Hashable {
    /// How a term stands at a moment.
    package enum Standing: Sendable, Hashable { case coming, inForce, past }

    package let from: Instant?
    package let until: Instant?

    package static let open = Term()

    package init(from: Instant? = nil, until: Instant? = nil) { (self.from, self.until) = (from, until) }

    /// Whole days in China's time, both included.
    package init(from first: Day?, to last: Day?) {
        from = first.flatMap { Self.begin(of: $0) }
        until = last.flatMap { Self.begin(of: $0.adding(days: 1)) }
    }

    package func standing(at now: Instant) -> Standing {
        if let until, until <= now { return .past }
        if let from, now < from { return .coming }
        return .inForce
    }

    /// What both allow.
    package func within(_ other: Term) -> Term {
        let begins = [from, other.from].compactMap(\.self).max()
        let ends = [until, other.until].compactMap(\.self).min()
        return Term(from: begins, until: ends)
    }

    /// Refuses a term that ends before it begins, and one that is over.
    package func check(at now: Instant) throws(Refusal) {
        if let from, let until, until <= from {
            throw Refusal(
                .invalid, "term-backwards", "结束日期早于开始日期，请更正。", "The last day lies before the first; put one of them right.", field: "until")
        }
        if standing(at: now) == .past {
            throw Refusal(.invalid, "term-over", "结束日期已经过去，请填写今天或以后的日期。", "The last day is over; give today or a later one.", field: "until")
        }
    }

    private static func begin(of day: Day) -> Instant? { LocalTime(day: day, hour: 0, minute: 0)?.instant(in: .china) }
}
