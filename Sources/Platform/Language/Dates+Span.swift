package import Kernel

extension Dates {
    /// From a day to a day, both included, nothing said twice: `2023年9月16日至25日`, `16–25 September 2023`; whole months and
    /// years by their names.
    package static func span(_ first: Day, _ last: Day, _ tongue: Tongue) -> String {
        if first >= last { return plain(first, tongue) }
        if first.day == 1, last.adding(days: 1).day == 1 { return months(first, last, tongue) }
        switch tongue {
        case .zh:
            if first.year != last.year { return "\(plain(first, .zh))至\(plain(last, .zh))" }
            let end = first.month == last.month ? "\(last.day)日" : "\(last.month)月\(last.day)日"
            return "\(plain(first, .zh))至\(end)"
        case .en:
            if first.year != last.year { return "\(plain(first, .en)) – \(plain(last, .en))" }
            if first.month == last.month { return "\(first.day)–\(plain(last, .en))" }
            return "\(first.day) \(longMonth(first.month)) – \(plain(last, .en))"
        }
    }

    /// Whole months, from the first day of one to the last of another.
    private static func months(_ first: Day, _ last: Day, _ tongue: Tongue) -> String {
        let isWholeYears = first.month == 1 && last.month == 12
        switch (tongue, first.year == last.year) {
        case (.zh, true):
            if isWholeYears { return "\(first.year)年" }
            return "\(first.year)年\(first.month)月" + (first.month == last.month ? "" : "至\(last.month)月")
        case (.zh, false):
            return isWholeYears ? "\(first.year)年至\(last.year)年" : "\(first.year)年\(first.month)月至\(last.year)年\(last.month)月"
        case (.en, true):
            if isWholeYears { return "\(first.year)" }
            return (first.month == last.month ? "" : "\(longMonth(first.month)) – ") + "\(longMonth(last.month)) \(last.year)"
        case (.en, false):
            if isWholeYears { return "\(first.year)–\(last.year)" }
            return "\(longMonth(first.month)) \(first.year) – \(longMonth(last.month)) \(last.year)"
        }
    }
}
