import Kernel

/// Which clock a TZID of the file means.
struct CalendarZones {
    enum Clock {
        case zone(Zone)
        /// Seconds east of Greenwich, all the year.
        case offset(Int)
    }

    private var stated: [String: Clock] = [:]
    private var id: String?
    private var place: String?
    private var offsets: Set<Int> = []

    /// Takes a property of a VTIMEZONE or of what is in it.
    mutating func take(_ property: CalendarProperty) {
        switch property.name {
        case "TZID": id = property.text
        case "X-LIC-LOCATION": place = property.text
        case "TZOFFSETTO": if let offset = CalendarMoment.offset(property.value) { offsets.insert(offset) }
        default: break
        }
    }

    /// The VTIMEZONE is over.
    mutating func close() {
        if let id, stated.count < 500 {
            if let place, let zone = Zone(place) {
                stated[id] = .zone(zone)
            } else if let offset = offsets.first, offsets.count == 1 {
                stated[id] = .offset(offset)
            }
        }
        (id, place, offsets) = (nil, nil, [])
    }

    /// The clock of a name: one of the IANA database (also behind a prefix), one of Windows, or one that the file defines as fixed.
    func clock(_ name: String) -> Clock? {
        if let zone = Zone(name) { return .zone(zone) }
        let parts = name.split(separator: "/")
        for count in [3, 2] where parts.count > count {
            if let zone = Zone(parts.suffix(count).joined(separator: "/")) { return .zone(zone) }
        }
        if let known = Self.windows[name], let zone = Zone(known) { return .zone(zone) }
        return stated[name]
    }

    /// The names that Outlook writes, as far as calendars of the network are likely to hold them (Unicode CLDR, windowsZones).
    private static let windows = [
        "China Standard Time": "Asia/Shanghai", "Taipei Standard Time": "Asia/Taipei", "Tokyo Standard Time": "Asia/Tokyo",
        "Korea Standard Time": "Asia/Seoul", "Singapore Standard Time": "Asia/Singapore", "India Standard Time": "Asia/Kolkata",
        "Russian Standard Time": "Europe/Moscow", "W. Europe Standard Time": "Europe/Berlin", "Romance Standard Time": "Europe/Paris",
        "Central European Standard Time": "Europe/Warsaw", "GMT Standard Time": "Europe/London", "Eastern Standard Time": "America/New_York",
        "Central Standard Time": "America/Chicago", "Mountain Standard Time": "America/Denver", "Pacific Standard Time": "America/Los_Angeles",
        "Central Asia Standard Time": "Asia/Urumqi",
    ]
}
