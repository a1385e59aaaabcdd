package import Kernel

/// A moment as HTTP's headers have it: `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
    package static func text(_ instant: Instant) -> String {
        let local = instant.local(in: .utc)
        let (number, clock) = (two(local.day.day), "\(local.clock):\(two(local.second))")
        return "\(days[local.day.weekday - 1]), \(number) \(months[local.day.month - 1]) \(local.day.year) \(clock) GMT"
    }

    /// Nil for anything else; the day's name is not looked at.
    package static func instant(_ text: String) -> Instant? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let number = Int(parts[1]), let place = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
            let day = Day(year: year, month: place + 1, day: number)
        else { return nil }
        return Instant(iso: "\(day.iso)T\(parts[4])Z")
    }

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
