import Kernel
import Participation
import Rooms

/// What of the dictionary an indicator may be bound to: what is known of one unit, or of one region.
enum ScoredFigures {
    /// Told from the activities themselves.
    static let counted = ["activities", "sessions", "venues", "counties", "organisers", "themes"]
    /// Told from claims: what the dictionary adds up, save what is added only among equal seconds.
    static let claimed = Indicators.all.filter { $0.total == .sum && $0.key != Indicators.watched.key }.map(\.key)
    static let all = counted + claimed

    /// The word of the edition that holds for sessions of that day.
    static func entry(_ code: String, on day: Day) -> IndicatorEntry? { IndicatorDictionary.edition(on: day)[code] ?? IndicatorDictionary.newest[code] }
}
