package import Kernel
package import Language
import Storage
package import Venues

/// A figure that a document announces. It is shown as the source's word, and never counted or added to anything.
package struct AnnouncedFigure: Sendable, Hashable {
    package enum Bound: String, Sendable, CaseIterable, SQLConvertible {
        case exact, about
        case atLeast = "at-least"
        case atMost = "at-most"
    }

    /// Unique in its campaign.
    package var key: String
    /// What is counted, in the source's own sense: free words, no indicator of ours.
    package var indicator: String
    package var label: Wording
    /// In base units.
    package var value: Int64
    package var unit: Wording
    package var bound: Bound
    /// The day, month or year for which it was said.
    package var asOf: RoughDay
    package var repaired: Campaign.Repaired?
    package var provenance: Provenance

    package init(
        key: String, indicator: String, label: Wording, value: Int64, unit: Wording, bound: Bound = .exact, asOf: RoughDay,
        repaired: Campaign.Repaired? = nil, provenance: Provenance = Provenance()
    ) {
        (self.key, self.indicator, self.label, self.value) = (key, indicator, label, value)
        (self.unit, self.bound, self.asOf) = (unit, bound, asOf)
        (self.repaired, self.provenance) = (repaired, provenance)
    }

    init(_ row: Row) throws {
        guard let asOf = try row.roughDayOrNil("as_of") else { throw StorageError.notNull("campaigns_announced.as_of") }
        self.init(
            key: try row.text("key"), indicator: try row.text("indicator"), label: try row.wording("label"), value: try row.int64("value"),
            unit: try row.wording("unit"), bound: try row.choice("bound"), asOf: asOf, repaired: try row.choiceOrNil("repaired"),
            provenance: try row.provenance())
    }
}

extension AnnouncedFigure.Bound {
    /// Before or after the number: `约 7.4 万`, `more than 20`; a pattern whose `#` is the number.
    package var pattern: Phrase {
        switch self {
        case .exact: Phrase("#", "#")
        case .about: Phrase("约 #", "about #")
        case .atLeast: Phrase("# 以上", "at least #")
        case .atMost: Phrase("不超过 #", "at most #")
        }
    }
}
