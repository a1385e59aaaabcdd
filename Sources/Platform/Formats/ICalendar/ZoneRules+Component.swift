import Kernel

extension ZoneRules {
    /// Adds the VTIMEZONE: one observance for each change of the same kind, its later dates as RDATE.
    func write(to bytes: inout [UInt8]) {
        CalendarLine.raw("BEGIN:VTIMEZONE", to: &bytes)
        CalendarLine.raw("TZID:\(name)", to: &bytes)
        CalendarLine.raw("X-LIC-LOCATION:\(name)", to: &bytes)
        var written: [Stretch] = []
        for stretch in stretches {
            var kind = stretch
            kind.begin = nil
            if stretch.begin != nil, written.contains(kind) { continue }
            if stretch.begin != nil { written.append(kind) }
            observance(stretch, to: &bytes)
        }
        CalendarLine.raw("END:VTIMEZONE", to: &bytes)
    }

    private func observance(_ stretch: Stretch, to bytes: inout [UInt8]) {
        let word = stretch.isSummer ? "DAYLIGHT" : "STANDARD"
        CalendarLine.raw("BEGIN:\(word)", to: &bytes)
        if let begin = stretch.begin {
            CalendarLine.raw("DTSTART:\(local(begin, stretch.before))", to: &bytes)
            for other in stretches where other != stretch {
                guard let again = other.begin, other.offset == stretch.offset, other.before == stretch.before, other.isSummer == stretch.isSummer else {
                    continue
                }
                CalendarLine.raw("RDATE:\(local(again, stretch.before))", to: &bytes)
            }
        } else {
            CalendarLine.raw("DTSTART:19700101T000000", to: &bytes)
        }
        CalendarLine.raw("TZOFFSETFROM:\(CalendarTime.offset(stretch.before))", to: &bytes)
        CalendarLine.raw("TZOFFSETTO:\(CalendarTime.offset(stretch.offset))", to: &bytes)
        CalendarLine.raw("TZNAME:\(CalendarTime.offset(stretch.offset))", to: &bytes)
        CalendarLine.raw("END:\(word)", to: &bytes)
    }

    /// The wall clock at the change, as it showed before the change.
    private func local(_ instant: Instant, _ offset: Int) -> String {
        CalendarTime.local(instant.adding(seconds: Int64(offset)).local(in: .utc))
    }
}
