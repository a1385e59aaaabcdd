import Kernel

/// Understands the parts of one phrase: days, then times (or times, then days), or a day and time up to another.
struct DateReader {
    private let items: [DateItem]
    private let defaultYear: Int?
    private var at = 0
    private let isDaily: Bool
    private let offset: Int?

    private struct Hours {
        let begin: Int
        /// Beyond midnight it counts on.
        var end: Int?
        var isNextDayAssumed = false
    }

    private enum Times {
        case none
        /// Seconds since midnight, for each of the days.
        case each([Hours])
        /// From the time of the first day to the time of the last.
        case through(begin: Int, end: Int)
    }

    init(_ all: [DateItem], defaultYear: Int?) {
        self.defaultYear = defaultYear
        isDaily = all.contains(.daily)
        var offset: Int?
        for case .offset(let value) in all { offset = value }
        self.offset = offset
        items = all.filter { if case .offset = $0 { false } else { $0 != .daily } }
    }

    mutating func spans() throws(DateTrouble) -> [DatePhrases.Span] {
        var partials: [DatePartial] = []
        var times = Times.none
        skipCommas()
        if startsTime {
            times = .each(try clocks())
            skipCommas()
            partials = try days()
        } else {
            partials = try days()
            // “samedi 14 octobre 2017 - 10h00”, “à 10h00”: the mark only leads over to the time.
            let afterDays = at
            while at < items.count, items[at] == .range || items[at] == .comma { at += 1 }
            if startsTime {
                times = try timesAfterDays(&partials)
            } else {
                at = afterDays
                skipCommas()
            }
        }
        guard at == items.count else { throw .unclear("后面还有看不懂的部分", "there is more behind it that does not fit") }
        return try spans(partials, times)
    }

    // MARK: Days

    private mutating func days() throws(DateTrouble) -> [DatePartial] {
        var done: [DatePartial] = []
        var partial = DatePartial()
        var join: DateItem?
        while at < items.count {
            let item = items[at]
            if item == .range || item == .and || item == .comma {
                guard at + 1 < items.count, !startsTime(at + 1) else { break }
                guard join == nil || join == .comma || item == .comma, !partial.isEmpty else { throw Self.unclearJoin }
                join = join == .range || join == .and ? join : item
            } else if item.isDate {
                let belongs = join == nil || (join == .comma && !beginsAnother(partial))
                if belongs {
                    guard partial.take(item) else { throw Self.unclearJoin }
                } else {
                    if join == .comma, partial.monthFirst, case .number = item { throw Self.unclearJoin }
                    done.append(partial)
                    partial = DatePartial(endsRange: join == .range)
                    guard partial.take(item) else { throw Self.unclearJoin }
                }
                join = nil
            } else {
                break
            }
            at += 1
        }
        guard !partial.isEmpty else { throw .unclear("没有日期", "there is no date in it") }
        return done + [partial]
    }

    /// Whether the part behind a comma begins another day rather than completing this one.
    private func beginsAnother(_ partial: DatePartial) -> Bool {
        if case .weekday = items[at] {
            if at + 1 < items.count, items[at + 1].isDate, partial.day != nil { return true }
        }
        var trial = partial
        return !trial.take(items[at])
    }

    private static let unclearJoin = DateTrouble.unclear("几个日期之间的关系不清", "it is unclear how the dates belong together")

    // MARK: Times

    private var startsTime: Bool { startsTime(at) }

    private func startsTime(_ place: Int) -> Bool {
        guard place < items.count else { return false }
        if case .part = items[place] { return true }
        return items[place].isTime
    }

    private mutating func skipCommas() { while at < items.count, items[at] == .comma { at += 1 } }

    private mutating func timesAfterDays(_ partials: inout [DatePartial]) throws(DateTrouble) -> Times {
        let start = at
        let first = try clock()
        guard at + 1 < items.count, items[at] == .range, items[at + 1].isDate else {
            at = start
            return .each(try clocks())
        }
        at += 1
        guard partials.count == 1 else { throw Self.unclearJoin }
        let last = try days()
        while at < items.count, items[at] == .range || items[at] == .comma { at += 1 }
        guard last.count == 1, startsTime else { throw .unclear("缺少结束的钟点", "the time of the end is missing") }
        partials += last
        guard let begin = first.seconds, let end = try clock().seconds, begin < 86_400 else { throw Self.noSuchTime }
        return .through(begin: begin, end: end)
    }

    private mutating func clocks() throws(DateTrouble) -> [Hours] {
        var clocks: [Hours] = []
        while true {
            let first = try clock()
            if at + 1 < items.count, items[at] == .range, startsTime(at + 1) || items[at + 1] == .nextDay {
                at += 1
                clocks.append(try hours(from: first))
            } else {
                guard let begin = first.seconds, begin < 86_400 else { throw Self.noSuchTime }
                clocks.append(Hours(begin: begin))
            }
            let start = at
            while at < items.count, items[at] == .and || items[at] == .comma { at += 1 }
            guard at > start, startsTime else {
                at = start
                return clocks
            }
        }
    }

    /// The end of a range of hours: `-17:00`, `至次日2:00`, `-02:00 (次日)`.
    private mutating func hours(from first: DateClock) throws(DateTrouble) -> Hours {
        var isNextDay = skipNextDay()
        let last = try clock()
        isNextDay = skipNextDay() || isNextDay
        if isNextDay, let (begin, end) = DateClock.untilNextDay(first, last) { return Hours(begin: begin, end: end) }
        if !isNextDay, let (begin, end) = DateClock.range(first, last) { return Hours(begin: begin, end: end) }
        if !isNextDay, let (begin, end) = DateClock.overMidnight(first, last) { return Hours(begin: begin, end: end, isNextDayAssumed: true) }
        throw .unclear("结束不晚于开始，或分不清上午下午", "the end is not after the beginning, or it is unclear whether morning or afternoon")
    }

    private mutating func skipNextDay() -> Bool {
        guard at < items.count, items[at] == .nextDay else { return false }
        at += 1
        return true
    }

    private mutating func clock() throws(DateTrouble) -> DateClock {
        var part: DayPart?
        if at < items.count, case .part(let value) = items[at] {
            part = value
            at += 1
        }
        guard at < items.count, case .time(var clock) = items[at] else { throw .unclear("缺少钟点", "a time of day is missing") }
        at += 1
        if let part {
            guard clock.part == nil else { throw Self.noSuchTime }
            clock.part = part
        }
        return clock
    }

    private static let noSuchTime = DateTrouble.unclear("没有这个钟点", "there is no such time of day")

    // MARK: Spans

    private func spans(_ partials: [DatePartial], _ times: Times) throws(DateTrouble) -> [DatePhrases.Span] {
        let days = try DatePartial.resolve(partials, defaultYear: defaultYear)
        if case .through(let begin, let end) = times {
            let span = DatePhrases.Span(begin: try moment(days[0], begin), end: try moment(days[1], end))
            guard let last = span.end, last.local > span.begin.local else { throw .unclear("结束不晚于开始", "the end is not after the beginning") }
            return [span]
        }
        var spans: [DatePhrases.Span] = []
        for (place, day) in days.enumerated() where !partials[place].endsRange {
            let hasEnd = place + 1 < days.count && partials[place + 1].endsRange
            if hasEnd, place + 2 < days.count, partials[place + 2].endsRange { throw Self.unclearJoin }
            let last = hasEnd ? days[place + 1] : day
            guard last >= day else { throw .unclear("结束日期早于开始日期", "the last day is before the first") }
            switch times {
            case .each(let clocks):
                guard !hasEnd || isDaily else {
                    throw .unclear("不知几天里是否每天都是这个钟点（请写“每天”，或逐日写）", "it is unclear whether the hours hold daily (say “daily”, or write each day)")
                }
                guard day.days(until: last) <= 400 else { throw .unclear("天数太多", "there are too many days") }
                for each in Day.days(from: day, to: last) {
                    for clock in clocks {
                        var span = DatePhrases.Span(begin: try moment(each, clock.begin), end: nil)
                        if let end = clock.end { span.end = try moment(each, end) }
                        span.isNextDayAssumed = clock.isNextDayAssumed
                        spans.append(span)
                    }
                }
            default:
                spans.append(DatePhrases.Span(begin: try moment(day, 0), end: try moment(last, 86_400), isWholeDays: true))
            }
        }
        return spans
    }

    /// A time on a day; 86,400 seconds are midnight behind it.
    private func moment(_ day: Day, _ seconds: Int) throws(DateTrouble) -> DatePhrases.Moment {
        let rest = seconds % 86_400
        let date = day.adding(days: seconds / 86_400)
        guard let local = LocalTime(day: date, hour: rest / 3600, minute: rest % 3600 / 60, second: rest % 60) else { throw Self.noSuchTime }
        return DatePhrases.Moment(local, offset: offset)
    }
}
