import Kernel

/// Dates as programs write them: `2017-10-14T10:00:00+02:00`, alone or two joined by a dash or a slash.
enum ISODates {
    /// The span that the text states; nil when it does not begin like that.
    static func span(_ text: String) throws(DateTrouble) -> DatePhrases.Span? {
        var rest = Array(text.utf8)[...]
        guard let begin = try moment(&rest) else { return nil }
        rest = rest.drop { $0 == 0x20 }
        if rest.isEmpty { return DatePhrases.Span(begin: begin, end: nil) }
        guard let mark = rest.popFirst(), mark == 0x2D || mark == 0x2F else {
            throw .unclear("开始时间之后有看不懂的文字", "there is something behind the beginning that is no dash")
        }
        rest = rest.drop { $0 == 0x20 }
        guard let end = try moment(&rest), rest.allSatisfy({ $0 == 0x20 }) else {
            throw .unclear("结束时间写法不对", "the end is not written like the beginning")
        }
        guard seconds(end) > seconds(begin) else { throw .unclear("结束不晚于开始", "the end is not after the beginning") }
        return DatePhrases.Span(begin: begin, end: end)
    }

    private static func seconds(_ moment: DatePhrases.Moment) -> Int {
        let local = moment.local
        return local.day.daysSince1970 * 86_400 + local.hour * 3600 + local.minute * 60 + local.second - (moment.offset ?? 0)
    }

    /// Takes one time off the front; nil when the text does not begin with `0000-00-00t00:00`.
    private static func moment(_ rest: inout ArraySlice<UInt8>) throws(DateTrouble) -> DatePhrases.Moment? {
        let shape = Array("0000-00-00t00:00".utf8)
        guard rest.count >= shape.count,
            zip(rest, shape).allSatisfy({ $1 == 0x30 ? (48...57).contains($0) : $0 == $1 })
        else { return nil }
        let head = Array(rest.prefix(shape.count))
        func number(_ from: Int, _ count: Int) -> Int { head[from..<from + count].reduce(0) { $0 * 10 + Int($1) - 48 } }
        rest = rest.dropFirst(shape.count)
        let day = try Day(checked: number(0, 4), number(5, 2), number(8, 2))
        let second = takePair(&rest, after: 0x3A) ?? 0
        if rest.first == 0x2E { rest = rest.dropFirst().drop { (48...57).contains($0) } }
        guard let local = LocalTime(day: day, hour: number(11, 2), minute: number(14, 2), second: second) else {
            throw .unclear("没有这个钟点", "there is no such time of day")
        }
        return DatePhrases.Moment(local, offset: offset(&rest))
    }

    /// `z`, `+02:00` or `+0200`; a dash that begins another date is left alone.
    private static func offset(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let sign = rest.first else { return nil }
        if sign == 0x7A {
            rest = rest.dropFirst()
            return 0
        }
        guard sign == 0x2B || sign == 0x2D else { return nil }
        var trial = rest
        guard let hours = takePair(&trial, after: sign) else { return nil }
        guard let minutes = takePair(&trial, after: 0x3A) ?? takePair(&trial, after: nil), hours < 24, minutes < 60 else { return nil }
        // Four digits and a dash are the year of the next date.
        if sign == 0x2D, trial.first == 0x2D, rest.dropFirst(5).first == 0x2D { return nil }
        rest = trial
        return (hours * 3600 + minutes * 60) * (sign == 0x2D ? -1 : 1)
    }

    private static func takePair(_ rest: inout ArraySlice<UInt8>, after mark: UInt8?) -> Int? {
        var trial = rest
        if let mark {
            guard trial.first == mark else { return nil }
            trial = trial.dropFirst()
        }
        let pair = trial.prefix(2)
        guard pair.count == 2, pair.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest = trial.dropFirst(2)
        return pair.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
}
