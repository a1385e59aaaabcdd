package import Kernel

/// How much one person may book where a rule holds. A person is known by their telephone number.
package struct PersonLimit: Sendable, Hashable {
    package enum Period: String, Sendable, CaseIterable, Codable {
        case session, day, month, year
        /// For as long as the rule holds: a season, an edition.
        case rule

        package var title: Phrase {
            switch self {
            case .session: Phrase("每场", "in one session")
            case .day: Phrase("每个参观日", "on one day of visit")
            case .month: Phrase("每月", "in one month")
            case .year: Phrase("每年", "in one year")
            case .rule: Phrase("本规则有效期内", "while this rule holds")
            }
        }
    }

    package var period: Period
    package var bookings: Int?
    package var persons: Int?

    package init(per period: Period, bookings: Int? = nil, persons: Int? = nil) { (self.period, self.bookings, self.persons) = (period, bookings, persons) }

    /// After which the count no longer matters, as text that sorts like days.
    func lastDay(of day: Day) -> String {
        switch period {
        case .session, .day: day.iso
        case .month: day.iso.prefix(7) + "-31"
        case .year: day.iso.prefix(4) + "-12-31"
        case .rule: "9999"
        }
    }

    /// What is counted together: the period of a session on that day.
    package func span(of day: Day, session: String) -> String {
        switch period {
        case .session: session
        case .day: day.iso
        case .month: String(day.iso.prefix(7))
        case .year: String(day.iso.prefix(4))
        case .rule: "all"
        }
    }
}
