package import Kernel

/// One session as a calendar shows it.
package struct CalendarEvent: Sendable, Equatable {
    package enum Status: String, Sendable, CaseIterable {
        case tentative = "TENTATIVE"
        case confirmed = "CONFIRMED"
        /// Stays in the feed, so that calendars that know it strike it out.
        case cancelled = "CANCELLED"
    }

    /// The same for ever and in every feed that holds it, such as `SESSION@kepu.example`.
    package var uid: String
    /// Counts the changes of time, place or status; calendars believe the highest.
    package var sequence: Int
    /// When the record last changed.
    package var modified: Instant
    package var begin: Instant
    /// Nil, or not after `begin`: the end is not known.
    package var end: Instant?
    /// Whose clocks the times are shown in.
    package var zone: Zone
    package var summary: String
    package var status = Status.confirmed
    package var description: String?
    package var location: String?
    package var point: MapPoint?
    /// The page of the activity.
    package var page: String?
    /// Where to attend online.
    package var meeting: String?
    package var categories: [String] = []
    /// Whom to ask: a name, perhaps a telephone number.
    package var contact: String?
    package var image: String?

    package init(uid: String, sequence: Int, modified: Instant, begin: Instant, end: Instant?, zone: Zone, summary: String) {
        (self.uid, self.sequence, self.modified, self.begin) = (uid, sequence, modified, begin)
        (self.end, self.zone, self.summary) = (end, zone, summary)
    }

    /// - Parameter years: those that the VTIMEZONE of the zone covers.
    func write(to bytes: inout [UInt8], years: ClosedRange<Int>) {
        CalendarLine.raw("BEGIN:VEVENT", to: &bytes)
        CalendarLine.text("UID", uid, to: &bytes)
        CalendarLine.raw("DTSTAMP:\(CalendarTime.utc(modified))", to: &bytes)
        CalendarLine.raw("LAST-MODIFIED:\(CalendarTime.utc(modified))", to: &bytes)
        CalendarLine.raw("SEQUENCE:\(max(0, sequence))", to: &bytes)
        time("DTSTART", begin, years, to: &bytes)
        if let end, end > begin { time("DTEND", end, years, to: &bytes) }
        CalendarLine.text("SUMMARY", summary, to: &bytes)
        CalendarLine.raw("STATUS:\(status.rawValue)", to: &bytes)
        if status == .cancelled { CalendarLine.raw("TRANSP:TRANSPARENT", to: &bytes) }
        details(to: &bytes)
        CalendarLine.raw("END:VEVENT", to: &bytes)
    }

    private func details(to bytes: inout [UInt8]) {
        if let description, !description.isEmpty { CalendarLine.text("DESCRIPTION", description, to: &bytes) }
        if let location, !location.isEmpty { CalendarLine.text("LOCATION", location, to: &bytes) }
        if let point { CalendarLine.raw("GEO:\(point.texts.latitude);\(point.texts.longitude)", to: &bytes) }
        if let page { CalendarLine.raw("URL:\(WebAddress.encoded(page))", to: &bytes) }
        if let meeting {
            CalendarLine.raw("CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=\(CalendarLine.parameter(summary)):\(WebAddress.encoded(meeting))", to: &bytes)
        }
        if let image { CalendarLine.raw("IMAGE;VALUE=URI;DISPLAY=BADGE:\(WebAddress.encoded(image))", to: &bytes) }
        if let contact { CalendarLine.text("CONTACT", contact, to: &bytes) }
        let categories = categories.map(CalendarLine.escaped)
        if !categories.isEmpty { CalendarLine.raw("CATEGORIES:" + categories.joined(separator: ","), to: &bytes) }
    }

    /// In the zone where its VTIMEZONE says what the clock meant; else in UTC: outside the years covered, and in the second of two
    /// equal hours in autumn.
    private func time(_ name: String, _ instant: Instant, _ years: ClosedRange<Int>, to bytes: inout [UInt8]) {
        let local = instant.local(in: zone)
        let whole = Instant(microseconds: instant.microseconds - (instant.microseconds % 1_000_000 + 1_000_000) % 1_000_000)
        guard zone != .utc, years.contains(local.day.year), local.instant(in: zone) == whole else {
            return CalendarLine.raw("\(name):\(CalendarTime.utc(instant))", to: &bytes)
        }
        CalendarLine.raw("\(name);TZID=\(zone.name):\(CalendarTime.local(local))", to: &bytes)
    }
}
