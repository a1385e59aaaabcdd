import Kernel

/// What is known of many units, or of one, for one source of numbers: by the unit's number, or by a region's code.
struct AmountTable: Sendable {
    struct Amounts: Sendable {
        /// `activities`, `sessions` … as far as they were asked for.
        var counted: [String: Int64] = [:]
        /// Sessions of the term that are over.
        var past: Int64 = 0
        /// What claims say, by code; for how many sessions that are over.
        var claimed: [String: (value: Int64, covered: Int64)] = [:]

        /// Of one indicator.
        func amount(_ code: String) -> ScoreAmount {
            if ScoredFigures.counted.contains(code) { return .known(counted[code] ?? 0, missing: 0) }
            if let stated = claimed[code] { return .known(stated.value, missing: max(0, past - stated.covered)) }
            return past > 0 ? .unknown(missing: past) : .notHeld
        }
    }

    /// By the unit's number, or by the code of a province, prefecture or county as a number.
    var byKey: [Int64: Amounts] = [:]

    subscript(key: Int64) -> Amounts { byKey[key] ?? Amounts() }
}

/// Where a unit stands for a source: which rows are its own.
struct ScoredUnit: Sendable, Hashable {
    let id: Int64
    /// The code of its seat as a number, as the map stands today; nil where nobody stated it.
    let region: Int64?

    func key(in source: ScoreSource) -> Int64? { source.slice == .own ? id : region }
}
