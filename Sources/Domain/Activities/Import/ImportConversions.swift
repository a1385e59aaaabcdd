import Formats
import Kernel

/// The conversions of single values; pure.
enum ImportConversions {
    /// A text, number or flag as a text without blanks around it; nil for lists and objects.
    static func plain(_ datum: Datum) -> String? {
        switch datum {
        case .text(let text): trimmed(text)
        case .integer(let number): String(number)
        case .real(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .null, .list, .object: nil
        }
    }

    /// By scalars: a mark that combines with a blank is no blank, and stays.
    static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.unicodeScalars.drop(while: \.properties.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(String.UnicodeScalarView(start[...last]))
    }

    static func integer(_ datum: Datum) -> Int? {
        switch datum {
        case .integer(let number): Int(exactly: number)
        case .real(let number): Int(exactly: number)
        case .text(let text): Int(trimmed(text))
        default: nil
        }
    }

    /// `2.35`, and `2,35` as some countries write it.
    static func number(_ datum: Datum) -> Double? {
        switch datum {
        case .integer(let number): return Double(number)
        case .real(let number): return number.isFinite ? number : nil
        case .text(let text):
            let plain = trimmed(text)
            guard plain.utf8.allSatisfy({ (43...57).contains($0) }), let number = Double(plain.replacing(",", with: ".")), number.isFinite else {
                return nil
            }
            return number
        default: return nil
        }
    }

    /// `[48.85, 2.35]` or `48.85, 2.35`: latitude first.
    static func pair(_ datum: Datum) -> (Double, Double)? {
        let parts: [Datum]
        switch datum {
        case .list(let items): parts = items
        case .text(let text): parts = text.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isWhitespace }).map { .text(String($0)) }
        default: return nil
        }
        guard parts.count == 2, let first = number(parts[0]), let second = number(parts[1]) else { return nil }
        return (first, second)
    }

    static func yesNo(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "y", "true", "1", "oui", "是", "有", "对": true
        case "no", "n", "false", "0", "non", "否", "无", "不": false
        default: nil
        }
    }

    /// The items of a list, or of a text with separators; nil for an object.
    static func list(_ datum: Datum, separator: String) -> [String]? {
        switch datum {
        case .list(let items):
            let texts = items.filter { !$0.isBlank }.compactMap(plain)
            return texts.count == items.filter { !$0.isBlank }.count ? texts : nil
        case .object: return nil
        default: return plain(datum)?.split(separator: separator).map { trimmed($0) }.filter { !$0.isEmpty }
        }
    }

    /// The moment that a time stands for: by its own offset, else on the clocks of `zone`.
    static func instant(_ moment: DatePhrases.Moment, in zone: Zone) -> Instant {
        guard let offset = moment.offset else { return moment.local.instant(in: zone) }
        return moment.local.instant(in: .utc).adding(seconds: -Int64(offset))
    }
}
