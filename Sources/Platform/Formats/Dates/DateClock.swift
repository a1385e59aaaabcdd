/// Which part of the day a clock time belongs to, as words say it.
enum DayPart: Sendable, Equatable {
    /// `am`, `pm`
    case am, pm
    /// 上午, 下午, 晚上, 中午, 凌晨
    case morning, afternoon, evening, noon, night
}

/// A clock time as it is written, before its half of the day is known for certain.
struct DateClock: Sendable, Equatable {
    var hour: Int
    var minute: Int
    var second = 0
    var part: DayPart?

    /// Minutes (with 24:00 as 1440) and seconds since midnight; nil when the words and the number contradict each other.
    var seconds: Int? {
        guard let hour = hour24, (0...59).contains(minute), (0...59).contains(second) else { return nil }
        if hour == 24, minute + second > 0 { return nil }
        return hour * 3600 + minute * 60 + second
    }

    private var hour24: Int? {
        switch part {
        case nil: return (0...24).contains(hour) ? hour : nil
        case .am: return (1...12).contains(hour) ? hour % 12 : nil
        case .pm: return (1...12).contains(hour) ? hour % 12 + 12 : nil
        case .morning: return (4...11).contains(hour) ? hour : nil
        case .afternoon: return (12...18).contains(hour) ? hour : (1...6).contains(hour) ? hour + 12 : nil
        case .evening: return (17...23).contains(hour) ? hour : (5...11).contains(hour) ? hour + 12 : nil
        case .noon: return (11...14).contains(hour) ? hour : (1...2).contains(hour) ? hour + 12 : nil
        case .night: return (0...6).contains(hour) ? hour : nil
        }
    }

    /// From an evening until the small hours: the end is a time of the next day. Nil for all other times, which may be slips.
    static func overMidnight(_ first: DateClock, _ last: DateClock) -> (Int, Int)? {
        guard let begin = first.seconds, let end = last.seconds, (evening..<day).contains(begin), (1...smallHours).contains(end) else { return nil }
        return (begin, day + end)
    }

    /// The same where the text says that the end lies on the next day: any times.
    static func untilNextDay(_ first: DateClock, _ last: DateClock) -> (Int, Int)? {
        guard let begin = first.seconds, let end = last.seconds, begin < day, end < day else { return nil }
        return (begin, day + end)
    }

    private static let day = 86_400, evening = 18 * 3600, smallHours = 6 * 3600

    /// The two ends of a range. What is said of one end only holds for the other where that makes sense: “2–4 pm”, “下午2:00-4:00”.
    static func range(_ first: DateClock, _ last: DateClock) -> (Int, Int)? {
        var (first, last) = (first, last)
        if first.part == nil, last.part == .am || last.part == .pm { first.part = last.part }
        if let part = first.part, last.part == nil {
            guard part != .am, part != .pm else { return nil }
            if last.hour < 12, part == .afternoon || part == .evening || part == .noon { last.part = part == .noon ? .afternoon : part }
        }
        guard let begin = first.seconds, var end = last.seconds, begin < 86_400 else { return nil }
        if end == 0 { end = 86_400 }
        return end > begin ? (begin, end) : nil
    }
}
