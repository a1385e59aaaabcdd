/// A wall-clock time without a zone, to the second: what a programme prints.
package struct LocalTime: Hashable, Comparable, Sendable, Codable {
    package var day: Day
    package var hour: Int
    package var minute: Int
    package var second: Int

    package init?(day: Day, hour: Int, minute: Int, second: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        (self.day, self.hour, self.minute, self.second) = (day, hour, minute, second)
    }

    /// Reads `2023-09-16T09:00` or with seconds, a space instead of the T, and nothing behind it.
    package init?(iso text: String) {
        guard let parsed = Self.parse(text), parsed.offset == nil else { return nil }
        self = parsed.local
    }

    init(asIfUTC microseconds: Int64) {
        let exact = microseconds >= 0 ? microseconds / 1_000_000 : -((-microseconds + 999_999) / 1_000_000)
        let days = exact >= 0 ? exact / 86_400 : -((-exact + 86_399) / 86_400)
        let rest = Int(exact - days * 86_400)
        day = Day(daysSince1970: Int(days))
        (hour, minute, second) = (rest / 3600, rest % 3600 / 60, rest % 60)
    }

    var microsecondsAsIfUTC: Int64 {
        (Int64(day.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60 + second)) * 1_000_000
    }

    /// `2023-09-16T09:00:00`
    package var iso: String { "\(day.iso)T\(clock):\(two(second))" }

    /// `09:00`
    package var clock: String { "\(two(hour)):\(two(minute))" }

    /// The moment that clocks in `zone` show this time. In a gap (spring) the time after it; in a fold the first one.
    package func instant(in zone: Zone) -> Instant {
        let naive = microsecondsAsIfUTC
        let before = Instant(microseconds: naive - Int64(zone.offset(at: Instant(microseconds: naive - 86_400_000_000))) * 1_000_000)
        if before.local(in: zone) == self { return before }
        let after = Instant(microseconds: naive - Int64(zone.offset(at: Instant(microseconds: naive + 86_400_000_000))) * 1_000_000)
        if after.local(in: zone) == self { return after }
        return before
    }

    package func adding(minutes: Int) -> LocalTime {
        LocalTime(asIfUTC: microsecondsAsIfUTC + Int64(minutes) * 60_000_000)
    }

    package static func < (a: LocalTime, b: LocalTime) -> Bool { a.microsecondsAsIfUTC < b.microsecondsAsIfUTC }

    /// Parses a date and time with an optional offset in seconds; nil when anything is left over or out of range.
    static func parse(_ text: String) -> (local: LocalTime, offset: Int?)? {
        var rest = text[...]
        guard rest.count >= 16, let day = Day(iso: String(rest.prefix(10))) else { return nil }
        rest = rest.dropFirst(10)
        guard let mark = rest.first, mark == "T" || mark == " " else { return nil }
        rest = rest.dropFirst()
        guard let hour = Int(digits: rest.prefix(2)), rest.dropFirst(2).first == ":", let minute = Int(digits: rest.dropFirst(3).prefix(2)) else {
            return nil
        }
        rest = rest.dropFirst(5)
        var second = 0
        if rest.first == ":" {
            guard let value = Int(digits: rest.dropFirst().prefix(2)) else { return nil }
            second = value
            rest = rest.dropFirst(3)
            if rest.first == "." {
                rest = rest.dropFirst().drop { ("0"..."9").contains($0) }
            }
        }
        guard let local = LocalTime(day: day, hour: hour, minute: minute, second: second) else { return nil }
        if rest.isEmpty { return (local, nil) }
        if rest == "Z" || rest == "z" { return (local, 0) }
        guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
        let numbers = rest.dropFirst().filter { $0 != ":" }
        guard numbers.count == 4, let hours = Int(digits: numbers.prefix(2)), let minutes = Int(digits: numbers.suffix(2)), hours < 24, minutes < 60
        else { return nil }
        return (local, (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1))
    }
}

func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

extension Int {
    /// A number made of ASCII digits only: no sign, no spaces, not empty.
    init?(digits text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        self.init(text)
    }
}
