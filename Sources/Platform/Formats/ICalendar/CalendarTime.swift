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

    private static func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
