import Kernel

/// Writes an iCalendar subscription (RFC 5545, RFC 7986) event by event.
///
/// It has no METHOD: calendars fetch it again and again, and take changes by UID and SEQUENCE. The VTIMEZONE of each zone stands
/// before the first event that needs it, once.
package struct CalendarWriter: FormatWriter {
    private var bytes: [UInt8] = []
    private let years: ClosedRange<Int>
    private var zones: Set<String> = ["UTC"]
    private var isFinished = false
    package private(set) var count = 0

    /// - Parameters:
    ///   - name: what calendars call the subscription.
    ///   - description: what the subscription holds.
    ///   - address: where it comes from.
    ///   - years: of the events; times outside them are written in UTC.
    ///   - refreshHours: how often calendars should ask again.
    package init(name: String, description: String? = nil, address: String? = nil, years: ClosedRange<Int>, language: String = "zh-Hans", refreshHours: Int = 4) {
        // No more than a century of changes of the clock is ever written out.
        let first = max(1900, min(2200, years.lowerBound))
        self.years = first...max(first, min(first + 100, years.upperBound))
        CalendarLine.raw("BEGIN:VCALENDAR", to: &bytes)
        CalendarLine.raw("VERSION:2.0", to: &bytes)
        CalendarLine.raw("PRODID:-//Kepu//Kepu//\(language == "en" ? "EN" : "ZH")", to: &bytes)
        CalendarLine.raw("CALSCALE:GREGORIAN", to: &bytes)
        CalendarLine.text("NAME", name, to: &bytes)
        CalendarLine.text("X-WR-CALNAME", name, to: &bytes)
        if let description {
            CalendarLine.text("DESCRIPTION", description, to: &bytes)
            CalendarLine.text("X-WR-CALDESC", description, to: &bytes)
        }
        if let address {
            CalendarLine.raw("URL:\(WebAddress.encoded(address))", to: &bytes)
            CalendarLine.raw("SOURCE;VALUE=URI:\(WebAddress.encoded(address))", to: &bytes)
        }
        CalendarLine.raw("REFRESH-INTERVAL;VALUE=DURATION:PT\(max(1, refreshHours))H", to: &bytes)
        CalendarLine.raw("X-PUBLISHED-TTL:PT\(max(1, refreshHours))H", to: &bytes)
    }

    package var pending: Int { bytes.count }
    package mutating func drain() -> [UInt8] { bytes.drained() }

    package mutating func add(_ event: CalendarEvent) {
        if zones.insert(event.zone.name).inserted { ZoneRules(event.zone, years: years).write(to: &bytes) }
        event.write(to: &bytes, years: years)
        count += 1
    }

    package mutating func finish() {
        guard !isFinished else { return }
        isFinished = true
        CalendarLine.raw("END:VCALENDAR", to: &bytes)
    }
}
