import Campaigns
package import Kernel
package import Markup
package import Participation

extension FigureWish {
    /// Where the number opens to its records. `key`: the campaign's.
    package func address(in key: String) -> Address { FigureAddress(key: key).opened(indicator, question.pairs) }

    /// The indicator as the dictionary in force on that day names it.
    package func entry(on day: Day) -> IndicatorEntry? { IndicatorDictionary.edition(on: day)[indicator] ?? IndicatorDictionary.newest[indicator] }

    /// Whether it counts minors alone.
    package var isOfMinors: Bool { SmallGroups.isOfMinors(indicator, atMinors: question.isAtMinors) }
}

extension FigureSlice {
    /// What somebody wrote, as it is kept in a question; nil where it cannot be.
    package func value(of text: String) -> String? { read(text) }
    /// The same as it is written in files and addresses.
    package func written(_ value: String) -> String { text(value) }
}
