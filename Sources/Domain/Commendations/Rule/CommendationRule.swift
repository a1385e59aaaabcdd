import Kernel
import Language
import Venues

/// By what units are commended, whole and published before anybody is scored: the indicators of a notice (domain §3.9), what each gives, how many
/// places there are, what parts equal scores. Read from a declared record (`CommendationShape`); pure from here on.
struct CommendationRule: Sendable, Hashable {
    /// Sessions of these days count.
    let term: ClosedRange<Day>
    let indicators: [ScoreIndicator]
    /// How many are commended; nil: it is told, nobody is scored.
    let places: Int?
    /// Hundredths of a point that one needs at least.
    let least: Int
    /// Keys of indicators whose amounts part equal scores, in order.
    let ties: [String]
    let who: CommendedUnits
    let rules: [Wording]

    func indicator(_ key: String) -> ScoreIndicator? { indicators.first { $0.key == key } }

    /// Hundredths of a point that all indicators give together.
    var most: Int { indicators.reduce(0) { $0 + $1.points } }
}

/// Who is scored.
struct CommendedUnits: Sendable, Hashable {
    let kinds: [Organisation.Kind]
    let regions: [String]
    /// Keys of organisations; empty: any.
    let units: [String]
}
