import Kernel

/// The words of dates, in small letters without accents.
enum DateWords {
    static let months: [String: Int] = numbered([
        "janvier janv jan january", "fevrier fevr fev feb february", "mars mar march", "avril avr apr april", "mai may", "juin jun june",
        "juillet juil jul july", "aout aou aug august", "septembre sept sep september", "octobre oct october", "novembre nov november",
        "decembre dec december",
    ])

    /// 1 = Monday … 7 = Sunday. `mar` stays March: a Tuesday so shortened is then refused, not mistaken.
    static let weekdays: [String: Int] = numbered([
        "lundi lun monday mon", "mardi tuesday tues tue", "mercredi mer wednesday wed", "jeudi jeu thursday thurs thur thu",
        "vendredi ven friday fri", "samedi sam saturday sat", "dimanche dim sunday sun",
    ])

    static let noise: Set<String> = ["le", "du", "de", "des", "on", "from", "at", "the", "of"]
    static let ranges: Set<String> = ["a", "au", "to", "until", "till", "through", "jusqu'a", "jusqu'au"]
    static let ands: Set<String> = ["et", "and", "puis"]

    /// Chinese words, longer ones first where one begins like another.
    static let chinese: [(word: [Unicode.Scalar], item: DateItem)] = {
        var words: [(String, DateItem)] = [
            ("北京时间", .offset(8 * 3600)), ("每天", .daily), ("每日", .daily), ("次日", .nextDay), ("翌日", .nextDay),
            ("第二天", .nextDay), ("上午", .part(.morning)), ("早上", .part(.morning)),
            ("早晨", .part(.morning)), ("下午", .part(.afternoon)), ("傍晚", .part(.evening)), ("晚上", .part(.evening)),
            ("晚间", .part(.evening)), ("中午", .part(.noon)), ("凌晨", .part(.night)), ("晚", .part(.evening)), ("至", .range), ("到", .range),
            ("、", .and), ("和", .and), ("及", .and), ("与", .and), ("从", .noise), ("自", .noise), ("于", .noise),
        ]
        for (place, letter) in "一二三四五六日".enumerated() {
            for week in ["星期", "周", "礼拜"] { words.append(("\(week)\(letter)", .weekday(place + 1))) }
        }
        for week in ["星期", "周", "礼拜"] { words.append(("\(week)天", .weekday(7))) }
        return words.map { (Array($0.0.unicodeScalars), $0.1) }
    }()

    private static func numbered(_ rows: [String]) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for (place, row) in rows.enumerated() {
            for word in row.split(separator: " ") { numbers[String(word)] = place + 1 }
        }
        return numbers
    }
}

/// The parts that a date in words is made of.
enum DateItem: Equatable, Sendable {
    case weekday(Int)
    /// A number that says itself that it is a day: `16日`, `1er`, `16th`.
    case day(Int)
    /// A number of one or two digits.
    case number(Int)
    case month(Int)
    case year(Int)
    case date(Day)
    case time(DateClock)
    /// A part of the day before a time: `下午`.
    case part(DayPart)
    case offset(Int)
    case range, and, comma, daily, noise
    /// Of the time beside it: `次日`, `next day`.
    case nextDay

    var isDate: Bool {
        switch self {
        case .weekday, .day, .number, .month, .year, .date: true
        default: false
        }
    }

    var isTime: Bool { if case .time = self { true } else { false } }
}
