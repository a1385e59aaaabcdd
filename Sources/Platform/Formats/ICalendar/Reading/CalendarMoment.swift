import Kernel

/// A date or a time as a calendar file states it.
struct CalendarMoment {
    let day: Day
    /// Nil for a whole day.
    let time: LocalTime?
    /// Nil for a whole day and for a time that floats.
    var instant: Instant?
    /// `2023-09-16T09:00:00+08:00`, without an offset when it floats, `2023-09-16` for a whole day.
    var iso: String
    var zone: String?

    /// `+0800`
    static func offset(_ text: String) -> Int? {
        guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let digits = Array(text.utf8.dropFirst())
        guard digits.count == 4 || digits.count == 6, let hours = number(digits[0..<2]), let minutes = number(digits[2..<4]) else { return nil }
        let seconds = digits.count == 6 ? number(digits[4..<6]) ?? 0 : 0
        guard hours < 24, minutes < 60, seconds < 60 else { return nil }
        return (hours * 3600 + minutes * 60 + seconds) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    /// Reads the value of DTSTART and its like.
    init(_ property: CalendarProperty, zones: CalendarZones) throws(FormatProblem) {
        var bytes = Array(property.value.utf8)
        let isUTC = bytes.last == UInt8(ascii: "Z") || bytes.last == UInt8(ascii: "z")
        if isUTC { bytes.removeLast() }
        guard bytes.count == 8 || bytes.count == 15, let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[4..<6]),
            let number = Self.number(bytes[6..<8])
        else { throw Self.unclear(property) }
        guard let day = Day(year: year, month: month, day: number) else { throw Self.impossible(property) }
        guard bytes.count == 15 else {
            (self.day, time, iso) = (day, nil, day.iso)
            return
        }
        guard bytes[8] == UInt8(ascii: "T") || bytes[8] == UInt8(ascii: "t"), let hour = Self.number(bytes[9..<11]), let minute = Self.number(bytes[11..<13]),
            let second = Self.number(bytes[13..<15])
        else { throw Self.unclear(property) }
        guard let time = LocalTime(day: day, hour: hour, minute: minute, second: min(second, second == 60 ? 59 : 99)) else {
            throw Self.impossible(property)
        }
        (self.day, self.time, iso) = (day, time, time.iso)
        if isUTC {
            put(time.instant(in: .utc), .zone(.utc))
        } else if let name = property.parameter("TZID") {
            switch zones.clock(name) {
            case .zone(let zone): put(time.instant(in: zone), .zone(zone))
            case .offset(let offset): put(time.instant(in: .utc).adding(seconds: Int64(-offset)), .offset(offset))
            case nil:
                throw FormatProblem(
                    .date,
                    Phrase(
                        "不认识时区“\(name.prefix(100))”。请改用 IANA 名称，如 Asia/Shanghai。",
                        "The time zone “\(name.prefix(100))” is unknown. Use a name of the IANA database, such as Asia/Shanghai."),
                    field: property.name, isFatal: false)
            }
        }
    }

    /// The moment `seconds` later, on the same clock.
    func adding(seconds: Int64, zones: CalendarZones) -> CalendarMoment? {
        guard let time else {
            return CalendarMoment(day: day.adding(days: Int(seconds / 86_400)))
        }
        var copy = CalendarMoment(day: day, time: time)
        if let instant {
            let clock = zone.flatMap { zones.clock($0) } ?? .zone(.utc)
            copy.put(instant.adding(seconds: seconds), zone == nil ? .offset(offsetSeconds ?? 0) : clock)
        } else {
            copy.iso = time.instant(in: .utc).adding(seconds: seconds).local(in: .utc).iso
        }
        return copy
    }

    /// For a fixed offset: what it is.
    private var offsetSeconds: Int?

    private init(day: Day, time: LocalTime? = nil) {
        (self.day, self.time, iso) = (day, time, time?.iso ?? day.iso)
    }

    private mutating func put(_ instant: Instant, _ clock: CalendarZones.Clock) {
        self.instant = instant
        switch clock {
        case .zone(let zone):
            iso = CalendarTime.iso(instant, in: zone)
            self.zone = zone.name
        case .offset(let offset):
            iso = instant.adding(seconds: Int64(offset)).local(in: .utc).iso + CalendarTime.colonOffset(offset)
            offsetSeconds = offset
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            number = number * 10 + Int(digit) - 48
        }
        return number
    }

    private static func unclear(_ property: CalendarProperty) -> FormatProblem {
        FormatProblem(
            .date,
            Phrase(
                "时间“\(property.value.prefix(40))”写法不对，应如 20230916T090000。", "The time “\(property.value.prefix(40))” should be written like 20230916T090000."),
            field: property.name, isFatal: false)
    }

    private static func impossible(_ property: CalendarProperty) -> FormatProblem {
        FormatProblem(
            .impossibleDate, Phrase("没有“\(property.value.prefix(40))”这个时间。", "There is no such time as “\(property.value.prefix(40))”."), field: property.name,
            isFatal: false)
    }
}
