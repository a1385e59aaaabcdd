package import Kernel

/// One indicator as an edition of the dictionary defines it (counting.md §1).
package struct IndicatorEntry: Sendable, Hashable {
    /// What may be made of several of its values.
    package enum Adding: String, Sendable, CaseIterable {
        /// They are added up, over what `over` says.
        case sum
        /// They are counted anew over all records together, each record once: two totals of it do not make a third.
        case distinct
        /// Nothing: a peak.
        case never

        package var title: Phrase {
            switch self {
            case .sum: Phrase("可以相加", "Is added up")
            case .distinct: Phrase("只能去重后重新计数，合计不能相加", "Is counted anew, each once; totals are not added")
            case .never: Phrase("从不相加", "Is never added")
            }
        }
    }

    /// Of which time a value speaks (domain.md §3.2).
    package enum Period: String, Sendable, CaseIterable {
        /// What happened within the period: an edition's days, or 1 January to 31 December.
        case flow
        /// What there was at its end, at 24:00 of the last day.
        case stock

        package var title: Phrase {
            switch self {
            case .flow: Phrase("期间内发生的数量（一届的起止日；年报为 1 月 1 日至 12 月 31 日）", "What happened within the period (an edition's days; of a yearly form 1 January to 31 December)")
            case .stock: Phrase("期末时点的数量（最后一天 24:00）", "What there was at the end (24:00 of the last day)")
            }
        }
    }

    package let key: String
    package let name: Phrase
    package let unit: Phrase
    package let definition: Phrase
    package let period: Period
    package let adds: Adding
    /// Over what its values are added up.
    package let over: Phrase?
    /// By what one is told from another, where each counts once.
    package let distinctBy: Phrase?
    /// The indicator that this one is a part of.
    package let partOf: String?
    /// Other indicators to which its values may be added; the result is a value of `makes`.
    package let with: [String]
    package let makes: String?
    /// The lines of national forms that it serves.
    package let serves: [String]

    /// Whether both mean the same thing, so that values stated under either can stand in one sum.
    package func isSameThing(as other: IndicatorEntry) -> Bool { key == other.key && unit == other.unit && definition == other.definition && adds == other.adds }
}

/// A form that units fill in for somebody above them.
package struct StatisticalForm: Sendable, Hashable {
    package let key: String
    package let name: Phrase
    package let lines: [Line]

    /// One line of it.
    package struct Line: Sendable, Hashable {
        package let key: String
        package let name: Phrase
    }
}
