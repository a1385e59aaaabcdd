import Kernel

/// Times as iCalendar writes them.
enum CalendarTime {
    /// `20230916T010000Z`
    static func utc(_ instant: Instant) -> String { local(instant.local(in: .utc)) + "Z" }

    /// `20230916T090000`
    static func local(_ time: LocalTime) -> String { digits(time.iso) }

    private static func digits(_ iso: String) -> String {
        String(decoding: iso.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") }, as: UTF8.self)
    }

    /// `+0800`, with seconds where there are any.
    static func offset(_ seconds: Int) -> String {
        let size = abs(seconds)
        let text = (seconds < 0 ? "-" : "+") + pair(size / 3600) + pair(size % 3600 / 60)
        return size % 60 == 0 ? text : text + pair(size % 60)
    }

    /// `+08:00`
    static func colonOffset(_ seconds: Int) -> String {
        let text = offset(seconds)
        return "\(text.prefix(3)):\(text.dropFirst(3).prefix(2))"
    }

    /// `2023-09-16T09:00:00+08:00`: what clocks there say, and how far they are from Greenwich.
    static func iso(_ instant: Instant, in zone: Zone) -> String {
        let local = instant.local(in: zone)
        return local.iso + colonOffset(seconds(local) - seconds(instant.local(in: .utc)))
    }

    /// Seconds since 1970 as if the clock showed UTC.
    private static func seconds(_ time: LocalTime) -> Int {
        time.day.daysSince1970 * 86_400 + time.hour * 3600 + time.minute * 60 + time.second
    }

    private static func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
