import Campaigns
package import Kernel
import Participation
import Rooms

/// One number that another room wants of Figures: an indicator of a question without a day.
package struct FigureWish: Sendable, Hashable {
    /// Narrowed to a place, a kind and slices.
    package let question: FigureQuestion
    /// A code of the dictionary: `visits`.
    package let indicator: String

    package init(_ indicator: String, of question: FigureQuestion) { (self.question, self.indicator) = (question, indicator) }

    /// Told from the activities themselves.
    package static let counted = ["activities", "sessions", "venues", "venue-times", "counties"]
    /// Told from claims: what the dictionary adds up, save what is added only among equal seconds.
    package static let claimed = Indicators.all.filter { $0.total == .sum && $0.key != Indicators.watched.key }.map(\.key)
    /// What can be wished for.
    package static let indicators = counted + claimed

    /// Why such a number is never told; nil where it is.
    package static func hindrance(_ indicator: String, isNarrowed: Bool) -> Phrase? {
        guard indicators.contains(indicator) else {
            let name = IndicatorDictionary.newest[indicator]?.name ?? Phrase(same: indicator)
            return Phrase("“\(name.zh)”没有可以汇总的总数（从不相加，或只在一处计数）", "“\(name.en)” has no total: it is never added, or counted in one place alone")
        }
        guard isNarrowed, ["venues", "venue-times"].contains(indicator) else { return nil }
        return Phrase("场馆数只能按地区细分，不能按类型、主题等细分", "venues are laid out by place alone, not by kind, theme or the like")
    }
}

/// What is counted for a wish. Where nobody has stated anything there is none: unknown, not zero.
package struct FigureValue: Sendable, Hashable {
    package let value: Int64
    /// On what it rests; nil for what is counted from the activities themselves.
    package let shares: MethodShares?
    package init(value: Int64, shares: MethodShares?) { (self.value, self.shares) = (value, shares) }
}
