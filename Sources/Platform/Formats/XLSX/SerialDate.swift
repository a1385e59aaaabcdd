import Kernel

/// Days and fractions of days as spreadsheets count them, told as local times.
enum SerialDate {
    /// `2023-09-16`, `2023-09-16T09:00:00` or `09:00:00`, to the nearest second; nil for a day that never was.
    ///
    /// Workbooks that count from 1900 take 1900 for a leap year; its 29 February (day 60) is refused, and so is day 0.
    static func text(_ serial: Double, shown: CellStyles.Shown, from1904: Bool) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var days = Int(serial)
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
        let clock = [seconds / 3600, seconds % 3600 / 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        if days == 0, shown == .time { return clock }
        let day: Day
        if from1904 {
            day = Day(daysSince1970: days - 24_107)
        } else {
            guard days >= 1, days != 60 else { return nil }
            day = Day(daysSince1970: days - (days < 60 ? 25_568 : 25_569))
        }
        guard day.year <= 9999 else { return nil }
        return seconds == 0 && shown == .date ? day.iso : "\(day.iso)T\(clock)"
    }
}
