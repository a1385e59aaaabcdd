import Foundation
package import Kernel

/// Reads dates and times as people write them, in French, Chinese, English and ISO 8601, one or many.
///
/// Several stand on lines of their own or are parted by a semicolon. What can be understood in two ways is a problem, never a
/// guess: a day without a year, `03/04/2023`, a weekday that does not fit its date, a range of days with hours that do not say
/// whether they hold daily. One thing is assumed, and marked: from an evening until a time of the small hours is until the next day's.
package enum DatePhrases {
    /// A wall-clock time, with seconds east of Greenwich where the text states them.
    package struct Moment: Sendable, Hashable {
        package var local: LocalTime
        package var offset: Int?

        package init(_ local: LocalTime, offset: Int? = nil) { (self.local, self.offset) = (local, offset) }
    }

    /// From when to when.
    package struct Span: Sendable, Hashable {
        package var begin: Moment
        /// Nil when the text states a beginning only. For whole days, midnight after the last of them.
        package var end: Moment?
        /// Whether the text states days without hours.
        package var isWholeDays: Bool
        /// Whether the end is taken to lie on the next day without the text's saying so: `22:00-02:00`.
        package var isNextDayAssumed: Bool

        package init(begin: Moment, end: Moment?, isWholeDays: Bool = false, isNextDayAssumed: Bool = false) {
            (self.begin, self.end, self.isWholeDays, self.isNextDayAssumed) = (begin, end, isWholeDays, isNextDayAssumed)
        }
    }

    /// The times that `text` states, in its order.
    ///
    /// A year outside `Day.plannedYears` throws `.impossibleDate` (programs write such dates for “none”), everything unclear `.date`.
    ///
    /// - Parameters:
    ///   - defaultYear: the year of days that state none.
    ///   - dayFirst: whether `03/04/2023` is the third of April; without it such a date is refused.
    package static func read(_ text: String, defaultYear: Int? = nil, dayFirst: Bool = false) throws(FormatProblem) -> [Span] {
        guard text.utf8.count <= 100_000 else { throw unclear(text, Phrase("文字太长", "it is too long")) }
        var spans: [Span] = []
        for piece in text.split(whereSeparator: { $0.isNewline || $0 == ";" || $0 == "；" }) {
            let piece = normal(String(piece))
            if piece.isEmpty { continue }
            do throws(DateTrouble) {
                if let span = try ISODates.span(piece) {
                    spans.append(span)
                } else {
                    var scanner = DateScanner(piece, dayFirst: dayFirst)
                    var reader = DateReader(try scanner.items(), defaultYear: defaultYear)
                    spans += try reader.spans()
                }
            } catch {
                switch error {
                case .unclear(let why): throw unclear(text, why)
                case .impossible(let year): throw impossible(text, year)
                }
            }
            guard spans.count <= 5000 else { throw unclear(text, Phrase("日期太多", "there are too many dates")) }
        }
        guard !spans.isEmpty else { throw unclear(text, Phrase("没有日期", "there is no date in it")) }
        return spans
    }

    /// Small letters without accents, plain digits and marks, one kind of dash, single kinds of spaces.
    private static func normal(_ text: String) -> String {
        let folded = text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        var out = String.UnicodeScalarView()
        for scalar in folded.unicodeScalars {
            switch scalar {
            case "‐", "‑", "‒", "–", "—", "―", "−", "－", "~", "～", "〜": out.append("-")
            case "’", "‘": out.append("'")
            case _ where scalar.properties.isWhitespace: out.append(" ")
            default: out.append(scalar)
            }
        }
        return String(out).trimmingCharacters(in: .whitespaces)
            .replacingOccurrences(of: "a.m.", with: "am").replacingOccurrences(of: "p.m.", with: "pm")
    }

    private static func unclear(_ text: String, _ why: Phrase) -> FormatProblem {
        let shown = text.prefix(80)
        return FormatProblem(
            .date,
            Phrase(
                "看不明白日期“\(shown)”：\(why.zh)。请写成“2023-09-16 09:00-17:00”这样。",
                "The date “\(shown)” is unclear: \(why.en). Write it like “2023-09-16 09:00-17:00”."), isFatal: false)
    }

    private static func impossible(_ text: String, _ year: Int) -> FormatProblem {
        FormatProblem(
            .impossibleDate,
            Phrase("日期“\(text.prefix(80))”在 \(year) 年，不可能是真的。", "The date “\(text.prefix(80))” lies in the year \(year), which cannot be meant."),
            isFatal: false)
    }
}

/// Why a text states no date.
enum DateTrouble: Error {
    case unclear(Phrase)
    case impossible(year: Int)

    static func unclear(_ zh: String, _ en: String) -> DateTrouble { .unclear(Phrase(zh, en)) }
}

extension Day {
    /// A day that exists and can be meant.
    init(checked year: Int, _ month: Int, _ day: Int) throws(DateTrouble) {
        guard Day.plannedYears.contains(year) else { throw .impossible(year: year) }
        guard let date = Day(year: year, month: month, day: day) else {
            throw .unclear("没有 \(year) 年 \(month) 月 \(day) 日这一天", "there is no day \(year)-\(month)-\(day)")
        }
        self = date
    }
}
