import Kernel

extension Kind {
    /// What a reader is told to write.
    var expected: Phrase {
        switch self {
        case .key: Phrase("2 至 64 位的标识：小写字母、数字、连字符，以字母开头", "a key: 2 to 64 lower-case letters, digits, hyphens, beginning with a letter")
        case .text(let max, let paragraphs): Self.text("文本", "a text", max, paragraphs)
        case .wording(let max, let paragraphs): Self.text("中英文本 {zh, en}", "a text in both languages, {zh, en},", max, paragraphs)
        case .integer(let range): Self.number("整数", "an integer", range.lowerBound, range.upperBound, Int.min, Int.max)
        case .real(let range): Self.number("数", "a number", range.lowerBound, range.upperBound, -.greatestFiniteMagnitude, .greatestFiniteMagnitude)
        case .boolean: Phrase("true 或 false", "true or false")
        case .day:
            Phrase(
                "\(Day.plannedYears.lowerBound) 至 \(Day.plannedYears.upperBound) 年间的日期，如 \"2023-09-16\"",
                "a day such as \"2023-09-16\", in the years \(Day.plannedYears.lowerBound) to \(Day.plannedYears.upperBound)")
        case .roughDay: Phrase("日期、月份或年份，如 \"2023-09-16\"、\"2023-09\"、\"2023\"", "a day, month or year: \"2023-09-16\", \"2023-09\" or \"2023\"")
        case .month: Phrase("月份，如 \"2023-09\"", "a month such as \"2023-09\"")
        case .localTime: Phrase("当地时间，如 \"2023-09-16T09:00\"", "a local time such as \"2023-09-16T09:00\"")
        case .clock: Phrase("钟点，如 \"09:00\"", "a time of day such as \"09:00\"")
        case .zone: Phrase("IANA 时区，如 Asia/Shanghai", "a time zone such as Asia/Shanghai")
        case .choice(let words): Phrase("以下之一：\(words.joined(separator: "、"))", "one of \(words.joined(separator: ", "))")
        case .region: Phrase("GB/T 2260 中已有的六位行政区划代码，如 \"610100\"", "a six-digit region code that GB/T 2260 knows, such as \"610100\"")
        case .reference(let section): Phrase("\(section) 中一条记录的 key", "the key of a record in \(section)")
        case .part(let list, let field): Phrase("\(field) 所指记录的 \(list) 中的 key", "a key in \(list) of the record that \(field) names")
        case .webAddress: Phrase("以 https:// 或 http:// 开头的网址", "a web address that begins with https:// or http://")
        case .source: Phrase("来源编号，如 S1、R112", "a source code such as S1 or R112")
        case .list(_, let min, _, _): min > 0 ? Phrase("至少 \(min) 项的列表", "a list of at least \(min)") : Phrase("列表", "a list")
        case .record(let shape):
            Phrase(
                "含 \(shape.fields.map(\.name).joined(separator: "、")) 的一组键值",
                "a mapping with \(shape.fields.map(\.name).joined(separator: ", "))")
        case .map: Phrase("一组键值", "a mapping")
        }
    }

    /// The same, told to somebody who put it in quotes.
    var unquoted: Phrase { expected + Phrase("，不加引号", ", without quotes") }

    private static func text(_ zh: String, _ en: String, _ max: Int, _ paragraphs: Bool) -> Phrase {
        Phrase("\(zh)，不超过 \(max) 字\(paragraphs ? "" : "，不分段")", "\(en) of at most \(max) characters\(paragraphs ? "" : ", one paragraph")")
    }

    private static func number<N: Comparable>(_ zh: String, _ en: String, _ low: N, _ high: N, _ least: N, _ most: N) -> Phrase {
        switch (low > least, high < most) {
        case (true, true): Phrase("\(low) 至 \(high) 的\(zh)", "\(en) from \(low) to \(high)")
        case (true, false): Phrase("不小于 \(low) 的\(zh)", "\(en) not below \(low)")
        case (false, true): Phrase("不大于 \(high) 的\(zh)", "\(en) not above \(high)")
        case (false, false): Phrase("\(zh)（不加引号）", "\(en), without quotes")
        }
    }
}
