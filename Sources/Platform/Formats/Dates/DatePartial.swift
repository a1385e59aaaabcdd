import Kernel

/// A day of which some parts are stated and others come from its neighbours: the 13 in “13 et 14 octobre 2017”.
struct DatePartial {
    var weekday: Int?
    var day: Int?
    var month: Int?
    var year: Int?
    /// Whether it is the end of a range that its neighbour begins.
    var endsRange = false
    /// Whether the month came before the day: “September 16”.
    var monthFirst = false

    var isEmpty: Bool { weekday == nil && day == nil && month == nil && year == nil }

    /// Puts a part into its place; false when the place is taken.
    mutating func take(_ item: DateItem) -> Bool {
        switch item {
        case .weekday(let value): return Self.fill(&weekday, value)
        case .day(let value), .number(let value):
            if month != nil { monthFirst = true }
            return Self.fill(&day, value)
        case .month(let value): return Self.fill(&month, value)
        case .year(let value): return Self.fill(&year, value)
        case .date(let date):
            guard day == nil, month == nil, year == nil else { return false }
            (day, month, year) = (date.day, date.month, date.year)
            return true
        default: return false
        }
    }

    private static func fill(_ place: inout Int?, _ value: Int) -> Bool {
        guard place == nil else { return false }
        place = value
        return true
    }

    /// Completes each day from the next one, else from the one before, else with `defaultYear`; weekdays must fit.
    static func resolve(_ partials: [DatePartial], defaultYear: Int?) throws(DateTrouble) -> [Day] {
        var partials = partials
        for place in partials.indices.dropLast().reversed() {
            partials[place].month = partials[place].month ?? partials[place + 1].month
            partials[place].year = partials[place].year ?? partials[place + 1].year
        }
        for place in partials.indices.dropFirst() {
            partials[place].month = partials[place].month ?? partials[place - 1].month
            partials[place].year = partials[place].year ?? partials[place - 1].year
        }
        var days: [Day] = []
        for partial in partials {
            guard let day = partial.day, let month = partial.month else { throw .unclear("日期不完整", "a day or a month is missing") }
            guard let year = partial.year ?? defaultYear else { throw .unclear("缺少年份", "the year is missing") }
            let date = try Day(checked: year, month, day)
            if let weekday = partial.weekday, weekday != date.weekday {
                throw .unclear("\(date.iso) 不是所写的星期几", "\(date.iso) is not the weekday it says")
            }
            days.append(date)
        }
        return days
    }
}
