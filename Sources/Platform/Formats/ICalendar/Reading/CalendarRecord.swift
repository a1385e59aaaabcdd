import Kernel

/// The properties of one VEVENT, made into a record.
struct CalendarRecord {
    private var properties: [CalendarProperty] = []
    let line: Int
    let byte: Int64

    init(line: Int, byte: Int64) { (self.line, self.byte) = (line, byte) }

    var count: Int { properties.count }
    mutating func add(_ property: CalendarProperty) { properties.append(property) }

    /// - `uid`, `summary`, `description`, `location`, `status`, `url`, `contact`, `comment`, …: texts, keys in small letters with `_`
    ///   for `-`; of a property that stands several times the first
    /// - `sequence`: an integer; `geo`: `latitude`, `longitude`; `categories`, `exdate`: lists; `organizer`: `name`, `uri`
    /// - `dtstart`, `dtend` (also made from `duration`): `2023-09-16T09:00:00+08:00`; `span`: both, joined by a slash; `zone`: whose
    ///   clock; `all_day`, then also `last_day`, the last one that belongs to it
    /// - `calendar`: the name of the calendar
    func datum(zones: CalendarZones, calendar: String?, defaultZone: String?) throws(FormatProblem) -> Datum {
        var members = try texts(zones)
        if let begin = properties.first(where: { $0.name == "DTSTART" }) {
            let from = try CalendarMoment(begin, zones: zones)
            members.append(.init("dtstart", .text(from.iso)))
            members.append(.init("all_day", .bool(from.time == nil)))
            if let zone = from.zone ?? (from.instant == nil ? defaultZone : nil) { members.append(.init("zone", .text(zone))) }
            if let to = try end(from, zones) {
                members.append(.init("dtend", .text(to.iso)))
                if from.time != nil, to.time != nil { members.append(.init("span", .text(from.iso + "/" + to.iso))) }
                if from.time == nil, to.time == nil { members.append(.init("last_day", .text(max(from.day, to.day.adding(days: -1)).iso))) }
            } else if from.time == nil {
                members.append(.init("last_day", .text(from.day.iso)))
            }
        }
        if let calendar { members.append(.init("calendar", .text(calendar))) }
        return .object(members)
    }

    private func end(_ begin: CalendarMoment, _ zones: CalendarZones) throws(FormatProblem) -> CalendarMoment? {
        if let end = properties.first(where: { $0.name == "DTEND" }) { return try CalendarMoment(end, zones: zones) }
        guard let duration = properties.first(where: { $0.name == "DURATION" }) else { return nil }
        guard let seconds = CalendarDuration.seconds(duration.value) else {
            throw FormatProblem(
                .date,
                Phrase("时长“\(duration.value.prefix(40))”写法不对，应如 PT1H30M。", "The duration “\(duration.value.prefix(40))” should be written like PT1H30M."),
                field: "DURATION", isFatal: false)
        }
        return begin.adding(seconds: seconds, zones: zones)
    }

    private func texts(_ zones: CalendarZones) throws(FormatProblem) -> [Datum.Member] {
        var members: [Datum.Member] = []
        var seen: Set<String> = ["DTSTART", "DTEND", "CATEGORIES", "EXDATE", "SPAN", "ALL-DAY", "LAST-DAY", "ZONE", "CALENDAR"]
        for property in properties where seen.insert(property.name).inserted {
            members.append(.init(property.name.lowercased().map { $0 == "-" ? "_" : String($0) }.joined(), try value(property, zones)))
        }
        let categories = properties.filter { $0.name == "CATEGORIES" }.flatMap(\.texts).filter { !$0.isEmpty }
        if !categories.isEmpty { members.append(.init("categories", .list(categories.map(Datum.text)))) }
        let exceptions = properties.filter { $0.name == "EXDATE" }.flatMap(\.texts)
        if !exceptions.isEmpty { members.append(.init("exdate", .list(exceptions.map(Datum.text)))) }
        return members
    }

    private func value(_ property: CalendarProperty, _ zones: CalendarZones) throws(FormatProblem) -> Datum {
        switch property.name {
        case "SEQUENCE", "PRIORITY": return Int64(property.value).map(Datum.integer) ?? .text(property.value)
        case "CREATED", "LAST-MODIFIED", "DTSTAMP", "RECURRENCE-ID": return .text(try CalendarMoment(property, zones: zones).iso)
        case "URL", "RRULE", "DURATION", "CONFERENCE", "IMAGE", "ATTACH": return .text(property.value)
        case "GEO":
            let parts = property.value.split(separator: ";", omittingEmptySubsequences: false)
            guard parts.count == 2, let latitude = Double(parts[0]), let longitude = Double(parts[1]),
                let point = MapPoint(latitude: latitude, longitude: longitude)
            else { return .text(property.value) }
            return .object([.init("latitude", .real(point.latitude)), .init("longitude", .real(point.longitude))])
        case "ORGANIZER":
            return .object([.init("name", property.parameter("CN").map(Datum.text) ?? .null), .init("uri", .text(property.value))])
        default: return .text(property.text)
        }
    }
}
