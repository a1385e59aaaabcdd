/// A calendar day without a zone, in the proleptic Gregorian calendar, years 1 to 9999.
package struct Day: Hashable, Comparable, Sendable, Codable {
    package let year: Int
    package let month: Int
    package let day: Int

    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, in: year) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Exactly `2023-09-16`; nil for anything else.
    package init?(iso text: String) {
        // Byte by byte: every day that a record has passes here.
        guard text.utf8.count == 10 else { return nil }
        var (year, month, day) = (0, 0, 0)
        for (place, byte) in text.utf8.enumerated() {
            guard place != 4, place != 7 else {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            let digit = Int(byte - UInt8(ascii: "0"))
            switch place {
            case ..<4: year = year * 10 + digit
            case ..<7: month = month * 10 + digit
            default: day = day * 10 + digit
            }
        }
        self.init(year: year, month: month, day: day)
    }

    package var iso: String {
        let padded = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
        return "\(padded)-\(two(month))-\(two(day))"
    }

    /// 1 = Monday … 7 = Sunday.
    package var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 + 1 }

    package func adding(days: Int) -> Day { Day(daysSince1970: daysSince1970 + days) }

    /// The years that a record's date can be meant to lie in: programs write earlier ones for “none” and later ones for “for ever”.
    package static let plannedYears = 1900...2200

    /// The same day of another year; 29 February becomes the 28th where there is none.
    package func inYear(_ other: Int) -> Day? {
        Day(year: other, month: month, day: min(day, Self.length(ofMonth: month, in: other)))
    }

    /// How many days from `self` to `later`.
    package func days(until later: Day) -> Int { later.daysSince1970 - daysSince1970 }

    /// All days from `first` to `last`, both included; empty when `last` is earlier.
    package static func days(from first: Day, to last: Day) -> [Day] {
        guard first <= last else { return [] }
        return (first.daysSince1970...last.daysSince1970).map { Day(daysSince1970: $0) }
    }

    package static func < (a: Day, b: Day) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

    static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // Days and civil dates, after the well-known algorithm on 400-year eras.
    package var daysSince1970: Int {
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    package init(daysSince1970 days: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}
