import Kernel

/// Cuts a normalised text into the parts of dates. A word that it does not know makes the text unclear.
struct DateScanner {
    private let letters: [Unicode.Scalar]
    private let dayFirst: Bool
    private var at = 0

    init(_ text: String, dayFirst: Bool) {
        letters = Array(text.unicodeScalars)
        self.dayFirst = dayFirst
    }

    mutating func items() throws(DateTrouble) -> [DateItem] {
        var items: [DateItem] = []
        while skipSpace(), let letter = peek() {
            if digit(letter) != nil {
                items.append(try number())
            } else if ("a"..."z").contains(letter) {
                items.append(try word())
            } else if letter == "-" {
                at += 1
                items.append(.range)
            } else if letter == "," {
                at += 1
                items.append(.comma)
            } else if letter == "&" {
                at += 1
                items.append(.and)
            } else if letter == "(" || letter == ")" {
                at += 1
            } else {
                items.append(try chinese())
            }
        }
        return withSharedHalves(items.filter { $0 != .noise })
    }

    /// The 2 of “2–4 pm” is a time as well.
    private func withSharedHalves(_ items: [DateItem]) -> [DateItem] {
        var items = items
        for place in items.indices.dropLast(2) where items[place + 1] == .range {
            guard case .number(let hour) = items[place], case .time(let last) = items[place + 2], last.part == .am || last.part == .pm else {
                continue
            }
            items[place] = .time(DateClock(hour: hour, minute: 0))
        }
        return items
    }

    // MARK: Words

    private mutating func word() throws(DateTrouble) -> DateItem {
        let word = takeWord()
        if peek() == "." { at += 1 }
        if let month = DateWords.months[word] { return .month(month) }
        if let weekday = DateWords.weekdays[word] { return .weekday(weekday) }
        if DateWords.noise.contains(word) { return .noise }
        if DateWords.ranges.contains(word) { return .range }
        if DateWords.ands.contains(word) { return .and }
        switch word {
        case "midi", "noon": return .time(DateClock(hour: 12, minute: 0))
        case "minuit", "midnight": return .time(DateClock(hour: 0, minute: 0))
        case "daily": return .daily
        case "tous": if follow(["les", "jours"]) { return .daily }
        case "chaque": if follow(["jour"]) { return .daily }
        case "every", "each": if follow(["day"]) { return .daily }
        case "next": if follow(["day"]) { return .nextDay }
        case "lendemain": return .nextDay
        default: break
        }
        throw .unclear("不认识“\(word)”", "“\(word)” is not known")
    }

    private mutating func follow(_ words: [String]) -> Bool {
        let start = at
        for word in words {
            skipSpace()
            guard takeWord() == word else {
                at = start
                return false
            }
        }
        return true
    }

    private mutating func takeWord() -> String {
        var word = String.UnicodeScalarView()
        while let letter = peek(), ("a"..."z").contains(letter) || (letter == "'" && !word.isEmpty), word.count < 40 {
            word.append(letter)
            at += 1
        }
        return String(word)
    }

    private mutating func chinese() throws(DateTrouble) -> DateItem {
        for (word, item) in DateWords.chinese where letters[at...].starts(with: word) {
            at += word.count
            return item
        }
        let shown = Character(letters[at])
        throw .unclear("不认识“\(shown)”", "“\(shown)” is not known")
    }

    // MARK: Numbers

    private mutating func number() throws(DateTrouble) -> DateItem {
        let (value, count) = try digits()
        if let date = try numericDate(value, count) { return .date(date) }
        if peek() == ":" { return .time(try clock(value)) }
        let afterDigits = at
        skipSpace()
        switch peek() {
        case "年" where count == 4: return step(.year(value))
        case "月":
            guard (1...12).contains(value) else { throw .unclear("没有 \(value) 月", "there is no month \(value)") }
            at += 1
            if peek() == "份" { at += 1 }
            return .month(value)
        case "日", "号": return step(.day(value))
        case "点", "时": return .time(try chineseClock(value))
        case .some(let letter) where ("a"..."z").contains(letter):
            if let item = try suffixed(value, spaced: at > afterDigits) { return item }
        default: break
        }
        at = afterDigits
        if count == 4 { return .year(value) }
        guard count <= 2 else { throw .unclear("数字 \(value) 不知是什么", "it is unclear what \(value) is") }
        return .number(value)
    }

    /// What letters behind a number make of it: `10h30`, `9 am`, `1er`, `16th`; nil when they belong to what follows.
    private mutating func suffixed(_ value: Int, spaced: Bool) throws(DateTrouble) -> DateItem? {
        let start = at
        let word = takeWord()
        switch word {
        case "h", "heures", "heure":
            return .time(DateClock(hour: value, minute: try frenchMinutes(spaced: spaced)))
        case "am", "pm":
            return .time(DateClock(hour: value, minute: 0, part: word == "am" ? .am : .pm))
        default:
            if !spaced, ["er", "st", "nd", "rd", "th"].contains(word) { return .day(value) }
            at = start
            return nil
        }
    }

    /// The minutes of `10h30` and `10 h 30`.
    private mutating func frenchMinutes(spaced: Bool) throws(DateTrouble) -> Int {
        let start = at
        if spaced { skipSpace() }
        guard let letter = peek(), digit(letter) != nil else {
            at = start
            return 0
        }
        let (minute, count) = try digits()
        guard count == 2 else { throw .unclear("分钟应为两位数", "minutes have two digits") }
        return minute
    }

    /// `9:00`, `9:00:30`, `9:00 pm`
    private mutating func clock(_ hour: Int) throws(DateTrouble) -> DateClock {
        var clock = DateClock(hour: hour, minute: try pair())
        if peek() == ":" { clock.second = try pair() }
        let start = at
        skipSpace()
        switch takeWord() {
        case "am": clock.part = .am
        case "pm": clock.part = .pm
        default: at = start
        }
        return clock
    }

    /// `9点`, `9点半`, `9时30分`, `9点整`
    private mutating func chineseClock(_ hour: Int) throws(DateTrouble) -> DateClock {
        at += 1
        var clock = DateClock(hour: hour, minute: 0)
        switch peek() {
        case "半":
            at += 1
            clock.minute = 30
        case "整": at += 1
        case .some(let letter) where digit(letter) != nil:
            clock.minute = try digits().value
            if peek() == "分" { at += 1 }
        default: break
        }
        return clock
    }

    /// The colon and the two digits behind it.
    private mutating func pair() throws(DateTrouble) -> Int {
        at += 1
        guard let letter = peek(), digit(letter) != nil else { throw .unclear("“:”后面应有两位数", "“:” is followed by two digits") }
        let (value, count) = try digits()
        guard count == 2 else { throw .unclear("“:”后面应有两位数", "“:” is followed by two digits") }
        return value
    }

    /// `2017-10-14`, `2017/10/14`, `14/10/2017`, `14.10.2017`; nil when no such thing begins with the number just read.
    private mutating func numericDate(_ first: Int, _ count: Int) throws(DateTrouble) -> Day? {
        guard let mark = peek(), mark == "-" || mark == "/" || mark == "." else { return nil }
        let start = at
        at += 1
        guard let second = try digitsIfAny(), peek() == mark else {
            at = start
            return nil
        }
        at += 1
        guard let third = try digitsIfAny() else {
            at = start
            return nil
        }
        if count == 4, second.count <= 2, third.count <= 2 { return try Day(checked: first, second.value, third.value) }
        guard count <= 2, second.count <= 2, third.count == 4 else { throw .unclear("数字日期写法不清", "a date in numbers is written 2023-09-16") }
        if dayFirst || first > 12 || first == second.value { return try Day(checked: third.value, second.value, first) }
        if second.value > 12 { return try Day(checked: third.value, first, second.value) }
        throw .unclear("分不清哪个是日、哪个是月", "it is unclear which number is the day and which the month")
    }

    // MARK: Letters

    private func peek() -> Unicode.Scalar? { at < letters.count ? letters[at] : nil }

    private func digit(_ letter: Unicode.Scalar) -> Int? { ("0"..."9").contains(letter) ? Int(letter.value) - 48 : nil }

    private mutating func digits() throws(DateTrouble) -> (value: Int, count: Int) {
        var value = 0
        var count = 0
        while let letter = peek(), let digit = digit(letter) {
            guard count < 4 else { throw .unclear("数字太长", "a number is too long") }
            value = value * 10 + digit
            count += 1
            at += 1
        }
        return (value, count)
    }

    private mutating func digitsIfAny() throws(DateTrouble) -> (value: Int, count: Int)? {
        guard let letter = peek(), digit(letter) != nil else { return nil }
        return try digits()
    }

    private mutating func step(_ item: DateItem) -> DateItem {
        at += 1
        return item
    }

    @discardableResult
    private mutating func skipSpace() -> Bool {
        while peek() == " " { at += 1 }
        return true
    }
}
