/// The hours of one day: one span or more, in order and apart. None: closed. Written `09:00-12:00, 13:30-17:00`.
package struct OpeningSpans: Sendable, Hashable, CustomStringConvertible {
    package struct Span: Sendable, Hashable {
        /// Minutes since midnight.
        package let opens: Int
        package let closes: Int
    }

    package let all: [Span]

    package init() { all = [] }

    /// As people write them: `9:00-17:00`, with any dash, colon or comma, several after each other; `closed`, `闭馆` and nothing are no
    /// span. Nil where it cannot be read, a span ends before it begins, or two overlap.
    package init?(reading text: String) {
        let plain = Self.plain(text)
        if plain.isEmpty || plain == "closed" || plain == "off" || plain == "闭馆" || plain == "休息" {
            all = []
            return
        }
        var spans: [Span] = []
        for piece in plain.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = piece.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2, let opens = Self.minutes(ends[0]), let closes = Self.minutes(ends[1]) else { return nil }
            guard opens < closes, opens >= spans.last?.closes ?? 0 else { return nil }
            spans.append(Span(opens: opens, closes: closes))
        }
        all = spans
    }

    /// Exactly as `description` writes them.
    package init?(exactly text: String) {
        self.init(reading: text)
        guard !isEmpty, description == text else { return nil }
    }

    package var isEmpty: Bool { all.isEmpty }

    package var description: String { all.map { "\(Self.clock($0.opens))-\(Self.clock($0.closes))" }.joined(separator: ", ") }

    /// `09:00`
    package static func clock(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        return (hour < 10 ? "0" : "") + "\(hour)" + (minute < 10 ? ":0" : ":") + "\(minute)"
    }

    private static func plain(_ text: String) -> String {
        String(
            text.lowercased().compactMap { letter -> Character? in
                switch letter {
                case "–", "—", "－", "~", "～", "至": "-"
                case "：", ".": ":"
                case "，", "、", ";", "；": ","
                case let blank where blank.isWhitespace: nil
                default: letter
                }
            })
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2, text.utf8.allSatisfy({ (48...58).contains($0) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour < 24 || (hour == 24 && minute == 0)
        else { return nil }
        return hour * 60 + minute
    }
}
